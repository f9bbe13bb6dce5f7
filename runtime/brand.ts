// The brand of the generated exceptions, and the checks behind the guards.

import type { Effect, Kind, OtherError, Retry, WireCode } from "./facts.ts";
import { isOwn } from "./values.ts";

/** The key of the brand that all generated exceptions carry; registered, so that copies of a package and realms share it. */
export const brandKey: unique symbol = /* @__PURE__ */ Symbol.for("faultbook.error") as never;

/** What a guard reads of a value. */
type Guarded = { readonly [brandKey]?: unknown } | null | undefined;

/** Checks whether a value is the exception that a brand identifies, `coinbase-cdp/BadGateway`; never throws. */
export function is(error: unknown, brand: string): boolean {
  try {
    return (error as Guarded)?.[brandKey] === brand && typeof error === "object";
  } catch {
    return false;
  }
}

/** Checks whether a value is an exception of a catalog, by the beginning of its brands, `id/`. */
export function isOfCatalog(error: unknown, catalog: string): boolean {
  return brandOf(error)?.startsWith(catalog) ?? false;
}

function brandOf(error: unknown): string | undefined {
  try {
    if (typeof error !== "object" || error === null) return undefined;
    const brand = (error as { readonly [brandKey]?: unknown })[brandKey];
    return typeof brand === "string" ? brand : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the name of the definition of a catalog's exception, by the beginning of its brands, `id/`; empty for the unknown error. */
export function definitionOf(error: unknown, catalog: string): string | undefined {
  const brand = brandOf(error);
  return brand?.startsWith(catalog) ? brand.slice(catalog.length) : undefined;
}

const valuesOf = /* @__PURE__ */ new WeakMap<object, ReadonlySet<unknown>>();

/** Checks whether a value is one of the values of an enum or of a constant of codes. */
export function isCodeOf(codes: object, value: unknown): boolean {
  let values = valuesOf.get(codes);
  if (values === undefined) {
    // An enum also has the way back from each number; member names begin with a letter.
    const members = Object.entries(codes).filter(([name]) => /^[A-Za-z]/.test(name));
    values = new Set(members.map(([, code]) => code));
    valuesOf.set(codes, values);
  }
  return values.has(value);
}

/** The properties of every generated exception of any catalog. */
export interface CatalogError<K extends Kind = Kind> extends Error {
  readonly code: WireCode | undefined;
  readonly wireCode: WireCode | undefined;
  readonly kind: K;
  readonly retry: Retry;
  readonly effect: Effect;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly docsUrl: string | undefined;
  readonly retryAfter: number | undefined;
  readonly retryAt: number | undefined;
  readonly others: readonly OtherError[];
}

/** Checks whether a value is an exception of any generated package, of one kind. */
export function hasKind<K extends Kind>(error: unknown, kind: K): error is CatalogError<K> {
  try {
    return isOfCatalog(error, "") && (error as { readonly kind?: unknown }).kind === kind;
  } catch {
    return false;
  }
}

/** An arm for each definition; `ByName` has their exceptions. */
export type Arms<ByName extends object> = {
  readonly [Name in keyof ByName]: (error: ByName[Name]) => unknown;
};

/** What the arms return; an index by all names would take a compiler minutes for ten thousand of them. */
export type ResultOf<Arms> = Arms[keyof Arms] extends (error: never) => infer Result
  ? Result
  : never;

/** Calls the arm of an exception's definition, or the arm `unknown` if it has none, and returns its result. */
export function matchError<Result>(error: unknown, catalog: string, arms: object): Result {
  const all = arms as { readonly [definition: string]: (error: unknown) => Result };
  const name = definitionOf(error, catalog) ?? "";
  const { unknown } = all;
  const arm = (isOwn(all, name) ? all[name] : undefined) ?? unknown;
  return arm?.(error) as Result;
}
