// Templates of a user's own: what they print in each language, and what they must not hold.

import { describe, expect, test } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { compileTemplate, failureOf } from "../../generator/emit/template/template.ts";
import { strictView, unknownField } from "../../generator/emit/template/view.ts";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import { asLine, newFolder, projectFile, run } from "../helpers.ts";
import { pwn, sampleTexts } from "../hostile/strings.ts";
import { built, project, quiet } from "./own-project.ts";

async function compiled(
  text: string,
  path: string,
  partials: Readonly<Record<string, string>> = {},
) {
  return await compileTemplate({
    file: { path: "t.hbs", text },
    partials: new Map(
      Object.entries(partials).map(([name, one]) => [name, { path: `${name}.hbs`, text: one }]),
    ),
    path,
  });
}

async function rendered(text: string, path: string, view: object): Promise<string> {
  const { value, diagnostics } = await compiled(text, path);
  expect(diagnostics.map(asLine)).toEqual([]);
  return value?.(view) ?? "";
}

const hostile = `a"b'c\`<b>&|\\\n{{x}}*/ \u2028_é_𝄞`;

describe("a hole is printed for the language of its file", () => {
  const check = (path: string, expected: string): void =>
    test(path, async () => {
      expect(await rendered("{{v}}", path, { v: hostile })).toBe(`${expected}\n`);
    });
  check("a.html", "a&#34;b&#39;c&#96;&#60;b&#62;&#38;|\\\n&#123;&#123;x&#125;&#125;*/  _é_𝄞");
  check("a.json", '"a\\"b\'c`<b>&|\\\\\\n{{x}}*/ \\u2028_é_𝄞"');
  check("a.yaml", '"a\\"b\'c`<b>&|\\\\\\n{{x}}*/ \\u2028_é_𝄞"');
  check("a.py", '"a\\"b\'c`<b>&|\\\\\\n{{x}}*/ \\u2028_é_𝄞"');
  check("a.ts", '"a\\"b\'c`<b>&|\\\\\\n{{x}}*/ \\u2028_é_𝄞"');
  test("a.md", async () => {
    const text = await rendered("{{v}}", "a.md", { v: hostile });
    expect(text.trimEnd()).not.toMatch(/\n|(?<!\\)[<`|]/);
  });
});

test("a helper prints for its language in any file, and data as literals", async () => {
  const v = { a: [1, true, null, "x"], "b c": -0.5 };
  const view = { v, word: "Name_1", text: "a|b" };
  expect(
    await rendered(
      "{{json v}} {{typescript v}} {{python v}} {{identifier word}} {{html text}} {{yaml text}}",
      "a.txt",
      view,
    ),
  ).toBe(
    '{"a":[1,true,null,"x"],"b c":-0.5} { a: [1, true, null, "x"], "b c": -0.5 } {"a": [1, True, None, "x"], "b c": -0.5} Name_1 a|b "a|b"\n',
  );
  expect(await rendered("{{cell text}} {{code text}}", "a.md", view)).toBe("a\\|b `a|b`\n");
});

test("it lays out with conditions, loops and partials, and looks values up", async () => {
  const { value, diagnostics } = await compiled(
    "{{#each list}}\n{{@index}}:{{> row this mark=../mark}}{{#unless @last}},{{/unless}}\n{{else}}\nnone\n{{/each}}\n{{#with map}}{{lookup this ../key}}{{html (lookup . ../key)}}{{/with}}\n",
    "a.html",
    { row: "{{mark}}{{name}}{{#if more}}+{{/if}}" },
  );
  expect(diagnostics).toEqual([]);
  const view = { mark: "<", key: "k", map: { k: "&" } };
  expect(value?.({ ...view, list: [{ name: "a", more: true }, { name: "b" }] })).toBe(
    "0:&#60;a+,\n1:&#60;b\n&#38;&#38;\n",
  );
  expect(value?.({ ...view, list: [] })).toBe("none\n&#38;&#38;\n");
});

describe("it must not hold", () => {
  const check = (text: string, expected: string, path = "a.md"): void =>
    test(text, async () => {
      const { value, diagnostics } = await compiled(text, path, { row: "" });
      expect(value).toBeUndefined();
      expect(diagnostics.map(asLine)).toEqual([expected]);
    });
  const refused = (place: string, what: string): string =>
    `t.hbs:${place} handlebars-refused A template must not hold ${what}.`;
  check("a\n {{{v}}}", refused("2:2", "a hole that escapes nothing"));
  check("{{&v}}", refused("1:1", "a hole that escapes nothing"));
  check("{{v}}", refused("1:1", "a value without a helper"), "a.txt");
  check("{{lookup v 1}}", refused("1:1", "a value without a helper"), "a");
  check("{{log v}}", refused("1:1", 'the helper "log"'));
  check("{{html}}{{html v w}}", refused("1:9", '"html" without one value'));
  check("{{html v a=1}}", refused("1:1", '"html" without one value'));
  check("{{#each}}{{/each}}", refused("1:1", '"each" without one value'));
  check("{{#v}}{{/v}}", refused("1:1", 'the block "v"'));
  check("{{^v}}{{/v}}", refused("1:1", 'the block "v"'));
  check("{{#if (log v)}}{{/if}}", refused("1:7", 'the call "log" inside another'));
  check("{{#if a}}{{else}}{{{v}}}{{/if}}", refused("1:18", "a hole that escapes nothing"));
  check("{{> none}}", refused("1:1", 'the partial "none"'));
  check("{{> (lookup . 'v')}}", refused("1:1", "a computed partial"));
  check("{{#> row}}x{{/row}}", refused("1:1", "blocks of partials"));
  check('{{#*inline "a"}}{{/inline}}', refused("1:1", "decorators"));
  const syntax = (place: string, reason: string): string =>
    `t.hbs:${place} handlebars-syntax The template cannot be read here: ${reason}.`;
  check("a\n{{#if v}}\n", syntax("3:1", "the template ends too early"));
  check("a\n  {{v", syntax("2:5", '"v" is not expected'));
  check("{{#if v}}\n{{/each}}", syntax("1:4", "if doesn't match each"));
  check("a {{v ! }}", syntax("1:7", '"!" is not expected'));
});

test("a fault in a partial is told in the partial", async () => {
  const { diagnostics } = await compiled("{{> row}}", "a.md", { row: "\n{{{v}}}" });
  expect(diagnostics.map(asLine)).toEqual([
    "row.hbs:2:1 handlebars-refused A template must not hold a hole that escapes nothing.",
  ]);
});

describe("a field that a catalog never has is refused where the template asks for it", () => {
  const catalogOf = async (path: string): Promise<Catalog> => {
    const [loaded] = (await loadCatalogs([{ path, text: projectFile(path) }])).value ?? [];
    if (loaded === undefined) throw new Error(`${path} cannot be loaded`);
    return loaded.catalog;
  };
  const sampler = catalogOf("test/cases/sampler/catalog/sampler.yaml");
  const told = async (text: string, row = ""): Promise<string> => {
    const { value, diagnostics } = await compiled(text, "a.md", { row });
    expect(diagnostics.map(asLine)).toEqual([]);
    try {
      value?.(strictView({ options: { list: [{}] }, catalog: await sampler }));
      return "";
    } catch (error) {
      const { span, reason } = failureOf(error) ?? {};
      return span === undefined ? `${error}` : asLine({ span, code: "", message: reason } as never);
    }
  };
  const none = (place: string, name: string, near = ""): string =>
    `t.hbs:${place}  "${name}" is not a field here${near && ` (did you mean "${near}"?)`}`;
  const each = "{{#each catalog.definitions}}";
  const check = (text: string, expected: string): void =>
    test(text, async () => expect(await told(text)).toBe(expected));
  check(`${each}\n  {{#if descripton}}x{{/if}}{{/each}}`, none("2:3", "descripton", "description"));
  check("{{#unless catalog.x}}{{/unless}}", none("1:1", "x"));
  check("{{#with catalog.titel}}{{/with}}", none("1:1", "titel", "title"));
  check("{{catalog.titel.x.y}}", none("1:1", "titel", "title"));
  check("{{#if catalog.titel.x}}{{/if}}", none("1:1", "titel", "title"));
  check("{{#each definitions}}{{/each}}", none("1:1", "definitions"));
  check(
    `${each}{{#each codes as |c i|}}{{#if c.none}}{{/if}}{{/each}}{{/each}}`,
    none("1:54", "none", "name"),
  );
  check(
    "{{#if catalog}}{{else if catalog.not}}{{/if}}{{lookup catalog 'none'}}",
    none("1:46", "none"),
  );
  check("{{#if @root.catalogue}}{{/if}}", none("1:1", "catalogue", "catalog"));
  check(`${each}{{#if constructor}}{{/if}}{{/each}}`, none("1:30", "constructor"));

  test("in a partial too, with its place", async () => {
    expect(await told(`${each}{{> row}}{{/each}}`, "{{name}}\n{{#if tilte}}{{/if}}")).toBe(
      'row.hbs:2:1  "tilte" is not a field here (did you mean "title"?)',
    );
  });

  test("and one that may be there is not", async () => {
    const fine = `{{#if catalogs}}{{/if}}{{#if catalog.docsUrl}}{{/if}}{{#if options.whatever.it.is}}{{/if}}
${each}{{#if match}}{{#each match.messages}}{{source}}{{/each}}{{/if}}{{#with deprecated}}{{since}}{{#if use}}{{/if}}{{../name}}{{/with}}
{{#each examples}}{{#if headers.any}}{{/if}}{{#each headers}}{{@key}}{{this}}{{/each}}{{#if body.a.b}}{{/if}}{{/each}}
{{#each params}}{{#if schema.type}}{{/if}}{{#each at}}{{#if tokens}}{{/if}}{{/each}}{{/each}}{{codes.length}}{{codes.[0].text}}
{{#each codes}}{{../summary}}{{#if ../since}}{{@../index}}{{/if}}{{/each}}{{#if this}}{{/if}}{{/each}}
{{#each catalog.reserved}}{{#if from}}{{/if}}{{reason}}{{/each}}{{#each options.list}}{{#if a}}{{/if}}{{/each}}`;
    expect(await told(fine)).toBe("");
  });

  test("every field of one catalog may be asked for in any other", async () => {
    const names = new Map<string, Set<string>>();
    /** Some fields lead to two kinds of objects. */
    const kindOf = (field: string, value: object): string =>
      `${field} ${["owners", "literal", "kind"].find((key) => Object.hasOwn(value, key))}`;
    const each = (value: unknown, field: string, use: (one: object) => void): void => {
      if (["body", "headers", "schema", "derived"].includes(field)) return;
      if (Array.isArray(value)) for (const one of value) each(one, field, use);
      else if (typeof value === "object" && value !== null) use(value);
    };
    const note = (value: unknown, field: string): void =>
      each(value, field, (one) => {
        const known = names.get(kindOf(field, one)) ?? new Set();
        names.set(kindOf(field, one), known);
        for (const [key, inner] of Object.entries(one)) {
          if (key !== "derived") known.add(key);
          note(inner, key);
        }
      });
    const all = [await sampler];
    for (const id of ["coinbase-cdp", "coinw", "cobo-waas1", "cobo-waas2"])
      all.push(await catalogOf(`catalog/${id}.yaml`));
    for (const one of all) note(one, "catalog");
    const faults = new Set<string>();
    const ask = (value: unknown, field: string): void =>
      each(value, field, (one) => {
        for (const key of names.get(kindOf(field, one)) ?? []) {
          const inner = (one as Readonly<Record<string, unknown>>)[key];
          const reason = unknownField(inner);
          if (reason === undefined) ask(inner, key);
          else faults.add(`${field}: ${reason}`);
        }
      });
    for (const catalog of all) {
      const view = strictView({ options: {}, catalog }) as { readonly catalog: unknown };
      ask(view.catalog, "catalog");
    }
    expect([...faults]).toEqual([]);
    expect([...names.values()].reduce((sum, { size }) => sum + size, 0)).toBeGreaterThan(100);
  });
});

describe("rendering fails at the place where", () => {
  const check = (text: string, expected: string, row = ""): void =>
    test(`${text} ${row}`, async () => {
      const { value } = await compiled(text, "a.md", { row });
      let failure: ReturnType<typeof failureOf>;
      try {
        value?.({ list: [{}], text: "a b", nothing: null });
      } catch (error) {
        failure = failureOf(error);
      }
      const { span, reason = "" } = failure ?? {};
      expect(span && asLine({ span, code: "", message: reason } as never)).toBe(expected);
    });
  check("a\n {{none}}", "t.hbs:2:2  the value is missing");
  check("{{none.deeper.still}}", "t.hbs:1:1  the value is missing");
  check("{{nothing}}", "t.hbs:1:1  the value is null");
  check("{{list}}", "t.hbs:1:1  the value is no text, but a list or a map");
  check("{{identifier text}}", "t.hbs:1:1  the value is no name of letters, digits and _");
  check("{{#each none}}{{/each}}", "t.hbs:1:1  the list is missing");
  check("\n{{> row}}", "row.hbs:2:1  the value is missing", "\n{{none}}");
  // Nothing of a prototype is reached, whatever it is called.
  check("{{text.constructor}}", "t.hbs:1:1  the value is missing");
  check("{{list.map}}", "t.hbs:1:1  the value is missing");
  check("{{lookup list 'constructor'}}", "t.hbs:1:1  the value is missing");
  check("{{__proto__}}", "t.hbs:1:1  the value is missing");
});

test("texts of a catalog stay texts in Python, whatever they are", async () => {
  const texts = Object.values(sampleTexts);
  const source = await rendered("values = [{{#each texts}}{{this}}, {{/each}}]\n", "a.py", {
    texts,
  });
  expect(source).not.toMatch(new RegExp(`^\\s*${pwn}`, "m"));
  const said = await run(
    "python3",
    ["-c", `${source}\nimport json\nprint(json.dumps(values))`],
    newFolder(),
  );
  // Where there is no Python, that every text is one of JSON says the same.
  const values =
    said.code === 0
      ? JSON.parse(said.stdout)
      : JSON.parse(source.replace(/^values = |, (?=\]\s*$)/g, ""));
  expect(values).toEqual(texts);
});

describe("in a project", () => {
  const name = "faultbook.config.yaml";
  const files = (template: string, text: string) => ({
    [name]: `emitters: { ${quiet}, template: [${template}] }\n`,
    "t/a.hbs": text,
    "t/row.hbs": "{{name}} {{options.none}}",
  });

  test("files stand in each catalog's folder, or in one of their own", async () => {
    const cwd = project(
      files(
        "{ template: t/a.hbs, path: 'docs/{id}-{prefix}.html', options: { h: '<x>' } }, { template: t/a.hbs, path: all.yaml, scope: all, options: { h: y } }",
        "- {{options.h}}\n- {{#if catalog}}{{catalog.id}}{{else}}[{{#each catalogs}}{{id}}, {{/each}}]{{/if}}",
      ),
    );
    const { diagnostics, value } = await built.generate({ cwd, mode: "dry-run" });
    expect(diagnostics.map(asLine)).toEqual([]);
    const paths = (value?.changes ?? []).map(({ path }) => path);
    expect(paths.filter((path) => !/\.json|rc\.yaml/.test(path))).toEqual([
      "generated/template/all.yaml",
      "generated/tiny/docs/tiny-Tiny.html",
    ]);
  });

  test("what fails is told with the catalog, and what is missing at the place that names it", async () => {
    const one = await built.generate({
      cwd: project(files("{ template: t/a.hbs, path: a.md }", "\n{{catalog.docsUrl}}\n")),
      mode: "write",
    });
    expect(one.diagnostics.map(asLine)).toEqual([
      't/a.hbs:2:1 handlebars-failed The template fails here on the catalog "tiny": the value is missing.',
    ]);
    const other = await built.generate({
      cwd: project(files("{ template: t/none.hbs, path: a.md, partials: { row: t/no.hbs } }", "")),
      mode: "write",
    });
    expect(other.diagnostics.map(asLine)).toEqual([
      `${name}:1:104 file-not-found The file "t/none.hbs" does not exist.`,
      `${name}:1:145 file-not-found The file "t/no.hbs" does not exist.`,
    ]);
  });
});
