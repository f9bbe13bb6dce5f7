// The sections of components, and references to components in plain data.

import type { Location } from "./parts.ts";

/** The sections of `components` that hold ours. */
export const sections = ["schemas", "responses", "examples"] as const;

/** A section of `components`. */
export type Section = (typeof sections)[number];

/** The places of the component sections. */
export type SectionPlaces = { readonly [Name in Section]: Location };

/** The components of a catalog by section and name. */
export type Components = { readonly [Name in Section]: Readonly<Record<string, unknown>> };

/** Keys whose values are data and never references; `examples` of a schema are a list, those of a media type a map of references. */
const data: ReadonlySet<string> = new Set(["example", "value", "const", "enum", "default"]);

/** Returns where a component is referred to instead, by its section and name. */
export type Lead = (section: Section, name: string) => string;

/** Returns a component or response in which every `#/components/…` leads where it should. */
export function rewritten(value: unknown, lead: Lead): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, lead));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      // Properties may be called anything.
      if (key === "properties") return [key, mapped(inner, (one) => rewritten(one, lead))];
      if (key === "$ref" && typeof inner === "string") return [key, led(inner, lead)];
      if (key === "mapping" && typeof inner === "object")
        return [key, mapped(inner, (ref) => led(String(ref), lead))];
      const isData = data.has(key) || (key === "examples" && Array.isArray(inner));
      return [key, isData ? inner : rewritten(inner, lead)];
    }),
  );
}

function mapped(map: unknown, change: (value: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(map as object).map(([key, value]) => [key, change(value)]),
  );
}

function led(ref: string, lead: Lead): string {
  const [section, name] = componentOf(ref) ?? [];
  return section === undefined || name === undefined ? ref : lead(section, name);
}

/** Returns the section and the name of a component that a reference within one document leads to. */
export function componentOf(ref: string): readonly [Section, string] | undefined {
  const [, written, name] = /^#\/components\/(\w+)\/([^/]+)$/.exec(ref) ?? [];
  const section = sections.find((one) => one === written);
  return section === undefined || name === undefined ? undefined : [section, name];
}

/** Returns the components that a component or response refers to. */
export function referredIn(value: unknown): readonly (readonly [Section, string])[] {
  const found: (readonly [Section, string])[] = [];
  rewritten(value, (section, name) => {
    found.push([section, name]);
    return "";
  });
  return found;
}
