// What definitions and examples are resolved with.

import type { CatalogDocument } from "../schema/document.ts";
import type { Derived, Source } from "./catalog.ts";
import { listOf, type ReadLocator } from "./locator.ts";
import type { ParamCarrier } from "./params.ts";

/** What is known of a catalog before its definitions. */
export interface Scope {
  /** Returns whether a definition has a name, in any case. */
  readonly isTaken: (name: string) => boolean;
  readonly document: CatalogDocument;
  readonly sources: ReadonlyMap<string, Source>;
  readonly answers: Derived["answers"];
  /** What resolves the locators of definitions, by the name of the envelope. */
  readonly readers: ReadonlyMap<string, ReadLocator>;
  /** By the name of the envelope. */
  readonly mediaTypes: ReadonlyMap<string, string>;
  /** What each envelope says of params, by its name. */
  readonly carriers: ReadonlyMap<string, ParamCarrier>;
  /** The envelope of definitions that name none. */
  readonly envelope: string;
}

/** Returns the sources that are cited by their ids. */
export function cited(
  ids: string | readonly string[] | undefined,
  scope: Scope,
): readonly Source[] {
  return listOf(ids).flatMap((id) => scope.sources.get(id) ?? []);
}
