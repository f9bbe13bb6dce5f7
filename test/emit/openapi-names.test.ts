// The names of OpenAPI components: as ever without the option, by templates with it, and never two alike.

import { describe, expect, test } from "vitest";
import { openapiDefaults } from "../../generator/emit/options.ts";
import { validateConfig } from "../../generator/schema/validators.js";
import { catalogOf, emitted, ids, walk } from "../openapi/documents.ts";

/** Templates of all sorts. */
const templates = [
  { schema: "{name}", response: "{name}" },
  { schema: "api.{prefix}-{name}_v1", response: "{name}-{prefix}" },
  { schema: "{prefix}{prefix}{name}{prefix}", response: "R.{name}" },
];

describe.each(ids)("component names of %s", (id) => {
  const usual = emitted(id);

  test.each(templates)("$schema and $response change nothing but the names", (given) => {
    const { prefix } = catalogOf(id);
    const found = emitted(id, "3.1.0", { names: given }).components;
    const rename = (kind: "schema" | "response", name: string): string =>
      given[kind].replaceAll("{prefix}", prefix).replace("{name}", name.slice(prefix.length));
    const before = Object.keys(usual.components.schemas);
    const after = new Map(Object.keys(found.schemas).map((name, i) => [before[i] ?? "", name]));
    for (const [name, renamed] of after) {
      // A number stands behind the whole name, and the name without it is another component's.
      const isNumbered = name.endsWith("2") && after.has(name.slice(0, -1));
      const wanted = rename("schema", isNumbered ? name.slice(0, -1) : name);
      expect(renamed).toBe(isNumbered ? `${wanted}2` : wanted);
    }
    const text = JSON.stringify(Object.values(usual.components.schemas)).replace(
      /#\/components\/schemas\/(\w+)/g,
      (_, name: string) => `#/components/schemas/${after.get(name)}`,
    );
    expect(Object.values(found.schemas)).toEqual(JSON.parse(text));
    expect(Object.keys(found.responses)).toEqual(
      Object.keys(usual.components.responses).map((name) => rename("response", name)),
    );
    expect(Object.values(found.examples)).toEqual(Object.values(usual.components.examples));
  });

  test.each([openapiDefaults.names, ...templates])(
    "$schema and $response never clash, not even by case",
    (given) => {
      const { components } = emitted(id, "3.1.0", { names: given });
      const before = usual.components;
      for (const kind of ["schemas", "responses", "examples"] as const) {
        const found = Object.keys(components[kind]);
        for (const name of found) expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
        expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(found.length);
        expect(found).toHaveLength(Object.keys(before[kind]).length);
      }
      walk(components, (key, value) => {
        if (key !== "$ref") return;
        const [, , section, name] = String(value).split("/");
        expect(components).toHaveProperty([section ?? "", name ?? ""]);
      });
    },
  );
});

describe("templates of names", () => {
  const isGood = (template: string): boolean =>
    ["schema", "response"].every((kind) =>
      validateConfig({ emitters: { openapi: { names: { [kind]: template } } } }),
    );

  test.each([
    "{name}",
    "{prefix}{name}",
    "a.b_c-{name}9",
    "{name}{prefix}",
    "{prefix}{name}{prefix}",
  ])("%j is one", (template) => expect(isGood(template)).toBe(true));

  test.each([
    "",
    "{prefix}",
    "{name}{name}",
    "{name} ",
    "{Name}",
    "{name}{id}",
    "{{name}}",
    "a/{name}",
    "#{name}",
    "{name}\n",
    "é{name}",
    `${"a".repeat(95)}{name}`,
  ])("%j is none", (template) => expect(isGood(template)).toBe(false));
});
