// Templates of a user's own: what they print in each language, and what they must not hold.

import { describe, expect, test } from "vitest";
import { compileTemplate, failureOf } from "../../generator/emit/template/template.ts";
import { anything, type Shape, templateView } from "../../generator/emit/template/view.ts";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import { newFolder } from "../folders.ts";
import { pwn, sampleTexts } from "../hostile/strings.ts";
import { projectFile, run } from "../packages.ts";
import { asLine } from "../told.ts";
import { built, project, quiet } from "./own-project.ts";

async function compiled(
  text: string,
  path: string,
  partials: Readonly<Record<string, string>> = {},
  view: Shape = anything,
) {
  return await compileTemplate({
    file: { path: "t.hbs", text },
    partials: new Map(
      Object.entries(partials).map(([name, one]) => [name, { path: `${name}.hbs`, text: one }]),
    ),
    path,
    view,
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
  check("a.html", "a&#34;b&#39;c&#96;&#60;b&#62;&#38;|\\\n{{x}}*/  _é_𝄞");
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

describe("a path that leads to what is never there is refused when the template is read", () => {
  const told = async (text: string, partials: Readonly<Record<string, string>> = {}) => {
    const { diagnostics } = await compiled(text, "a.md", partials, templateView);
    return diagnostics.map(asLine);
  };
  const none = (place: string, name: string, owner: string, near = ""): string =>
    `${place} handlebars-field "${name}" is not a field of ${owner}.${near}`;
  const each = "{{#each catalog.definitions}}";
  const check = (text: string, ...expected: readonly string[]): void =>
    test(text, async () => expect(await told(text)).toEqual(expected));
  check(
    `${each}\n  {{#if descripton}}x{{/if}}{{/each}}`,
    none("t.hbs:2:9", "descripton", "a definition", ' Did you mean "description"?'),
  );
  check("{{#unless catalog.x}}{{/unless}}", none("t.hbs:1:11", "x", "a catalog"));
  check(
    "{{#with catalog.titel}}{{/with}}{{catalog.titel.x}}",
    ...["1:9", "1:35"].map((place) =>
      none(`t.hbs:${place}`, "titel", "a catalog", ' Did you mean "title"?'),
    ),
  );
  check(
    "{{#each definitions}}{{/each}}",
    none("t.hbs:1:9", "definitions", "what a template is given"),
  );
  check(
    `${each}{{#each codes as |c i|}}{{c.none}}{{i}}{{../name}}{{../../catalog.id}}{{c.owner}}{{/each}}{{/each}}`,
    none("t.hbs:1:56", "none", "a code of a definition", ' Did you mean "name"?'),
    none("t.hbs:1:102", "owner", "a code of a definition", ' Did you mean "own"?'),
  );
  check(
    "{{#if (lookup catalog.none 'x')}}{{else if catalog.not}}{{/if}}",
    none("t.hbs:1:15", "none", "a catalog"),
    none("t.hbs:1:44", "not", "a catalog"),
  );
  check("{{#if catalog.definitions.first}}{{/if}}", none("t.hbs:1:7", "first", "a list"));
  check("{{#if catalog.id.none}}{{/if}}", none("t.hbs:1:7", "none", "a text or number"));
  check(
    `${each}{{#if @frist}}{{/if}}{{/each}}`,
    none("t.hbs:1:36", "@frist", "a block", ' Did you mean "@first"?'),
  );
  check(
    "{{#if @root.catalogue}}{{/if}}",
    none("t.hbs:1:7", "catalogue", "what a template is given", ' Did you mean "catalog"?'),
  );
  check(
    "{{#if catalog}}{{#with .}}{{../catalog.id}}{{/with}}{{/if}}",
    't.hbs:1:29 handlebars-refused A template must not hold "../catalog.id", which leads above all that is given here.',
  );

  test("in a partial too, for what it is called with", async () => {
    const row = "{{name}}\n{{#if mark}}{{title}}{{/if}}{{#each codes}}{{> row}}{{/each}}{{../x}}";
    expect(
      await told(`${each}{{> row mark=@index}}{{> row}}{{/each}}`, { row, unused: "{{x}}" }),
    ).toEqual([
      'row.hbs:2:64 handlebars-refused A template must not hold "../x", which leads above all that is given here.',
      none("row.hbs:2:7", "mark", "a definition"),
    ]);
    expect(await told("{{> row catalog.envelopes.[0]}}", { row: "{{requestID}}" })).toEqual([
      none("row.hbs:1:3", "requestID", "an envelope", ' Did you mean "requestId"?'),
    ]);
    // One that calls itself ends.
    expect(await told("{{> row catalog}}", { row: "{{id}}{{> row}}" })).toEqual([]);
  });

  test("and one that may be there is none", async () => {
    const fine = `{{#if catalog}}{{catalog.docsUrl}}{{else}}{{#each catalogs}}{{id}}{{@index}}{{/each}}{{/if}}
{{options.whatever.it.is}}{{#each catalog.definitions as |d|}}
{{#if match}}{{match.messages.[0].source}}{{/if}}{{#with deprecated}}{{since}}{{use}}{{../name}}{{/with}}
{{#each examples}}{{headers.any}}{{#each headers}}{{@key}}{{this}}{{/each}}{{body.a.b}}{{#with body}}{{c}}{{/with}}{{/each}}
{{#each params}}{{schema.type}}{{#each schema.properties}}{{type}}{{/each}}{{/each}}
{{d.codes.length}}{{d.codes.[0].text}}{{this.name}}{{./name}}{{@root.catalog.id}}{{name.length}}
{{#each codes}}{{../summary}}{{#if ../since}}{{@../index}}{{/if}}{{d.kind}}{{/each}}
{{#each messages}}{{#each parts}}{{.}}{{/each}}{{/each}}{{lookup this "x"}}
{{/each}}{{#each catalog.reserved}}{{from}}{{name}}{{reason}}{{/each}}{{#each options.list}}{{a}}{{../options}}{{/each}}`;
    expect(await told(fine)).toEqual([]);
  });

  test("every field of a catalog is known", async () => {
    const path = "test/cases/sampler/catalog/sampler.yaml";
    const [loaded] = (await loadCatalogs([{ path, text: projectFile(path) }])).value ?? [];
    const paths = new Set<string>();
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) paths.add(path);
      else for (const [key, one] of Object.entries(value)) walk(one, `${path}.[${key}]`);
    };
    walk(loaded?.catalog, "catalog");
    expect(paths.size).toBeGreaterThan(150);
    expect(await told([...paths].map((path) => `{{#if ${path}}}{{/if}}`).join("\n"))).toEqual([]);
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
  check("a\n {{none}}", "t.hbs:2:2  the value is not there");
  check("{{none.deeper.still}}", "t.hbs:1:1  the value is not there");
  check("{{nothing}}", "t.hbs:1:1  the value is null");
  check("{{list}}", "t.hbs:1:1  the value is no text, but a list or a map");
  check("{{identifier text}}", "t.hbs:1:1  the value is no name of letters, digits and _");
  check("{{#each none}}{{/each}}", "t.hbs:1:1  the list is not there");
  check("\n{{> row}}", "row.hbs:2:1  the value is not there", "\n{{none}}");
  // Nothing of a prototype is reached, whatever it is called.
  check("{{text.constructor}}", "t.hbs:1:1  the value is not there");
  check("{{list.map}}", "t.hbs:1:1  the value is not there");
  check("{{lookup list 'constructor'}}", "t.hbs:1:1  the value is not there");
  check("{{__proto__}}", "t.hbs:1:1  the value is not there");
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
        "- {{options.h}}\n- {{#if catalog}}{{catalog.id}}{{else}}{{#each catalogs}}{{id}}{{/each}}{{/if}}",
      ),
    );
    const { diagnostics, value } = await built.generate({ cwd, mode: "dry-run" });
    expect(diagnostics.map(asLine)).toEqual([]);
    expect(value?.changes.map(({ path }) => path)).toEqual([
      "generated/template/.faultbook.json",
      "generated/template/all.yaml",
      "generated/tiny/.faultbook.json",
      "generated/tiny/docs/tiny-Tiny.html",
    ]);
  });

  test("what fails is told with the catalog, and what is missing at the place that names it", async () => {
    const one = await built.generate({
      cwd: project(files("{ template: t/a.hbs, path: a.md }", "\n{{catalog.docsUrl}}\n")),
      mode: "write",
    });
    expect(one.diagnostics.map(asLine)).toEqual([
      't/a.hbs:2:1 handlebars-failed The template fails here on the catalog "tiny": the value is not there.',
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
