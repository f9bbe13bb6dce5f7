// Deprecated definitions and codes whose time is over.

import type { Deprecation } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type LoadedCatalog, spanIn } from "./catalogs.ts";

/** Warns of what was to go before a day, `YYYY-MM-DD`; no run asks a clock. */
export function passedSunsets(
  catalogs: readonly LoadedCatalog[],
  today: string,
): readonly Diagnostic[] {
  const isOver = (deprecated: Deprecation | undefined): boolean =>
    deprecated?.sunset !== undefined && deprecated.sunset < today.slice(0, "YYYY-MM".length);
  return catalogs.flatMap(({ catalog, file }) =>
    catalog.definitions.flatMap(({ name, deprecated, codes }) => {
      const own = codes.findIndex((code) => isOver(code.deprecated));
      const over = isOver(deprecated) ? deprecated : codes[own]?.deprecated;
      if (over === undefined) return [];
      const place = isOver(deprecated) ? "" : `/code/${own}`;
      const span = spanIn(file, `/definitions/${name}${place}/deprecated/sunset`);
      return [diagnostic("sunset-passed", { name, sunset: over.sunset ?? "" }, { span })];
    }),
  );
}
