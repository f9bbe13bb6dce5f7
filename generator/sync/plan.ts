// The plan of a sync: what every file of a description should have of ours, one value that is made before anything is spliced.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Answers, answersFor, type WantedAnswers } from "./answers.ts";
import {
  type ByMap,
  byFile,
  type EntriesOfMap,
  entriesIn,
  hasEntry,
  pointerIn,
  withoutEntries,
} from "./by-map.ts";
import { componentsFor, leadFrom, neededIn, neededOf, type Wanted } from "./components.ts";
import type { Description } from "./description.ts";
import { drift } from "./drift.ts";
import { type ByPlace, ledgerKey, ledgerValue } from "./ledger.ts";
import { createdBy, type Entries, replacedAfter } from "./maps.ts";
import { type CodeList, codeListsOf, leftLists, listsIn } from "./named-lists.ts";
import { keysOf } from "./operations.ts";
import { answersInMain, componentsOutside } from "./overlay.ts";
import { leadsToOurs, madeOf, needsOurs, type Owned, ownedIn, strangeMarks } from "./ownership.ts";
import { type Location, type Part, placeOf } from "./parts.ts";
import { entryAt, keyOf, parentOf } from "./pointers.ts";
import { type Section, sections } from "./references.ts";
import type { SyncRequest } from "./request.ts";
import { ruleFaults } from "./selectors.ts";
import type { Kept } from "./turns.ts";

/** What one file should have. */
export interface PartPlan extends Entries {
  readonly part: Part;
  readonly replaced: ReadonlyMap<string, string>;
  readonly taken: ReadonlySet<string>;
  /** The maps that several places share and that may take entries. */
  readonly shareable: ReadonlySet<string>;
  readonly orders: ReadonlyMap<string, readonly string[]>;
  /** The lists of codes that are kept equal to a catalog's, and those that get back what they were. */
  readonly lists: ReadonlyMap<string, readonly (string | number)[] | undefined>;
}

