// References of our components, led to where the components stand in a description of several files.

import { below, type Location, type Part, referenceTo, type Spelling } from "./parts.ts";

/** Where the sections of the components stand. */
export interface SectionPlaces {
  readonly schemas: Location;
  readonly responses: Location;
}

/** What references are rewritten for. */
export interface ReferenceSetting extends Spelling {
  /** The file that they stand in. */
  readonly from: Part;
  readonly places: SectionPlaces;
}

/** Keys below which there is data and no reference. */
const data = new Set(["example", "examples", "const", "enum", "default"]);

/** Gives a component or response with every `#/components/…` leading to its place; the same value where all is in one file. */
export function rewriteReferences(value: unknown, setting: ReferenceSetting): unknown {
  const { from, places } = setting;
  const { schemas, responses } = places;
  const isPlain =
    from.path === "" &&
    schemas.part.path === "" &&
    schemas.pointer === "/components/schemas" &&
    responses.part.path === "" &&
    responses.pointer === "/components/responses";
  return isPlain ? value : rewritten(value, setting);
}

function rewritten(value: unknown, setting: ReferenceSetting): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, setting));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === "$ref" && typeof inner === "string") return [key, led(inner, setting)];
      if (key === "mapping" && typeof inner === "object") {
        const leads = Object.entries(inner as object).map(([code, ref]) => [
          code,
          led(String(ref), setting),
        ]);
        return [key, Object.fromEntries(leads)];
      }
      // Examples of a media type are a map whose values have a `value`, which is data as a whole.
      return [key, data.has(key) ? inner : rewritten(inner, setting)];
    }),
  );
}

function led(ref: string, { from, places, ...spelling }: ReferenceSetting): string {
  const [, section, name] = /^#\/components\/(schemas|responses)\/([^/]+)$/.exec(ref) ?? [];
  if (section === undefined || name === undefined) return ref;
  return referenceTo(below(places[section as keyof SectionPlaces], name), from, spelling);
}
