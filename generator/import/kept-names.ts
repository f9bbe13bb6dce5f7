// The names that a team has used so far, as aliases of what the package of its catalog exports.

import { aliasedNames, isAlias, sharedNames } from "../catalog/aliases.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { catalogNames } from "../catalog/names.ts";
import { tidy } from "../text/data.ts";
import { addTo, listed } from "../text/lists.ts";
import { printYaml } from "../text/yaml-print.ts";
import type { DeclaredName, FoundSource } from "./finding.ts";

/** Options of the TypeScript emitter that keep the names of sources. */
export interface KeptNames {
  /** The generated names by the names of the sources, in the order of the sources. */
  readonly aliases: Readonly<Record<string, string>>;
  /** The style of the generated enum, if it replaces constant objects alone. */
  readonly enumStyle?: "const";
  /** The same as lines of a configuration; empty if there is nothing to keep. */
  readonly text: string;
}

/** The options that keep no name. */
export const noNames: KeptNames = { aliases: {}, text: "" };

/** The names of sources that can be kept, and those that cannot. */
export interface FoundNames {
  readonly kept: KeptNames;
  /** The names that are left out, a sentence each. */
  readonly left: readonly string[];
}

/** A member of a hand-written enum whose code is in the catalog. */
interface OldMember {
  readonly name: string;
  readonly code: string;
  readonly place: string;
}

/** Returns the aliases with which the package of a catalog exports the names of sources, without those of the configuration; a name that would mean something else is left out. */
export function namesOfSources(
  catalog: Catalog,
  sources: readonly FoundSource[],
  configured: ReadonlyMap<string, string>,
): FoundNames {
  const names = catalogNames(catalog.prefix);
  const exported = new Set([...aliasedNames([catalog]), ...sharedNames]);
  const members = new Map(catalog.codes.map(({ text, member }) => [text, member]));
  // All enums become one, so that a name of a member has one meaning in all of them.
  const codes = new Map(catalog.codes.map(({ text, member }) => [member, text]));
  const aliases = new Map<string, string>();
  const left: string[] = [];
  const add = (alias: string, name: string): boolean => {
    if (alias === name || configured.get(alias) === name) return true;
    const isTaken = exported.has(alias) || aliases.has(alias) || configured.has(alias);
    const why = isTaken ? "it is the name of something else in the package" : notAlias(alias);
    if (why === undefined) aliases.set(alias, name);
    else leave(alias, why);
    return why === undefined;
  };
  const leave = (alias: string, why: string): void => {
    left.push(`Left out the alias ${JSON.stringify(alias)}: ${why}.`);
  };
  const { holders, classes } = declaredBy(sources);
  const forms = new Set<DeclaredName["form"]>();
  for (const [holder, declared] of holders) {
    const old = oldMembers(declared, members);
    const apart = ambiguous(old, codes);
    if (apart !== undefined) leave(holder, apart);
    if (old.length === 0 || apart !== undefined || !add(holder, names.code)) continue;
    for (const { form } of declared) forms.add(form);
    for (const { name, code } of old.filter((one) => !codes.has(one.name))) {
      codes.set(name, code);
      add(`${holder}.${name}`, `${names.code}.${members.get(code)}`);
    }
  }
  const [base = names.base, ...others] = classes;
  if (others.length === 0) add(base, names.base);
  else
    left.push(`Left out aliases of ${listed(classes, 5)}: only one class can be the base class.`);
  const isConstant = forms.has("object") && !forms.has("enum");
  const typescript = tidy({
    enumStyle: isConstant ? ("const" as const) : undefined,
    aliases: Object.fromEntries(aliases),
  });
  const isEmpty = Object.keys(typescript).length === 0;
  const text = isEmpty ? "" : printYaml({ emitters: { typescript } });
  return { kept: { ...noNames, ...typescript, text }, left };
}

function declaredBy(sources: readonly FoundSource[]) {
  const holders = new Map<string, DeclaredName[]>();
  const classes = new Set<string>();
  for (const one of sources.flatMap(({ declared = [] }) => declared)) {
    if (one.form === "class") classes.add(one.name);
    else addTo(holders, one.name, one);
  }
  return { holders, classes: [...classes] };
}

function oldMembers(
  declared: readonly DeclaredName[],
  known: ReadonlyMap<string, string>,
): readonly OldMember[] {
  return declared.flatMap(({ members, place }) =>
    members
      .map(([name, code]) => ({ name, code: String(code), place }))
      .filter(({ code }) => known.has(code)),
  );
}

/** Returns why members cannot be those of the generated enum: one of their names has two codes. */
function ambiguous(
  old: readonly OldMember[],
  codes: ReadonlyMap<string, string>,
): string | undefined {
  const seen = new Map(codes);
  for (const { name, code, place } of old) {
    const known = seen.get(name) ?? code;
    if (known !== code) {
      const [one, other] = [code, known].map((text) => JSON.stringify(text));
      return `its member ${JSON.stringify(name)} is ${one} (${place}), and elsewhere it is ${other}`;
    }
    seen.set(name, code);
  }
  return undefined;
}

function notAlias(alias: string): string | undefined {
  return isAlias(alias) ? undefined : "it is not a name of letters from A to Z, digits, _ and $";
}
