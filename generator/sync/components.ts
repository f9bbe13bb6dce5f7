// The components that a description should have of ours: what its operations and its hand-written references reach, or all.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { isSame } from "../text/data.ts";
import type { Answers } from "./answers.ts";
import { hasEntry } from "./by-map.ts";
import type { Description } from "./description.ts";
import { ledgerKey, markOf } from "./ledger.ts";
import { componentNames, lastOf, type Owned, sectionOf, targetIn } from "./ownership.ts";
import { below, type Location, type Part } from "./parts.ts";
import { entryAt, keyOf } from "./pointers.ts";
import {
  componentOf,
  type Lead,
  referredIn,
  rewritten,
  type Section,
  sections,
} from "./references.ts";
import { refsIn } from "./refs.ts";
import { documentFrom, type SpecCatalog, type SyncRequest } from "./request.ts";

/** A component by its section and name. */
export type ComponentName = `${Section}/${string}`;

/** An entry that should be in a description. */
export interface Wanted {
  readonly at: Location;
  readonly value: unknown;
}

/** Returns the name of a component. */
function nameOf(section: Section, name: string): ComponentName {
  return `${section}/${name}`;
}

/** Returns the components that hand-written references lead to. */
export function neededIn(
  description: Description,
  request: SyncRequest,
  owned: Owned,
): ReadonlySet<ComponentName> {
  const inSections = sections.flatMap((section) => {
    const { part, pointer } = description.places[section];
    return [...(owned.get(part)?.get(pointer)?.keys() ?? [])];
  });
  const names = componentNames(request, inSections);
  const refs = description.parts.flatMap((part) =>
    refsIn(part.root, {
      except: owned.get(part),
      mayMatter: (ref) => names.has(lastOf(ref)),
    }).map((ref) => [part, ref] as const),
  );
  return ledTo(refs, description);
}

/** Returns the components that references in files lead to. */
function ledTo(
  refs: readonly (readonly [Part, string])[],
  description: Description,
): ReadonlySet<ComponentName> {
  const names = refs.flatMap(([part, ref]) => {
    const target = targetIn(ref, part, description);
    const section = target && sectionOf(target, description);
    return target === undefined || section === undefined
      ? []
      : [nameOf(section, keyOf(target.pointer))];
  });
  return new Set(names);
}

/** Returns where references to components lead from a file, and the same for values. */
export function leadFrom(part: Part, { places, refTo }: Description, request: SyncRequest): Lead {
  const known = new Map<ComponentName, string>();
  const newLead: Lead = (section, alias) => {
    const [from, name] = ownerOf(section, alias, request);
    return from?.document === undefined
      ? refTo(below(places[section], name), part)
      : `${documentFrom(from.document, part)}#/components/${section}/${name}`;
  };
  return (section, name) => {
    const key = nameOf(section, name);
    const lead = known.get(key) ?? newLead(section, name);
    known.set(key, lead);
    return lead;
  };
}

/** Returns the catalog that has a component, if one has it, and the name of what it is an alternative name for, unless all are written. */
function ownerOf(
  section: Section,
  name: string,
  { catalogs, components }: SyncRequest,
): readonly [from: SpecCatalog | undefined, name: string] {
  const from = catalogs.find((one) => Object.hasOwn(one.components[section], name));
  const value = from?.components[section][name] as { readonly $ref?: string } | undefined;
  const [inner, other] = componentOf(value?.$ref ?? "") ?? [];
  const isAlias = other !== undefined && inner === section && components !== "all";
  return isAlias ? [from, other] : [from, name];
}

