// The names that a team has used so far, as aliases of what the package of its catalog exports.

import { aliasedNames, isAlias, sharedNames } from "../catalog/aliases.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { catalogNames } from "../catalog/names.ts";
import { tidy } from "../text/data.ts";
import { addTo, listed } from "../text/lists.ts";
import { printYaml } from "../text/yaml-print.ts";
import type { DeclaredName, FoundSource } from "./finding.ts";

/** What a configuration needs to keep the names of sources. */
export interface KeptNames {
  /** The generated names by the names of the sources, in the order of the sources. */
  readonly aliases: Readonly<Record<string, string>>;
  /** The style of the generated enum, if it replaces constant objects alone. */
  readonly enumStyle?: "const";
  /** How the files of a constant object import each other. */
  readonly importExtension?: ".js";
  /** What the arguments of the class are that the generated exceptions replace, by its name. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** The same as lines of a configuration; empty if there is nothing to keep. */
  readonly text: string;
}

/** What a configuration needs if no name is kept. */
export const noNames: KeptNames = { aliases: {}, classes: {}, text: "" };

/** The names that a configuration has. */
export interface ConfiguredNames {
  /** The aliases, each with the generated name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The hand-written classes whose arguments are known. */
  readonly classes: ReadonlySet<string>;
}

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

/** The names of a project without a configuration. */
export const noneConfigured: ConfiguredNames = { aliases: new Map(), classes: new Set() };

/** Returns the aliases with which the package of a catalog exports the names of sources, without those of the configuration; a name that would mean something else is left out. */
export function namesOfSources(
  catalog: Catalog,
  sources: readonly FoundSource[],
  configured: ConfiguredNames,
): FoundNames {
  const names = catalogNames(catalog.prefix);
  const exported = new Set([...aliasedNames([catalog]), ...sharedNames]);
  const members = new Map(catalog.codes.map(({ text, member }) => [text, member]));
  // All enums become one, so that a name of a member has one meaning in all of them.
  const codes = new Map(catalog.codes.map(({ text, member }) => [member, text]));
  const aliases = new Map<string, string>();
  const left: string[] = [];
  const add = (alias: string, name: string): boolean => {
    if (alias === name || configured.aliases.get(alias) === name) return true;
    const isTaken = exported.has(alias) || aliases.has(alias) || configured.aliases.has(alias);
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
    for (const { form } of aliases.has(holder) ? declared : []) forms.add(form);
    for (const { name, code } of old.filter((one) => !codes.has(one.name))) {
      codes.set(name, code);
      add(`${holder}.${name}`, `${names.code}.${members.get(code)}`);
    }
  }
  const [base, ...others] = classes;
  const roles: Record<string, readonly string[]> = {};
  if (others.length > 0) {
    const all = listed(
      [...classes].map(({ name }) => name),
      5,
    );
    left.push(`Left out aliases of ${all}: only one class can be the base class.`);
  } else if (base !== undefined && add(base.name, names.base)) {
    const isKnown = configured.classes.has(base.name) || base.roles.length === 0;
    if (!isKnown) roles[base.name] = base.roles;
  }
  const style = forms.has("object") && !forms.has("enum") ? constants : {};
  const kept = { ...style, aliases: Object.fromEntries(aliases) };
  return { kept: { ...noNames, ...kept, classes: roles, text: linesOf(kept, roles) }, left };
}

/** The style of the enum that is a constant object; files import each other as by default. */
const constants = { enumStyle: "const", importExtension: ".js" } as const;

function linesOf(options: object, classes: KeptNames["classes"]): string {
  const typescript = tidy(options);
  const value = tidy({ emitters: tidy({ typescript }), scan: tidy({ classes }) });
  const isEmpty = Object.keys(value).length === 0;
  return isEmpty ? "" : printYaml(value, { smallFrom: 3, spread: "aliases" });
}

function declaredBy(sources: readonly FoundSource[]) {
  const holders = new Map<string, DeclaredName[]>();
  const classes = new Map<string, DeclaredName>();
  for (const one of sources.flatMap(({ declared = [] }) => declared)) {
    if (one.form === "class") classes.set(one.name, one);
    else addTo(holders, one.name, one);
  }
  return { holders, classes: [...classes.values()] };
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