/** What a description should have. */
export interface SyncPlan {
  readonly description: Description;
  readonly parts: readonly PartPlan[];
  readonly kept: readonly Kept[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the plan of a description. */
export function planOf(description: Description, request: SyncRequest): SyncPlan {
  const owned = ownedIn(description, request);
  const setting = { description, request, owned };
  const needed = neededIn(description, request, owned);
  const all = request.remove ? noAnswers : answersFor(setting);
  const { main } = description.spec;
  const { answers, diagnostics: leftOut } =
    request.isOverlay === true ? answersInMain(all, main) : { answers: all, diagnostics: [] };
  const components = request.remove
    ? { wanted: [], present: [], diagnostics: [] }
    : componentsFor(answers, needed, setting);
  const referring = new Set([...answers.wanted, ...answers.narrowed].map(({ at }) => at.part));
  const leads = new Map(
    [...referring].map((part) => [part, leadFrom(part, description, request)] as const),
  );
  const reference = (part: Part, section: Section, name: string) => ({
    $ref: leads.get(part)?.(section, name),
  });
  // Many operations of a file get the same answers.
  const known = new Map<Part, Map<WantedAnswers["answers"], ReadonlyMap<string, unknown>>>();
  const references = ({ at: { part }, answers: given }: WantedAnswers) => {
    const all = known.get(part) ?? new Map<typeof given, ReadonlyMap<string, unknown>>();
    const made =
      all.get(given) ??
      new Map([...given].map(([key, { name }]) => [key, reference(part, "responses", name)]));
    known.set(part, all.set(given, made));
    return made;
  };
  const wanted = byFile([
    ...components.wanted.map(ofOne),
    ...answers.wanted.map((one) => ({ at: one.at, entries: references(one) })),
    ...answers.narrowed.map(({ at, schema }) =>
      ofOne({ at, value: reference(at.part, "schemas", schema.name) }),
    ),
  ]);
  const { lists, diagnostics: listFaults } = request.remove
    ? { lists: [], diagnostics: [] }
    : codeListsOf(description, request);
  const isWanted = ({ part, pointer }: Location) => hasEntry(wanted.get(part), pointer);
  const kept = neededOf(needed, isWanted, setting);
  const shared = sharedIn(owned, request).filter((at) => !isWanted(at));
  const parts = partPlans(wanted, setting, {
    answers,
    lists,
    spared: new Set([...kept, ...shared].map(placeOf)),
  });
  const faults = [
    ...leftOut,
    ...(request.isOverlay === true
      ? componentsOutside([...components.wanted, ...lists], main)
      : []),
    ...listFaults,
    ...leftLists(lists, { description, request }),
    ...strangeMarks(owned, description, request),
    ...answers.diagnostics,
    ...components.diagnostics,
  ];
  const others = new Set([...components.present, ...lists.map(({ at }) => at)].map(placeOf));
  const isOurs = (at: Location) =>
    isWanted(at) || hasEntry(owned.get(at.part), at.pointer) || others.has(placeOf(at));
  const handWrittenIn = (map: Location) => {
    const ours = [wanted, owned].flatMap((all) => all.get(map.part)?.get(map.pointer) ?? []);
    return keysOf(map).filter((key) => !ours.some((entries) => entries.has(key)));
  };
  const told = request.remove
    ? []
    : [
        ...ruleFaults(request, description.operations),
        ...drift(answers, { isOurs, handWrittenIn }, { description, request }),
      ];
  const spared = kept.map(({ part, pointer }) => {
    const span = entryAt(part.root, pointer)?.key.span ?? part.root.span;
    return diagnostic("spec-component-needed", { pointer }, { span });
  });
  return {
    description,
    parts,
    kept: answers.kept,
    diagnostics: [...faults, ...spared, ...told],
  };
}

const noAnswers: Answers = {
  wanted: [],
  narrowed: [],
  taken: [],
  shareable: [],
  kept: [],
  silent: [],
  diagnostics: [],
};

type WantedIn = ReadonlyMap<Part, ByMap<unknown>>;

function ofOne({ at: { part, pointer }, value }: Wanted): EntriesOfMap<unknown> {
  return { at: { part, pointer: parentOf(pointer) }, entries: new Map([[keyOf(pointer), value]]) };
}

/** Returns our entries that other descriptions want in a file that they share, which the main file never is. */
function sharedIn(owned: Owned, { isSpared }: SyncRequest): readonly Location[] {
  if (isSpared === undefined) return [];
  const files = [...owned].filter(([{ path }]) => path !== "");
  return files.flatMap(([part, all]) =>
    entriesIn(all)
      .map(([pointer]) => ({ part, pointer, node: undefined }))
      .filter(isSpared),
  );
}

interface Planning {
  readonly answers: Answers;
  readonly lists: readonly CodeList[];
  /** Our entries that stay as they are, by file and pointer. */
  readonly spared: ReadonlySet<string>;
}

/** Returns the plans of all files that have entries of ours or get some, and of the main file with the ledger. */
function partPlans(
  wanted: WantedIn,
  { description, request, owned }: PlanSetting,
  { answers, lists, spared }: Planning,
): readonly PartPlan[] {
  const { spec, ledger } = description;
  const before = description.parts.filter(({ path }) => ledger?.replaced.has(path) === true);
  const listed = lists.map(({ at }) => at.part);
  const files = new Set([spec.main, ...owned.keys(), ...before, ...wanted.keys(), ...listed]);
  const planFor = (part: Part): PartPlan => {
    const all = owned.get(part) ?? new Map<string, never>();
    const isSpared = (pointer: string) => spared.has(`${part.path}#${pointer}`);
    const ours = spared.size === 0 ? all : withoutEntries(all, isSpared);
    const own = wanted.get(part) ?? new Map<string, never>();
    const created =
      ledger === undefined
        ? madeOf(part, ours)
        : [...(ledger.created.get(part.path)?.keys() ?? [])];
    const taken = pointersIn(part, [...answers.taken, ...answers.narrowed.map(({ at }) => at)]);
    const replaced = ledger?.replaced.get(part.path) ?? new Map<string, string>();
    const isReference = (pointer: string) => {
      const node = entryAt(part.root, pointer)?.node;
      const query = { description, request, owned };
      return replaced.has(pointer) ? needsOurs(node, part, query) : leadsToOurs(node, part, query);
    };
    return {
      part,
      root: part.root,
      owned: ours,
      wanted: own,
      created,
      replaced,
      taken,
      references: new Set([...taken].filter(isReference)),
      shareable: pointersIn(part, answers.shareable),
      lists: listsIn(part, lists, { description, request }),
      orders: ordersIn(part, own, { description, request, owned }),
    };
  };
  const plans = [...files].map(planFor);
  if (request.remove || wanted.size + lists.length === 0) return plans;
  const atRoot = new Map([[ledgerKey, ledgerValue(ledgerOf(plans, request))]]);
  return plans.map((plan) =>
    plan.part === spec.main ? { ...plan, wanted: new Map([...plan.wanted, ["", atRoot]]) } : plan,
  );
}

/** Returns the order of components, which does not depend on those that are there. */
function ordersIn(
  part: Part,
  wanted: ByMap<unknown>,
  { description: { places }, request: { catalogs } }: PlanSetting,
): PartPlan["orders"] {
  const here = sections.filter((section) => places[section].part === part);
  return new Map(
    here.map((section) => {
      const { pointer } = places[section];
      const whole = catalogs.flatMap(({ components }) => Object.keys(components[section]));
      const names = [...new Set([...whole, ...(wanted.get(pointer)?.keys() ?? [])])];
      return [pointer, section === "responses" ? names.sort() : names] as const;
    }),
  );
}

function pointersIn(part: Part, places: readonly Location[]): ReadonlySet<string> {
  return new Set(places.filter((at) => at.part === part).map(({ pointer }) => pointer));
}

interface PlanSetting {
  readonly description: Description;
  readonly request: SyncRequest;
  readonly owned: Owned;
}

function ledgerOf(plans: readonly PartPlan[], request: SyncRequest) {
  const places = <Value>(
    of: (plan: PartPlan) => Iterable<readonly [string, Value]>,
  ): ByPlace<Value> => new Map(plans.map((plan) => [plan.part.path, new Map(of(plan))]));
  return {
    catalogs: Object.fromEntries(
      request.catalogs.map(({ catalog }) => [catalog.id, catalog.version]),
    ),
    documents: request.catalogs.flatMap(({ document }) => document ?? []),
    isRuled: request.operations.length > 0,
    owned: places(({ wanted, taken }) =>
      [...wanted].flatMap(([map, values]) =>
        [...values]
          .filter(([key, value]) => isAlias(map, key, value))
          .map(([key]) => pointerIn(map, key))
          .filter((pointer) => !taken.has(pointer))
          .map((pointer) => [pointer, true as const]),
      ),
    ),
    created: places((plan) => createdBy(plan).map((pointer) => [pointer, true as const])),
    replaced: places(replacedAfter),
  };
}

/** A component that is nothing but a reference has no room for a mark. */
function isAlias(map: string, name: string, value: unknown): boolean {
  if (map.endsWith("/responses") && /^(?:\d{3}|\dXX|default)$/.test(name)) return false;
  const keys = Object.keys(value as object);
  return keys.length === 1 && keys[0] === "$ref";
}
