// References to our components, rewritten for descriptions that span several files.

import { below, type Location, type Part, referenceTo, type Spelling } from "./parts.ts";

/** The sections of `components` that hold ours. */
export const sections = ["schemas", "responses", "examples"] as const;

/** A section of `components`. */
export type Section = (typeof sections)[number];

/** The places of the component sections. */
export type SectionPlaces = { readonly [Name in Section]: Location };

/** The components of a catalog by section and name. */
export type Components = { readonly [Name in Section]: Readonly<Record<string, unknown>> };

/** The context for rewriting references. */
export interface ReferenceSetting extends Spelling {
  /** The file that contains the references. */
  readonly from: Part;
  readonly places: SectionPlaces;
}

/** Keys whose values are data and never references; `examples` of a schema are a list, those of a media type a map of references. */
const data = new Set(["example", "value", "const", "enum", "default"]);

/** Returns a component or response in which every `#/components/…` leads to its place; the same value if all are in one file. */
export function rewriteReferences(value: unknown, setting: ReferenceSetting): unknown {
  const { from, places } = setting;
  const isPlain = sections.every((section) => {
    const { part, pointer } = places[section];
    return part.path === "" && pointer === `/components/${section}`;
  });
  return isPlain && from.path === "" ? value : rewritten(value, setting);
}

function rewritten(value: unknown, setting: ReferenceSetting): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, setting));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      // Properties may be called anything.
      if (key === "properties") return [key, mapped(inner, (one) => rewritten(one, setting))];
      if (key === "$ref" && typeof inner === "string") return [key, led(inner, setting)];
      if (key === "mapping" && typeof inner === "object") {
        return [key, mapped(inner, (ref) => led(String(ref), setting))];
      }
      const isData = data.has(key) || (key === "examples" && Array.isArray(inner));
      return [key, isData ? inner : rewritten(inner, setting)];
    }),
  );
}

function mapped(map: unknown, change: (value: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(map as object).map(([key, value]) => [key, change(value)]),
  );
}

function led(ref: string, { from, places, ...spelling }: ReferenceSetting): string {
  const [, written, name] = /^#\/components\/(\w+)\/([^/]+)$/.exec(ref) ?? [];
  const section = sections.find((one) => one === written);
  if (section === undefined || name === undefined) return ref;
  return referenceTo(below(places[section], name), from, spelling);
}
