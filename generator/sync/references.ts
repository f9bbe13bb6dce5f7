// References to our components, rewritten for descriptions that span several files.

import { below, type Location, type Part, referenceTo, type Spelling } from "./parts.ts";

/** The places of the component sections. */
export interface SectionPlaces {
  readonly schemas: Location;
  readonly responses: Location;
}

/** The context for rewriting references. */
export interface ReferenceSetting extends Spelling {
  /** The file that contains the references. */
  readonly from: Part;
  readonly places: SectionPlaces;
}

/** Keys whose values are data and never references. */
const data = new Set(["example", "examples", "const", "enum", "default"]);

/** Returns a component or response in which every `#/components/…` leads to its place; the same value if all are in one file. */
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
      // The values of a media type's `examples` have a `value`, which is data as a whole.
      return [key, data.has(key) ? inner : rewritten(inner, setting)];
    }),
  );
}

function led(ref: string, { from, places, ...spelling }: ReferenceSetting): string {
  const [, section, name] = /^#\/components\/(schemas|responses)\/([^/]+)$/.exec(ref) ?? [];
  if (section === undefined || name === undefined) return ref;
  return referenceTo(below(places[section as keyof SectionPlaces], name), from, spelling);
}
