// Further names of what generated packages export.

import type { Catalog } from "./catalog.ts";
import { catalogNames, className, guardName, runtimeTypes } from "./names.ts";

/** A module of a generated package whose names can have aliases. */
export type NamedModule = "codes" | "errors" | "guards" | "parse";

/** Returns the values that the package of a catalog exports, each with its module, by the names of the definitions. */
export function exportedValues(
  prefix: string,
  definitions: readonly string[],
): ReadonlyMap<string, NamedModule> {
  const names = catalogNames(prefix);
  const inModule = (module: NamedModule, list: readonly string[]) =>
    list.map((name) => [name, module] as const);
  return new Map([
    ...inModule("codes", [names.code]),
    ...inModule("errors", [names.base, names.unknown, ...definitions.map(className)]),
    ...inModule("guards", [names.isCode, names.isBody, names.isError, names.isUnknown]),
    ...inModule("guards", definitions.map(guardName)),
    ...inModule("parse", [names.identify, names.parse, names.fromResponse]),
    ...inModule("parse", [names.revive, names.match]),
  ]);
}

/** A further name of a member of an enum. */
export interface MemberAlias {
  /** The generated name of the enum. */
  readonly owner: string;
  /** The further name. */
  readonly as: string;
  /** The generated name of the member. */
  readonly own: string;
}

/** Returns what a further name with a dot says, such as `ErrorCode.NOT_FOUND` of `AcmeErrorCode.NotFound`; nothing if both are not of one enum. The enum may itself have a further name. */
export function memberAlias(
  alias: string,
  name: string,
  aliases: Readonly<Record<string, string>>,
): MemberAlias | undefined {
  const [left = "", as] = alias.split(".");
  const [owner = "", own] = name.split(".");
  const same = Object.hasOwn(aliases, left) ? aliases[left] : left;
  return as === undefined || own === undefined || same !== owner ? undefined : { owner, as, own };
}

/** Returns the further names of the members of an enum, by the members' own names. */
export function memberAliases(
  owner: string,
  aliases: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [alias, name] of Object.entries(aliases)) {
    const one = memberAlias(alias, name, aliases);
    if (one?.owner !== owner) continue;
    const list = found.get(one.own);
    if (list === undefined) found.set(one.own, [one.as]);
    else list.push(one.as);
  }
  return found;
}

/** Returns all that can have an alias in the packages of catalogs: values, and members of enums behind their enum and a dot. */
export function aliasedNames(catalogs: readonly Catalog[]): ReadonlySet<string> {
  const names = catalogs.flatMap(({ prefix, definitions, codes }) => [
    ...exportedValues(
      prefix,
      definitions.map(({ name }) => name),
    ).keys(),
    ...codes.map(({ member }) => `${catalogNames(prefix).code}.${member}`),
  ]);
  return new Set(names);
}

/** The names that every package exports whatever its catalog is. */
export const sharedNames: readonly string[] = [...runtimeTypes, "hasKind", "retryAdvice"];

/** Returns whether a configuration can have a further name, by the pattern of its schema. */
export function isAlias(name: string): boolean {
  return (
    name.length <= 200 &&
    /^[A-Za-z_$][A-Za-z0-9_$]*(\.(?!__proto__$)[A-Za-z_$][A-Za-z0-9_$]*)?$/.test(name)
  );
}
