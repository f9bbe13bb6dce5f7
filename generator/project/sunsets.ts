// Deprecated definitions and codes whose time is over.

import type { Deprecation } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type LoadedCatalog, spanIn } from "./catalogs.ts";

/** Warns of what was to go before a day, `YYYY-MM-DD`; no run asks a clock. */
export function passedSunsets(
  catalogs: readonly LoadedCatalog[],
  today: string,
): readonly Diagnostic[] {
  const isOver = ({ sunset }: Deprecation): boolean =>
    sunset !== undefined && sunset < today.slice(0, "YYYY-MM".length);
  return catalogs.flatMap(({ catalog, file }) =>
    catalog.definitions.flatMap(({ name, deprecated, codes }) => {
      const warning = (what: string, parts: string, { sunset = "" }: Deprecation, at: string) => {
        const span = spanIn(file, `/definitions/${name}${at}/deprecated/sunset`);
        return diagnostic("sunset-passed", { what, parts, sunset }, { span });
      };
      if (deprecated !== undefined && isOver(deprecated))
        return [warning(`"${name}"`, "its name and codes", deprecated, "")];
      return codes.flatMap((code, i) =>
        code.deprecated !== undefined && isOver(code.deprecated)
          ? [
              warning(
                `The code ${JSON.stringify(code.literal)} of "${name}"`,
                "it",
                code.deprecated,
                `/code/${i}`,
              ),
            ]
          : [],
      );
    }),
  );
}