/** What is wanted of components. */
export interface WantedComponents {
  readonly wanted: readonly Wanted[];
  /** The hand-written components that say what ours would. */
  readonly present: readonly Location[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the components that are wanted. */
export function componentsFor(
  answers: Pick<Answers, "wanted" | "narrowed">,
  needed: ReadonlySet<ComponentName>,
  { description, request, owned }: ComponentSetting,
): WantedComponents {
  const values = valuesOf(answers, needed, request);
  const { spec, places } = description;
  const plain = sections.every((section) => places[section].part === spec.main);
  const isWhole = request.components === "all";
  const isCopied = request.catalogs.every(({ document }) => document === undefined);
  const isPlain = plain && isWhole && isCopied;
  const all = sections.flatMap((section) => {
    const { part } = places[section];
    const lead = leadFrom(part, description, request);
    return [...values[section]].map(([name, value]) => ({
      at: below(places[section], name),
      value: isPlain && isUsual(places[section], section) ? value : rewritten(value, lead),
    }));
  });
  const present = all.filter(({ at, value }) => isThereAlready(at, value, owned));
  const there = new Set(present);
  return {
    wanted: all.filter((one) => !there.has(one)),
    present: present.map(({ at }) => at),
    diagnostics: clashes(request),
  };
}

/** What components are put into. */
export interface ComponentSetting {
  readonly description: Description;
  readonly request: SyncRequest;
  readonly owned: Owned;
}

function isUsual({ pointer }: Location, section: Section): boolean {
  return pointer === `/components/${section}`;
}

type Values = { readonly [Name in Section]: ReadonlyMap<string, unknown> };

/** Returns the wanted components with their values, each section in an order that does not depend on what is there. */
function valuesOf(
  { wanted, narrowed }: Pick<Answers, "wanted" | "narrowed">,
  needed: ReadonlySet<ComponentName>,
  request: SyncRequest,
): Values {
  const { catalogs, components } = request;
  // Many operations get the same answers.
  const groups = new Set(wanted.map(({ answers }) => answers));
  const all = [...groups].flatMap((answers) => [...answers.values()]);
  const parts = new Map<ComponentName, unknown>([
    ...all.map(({ name, value }) => [nameOf("responses", name), value] as const),
    ...narrowed.flatMap(({ schema: { name, part } }) =>
      part === undefined ? [] : [[nameOf("schemas", name), part] as const],
    ),
  ]);
  const reached = new Map<ComponentName, unknown>();
  const reach = (section: Section, name: string): void => {
    const [owner] = ownerOf(section, name, request);
    const own = owner?.components[section][name] ?? parts.get(nameOf(section, name));
    if (reached.has(nameOf(section, name)) || own === undefined) return;
    const isElsewhere = owner?.document !== undefined;
    reached.set(nameOf(section, name), isElsewhere ? refTo(section, name) : own);
    for (const [inner, other] of isElsewhere ? [] : referredIn(own)) {
      const [from, target] = ownerOf(inner, other, request);
      if (from?.document === undefined) reach(inner, target);
    }
  };
  for (const { whole, name } of all) if (whole?.document === undefined) reach("responses", name);
  for (const { schema } of narrowed) {
    const [from, name] = ownerOf("schemas", schema.name, request);
    if (from?.document === undefined) reach("schemas", name);
  }
  for (const one of components === "all" ? catalogs : [])
    for (const section of sections)
      for (const name of Object.keys(one.components[section])) reach(section, name);
  for (const key of needed) reach(...splitName(key));
  const orderedIn = (section: Section) => {
    const whole = catalogs.flatMap((one) => Object.keys(one.components[section]));
    const more = [...parts.keys()].filter((key) => key.startsWith(`${section}/`)).map(splitName);
    const names = new Set([...whole, ...more.map(([, name]) => name)]);
    const all = section === "responses" ? [...names].sort() : [...names];
    const there = all.filter((name) => reached.has(nameOf(section, name)));
    return new Map(there.map((name) => [name, reached.get(nameOf(section, name))]));
  };
  const [schemas, responses, examples] = sections.map(orderedIn);
  return { schemas, responses, examples } as Values;
}

function refTo(section: Section, name: string): object {
  return { $ref: `#/components/${section}/${name}` };
}

function splitName(key: ComponentName): readonly [Section, string] {
  const cut = key.indexOf("/");
  return [key.slice(0, cut) as Section, key.slice(cut + 1)];
}

/** Returns whether a hand-written component equals ours; it stays hand-written. */
function isThereAlready({ part, pointer, node }: Location, wanted: unknown, owned: Owned): boolean {
  if (node === undefined || markOf(node) !== undefined) return false;
  if (hasEntry(owned.get(part), pointer)) return false;
  const { [ledgerKey]: _, ...unmarked } = wanted as Readonly<Record<string, unknown>>;
  return isSame(node.value, unmarked);
}

/** Returns one diagnostic for each two catalogs that want the same names, with the first of them. */
function clashes({ catalogs, spec }: SyncRequest): readonly Diagnostic[] {
  const span = { file: spec.main.file, start: 0, end: 0 };
  const shared = new Map<string, { first: string; second: string; names: Set<string> }>();
  for (const section of sections) {
    const owners = new Map<string, string>();
    for (const { catalog, components } of catalogs)
      for (const name of Object.keys(components[section])) {
        const first = owners.get(name.toLowerCase());
        const second = catalog.id;
        owners.set(name.toLowerCase(), second);
        if (first === undefined) continue;
        const pair = shared.get(`${first} ${second}`) ?? { first, second, names: new Set() };
        shared.set(`${first} ${second}`, { ...pair, names: pair.names.add(name) });
      }
  }
  return [...shared.values()].map(({ first, second, names }) => {
    const more = names.size > mostNamed ? ` and ${names.size - mostNamed} more` : "";
    const holes = { first, second, names: [...names].slice(0, mostNamed), more };
    return diagnostic("component-clash", holes, { span });
  });
}

/** How many names a diagnostic lists. */
const mostNamed = 5;

/** Returns the components of ours that would go although hand-written references, or each other, need them. */
export function neededOf(
  roots: ReadonlySet<ComponentName>,
  isWanted: (at: Location) => boolean,
  { description, owned }: Omit<ComponentSetting, "request">,
): readonly Location[] {
  const found = new Map<ComponentName, Location>();
  const need = (names: ReadonlySet<ComponentName>): void => {
    for (const key of names) {
      if (found.has(key)) continue;
      const [section, name] = splitName(key);
      const at = below(description.places[section], name);
      const { part, pointer } = at;
      const entry = entryAt(part.root, pointer);
      const isOurs = hasEntry(owned.get(part), pointer);
      if (entry === undefined || !isOurs || isWanted(at)) continue;
      found.set(key, at);
      need(
        ledTo(
          refsIn(entry.node).map((ref) => [part, ref] as const),
          description,
        ),
      );
    }
  };
  need(roots);
  return [...found.values()];
}
