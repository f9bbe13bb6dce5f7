// Descriptions of several files: ours goes to where the components stand, and every reference leads to something.

import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { first, second, syncTexts, type Texts } from "./spec-project.ts";

const answers = "      responses:\n        '200':\n          description: ok\n";
const get = `    get:\n${answers}`;
const item = get.replace(/^ {4}/gm, "");

interface Case {
  readonly texts: Texts;
  readonly name?: string;
  /** Where `FakeError` and the answer 404 are then. */
  readonly schema: string;
  readonly answer: string;
}

const cases: Readonly<Record<string, Case>> = {
  "components in a file": {
    texts: {
      "openapi.yaml": `openapi: 3.1.0\ncomponents:\n  $ref: ./components.yaml\npaths:\n  /pets:\n${get}`,
      "components.yaml": "schemas:\n  Pet:\n    type: object # c\n",
    },
    schema: "components.yaml#/schemas/FakeError",
    answer: "openapi.yaml#/paths/~1pets/get/responses/404",
  },
  "schemas in a file of definitions": {
    texts: {
      "openapi.yaml": `openapi: 3.1.0\ncomponents:\n  schemas:\n    $ref: "./schemas.yaml#/definitions"\npaths:\n  /pets:\n${get}`,
      "schemas.yaml": "definitions:\n    Pet: {}\nother: 1",
    },
    schema: "schemas.yaml#/definitions/FakeError",
    answer: "openapi.yaml#/paths/~1pets/get/responses/404",
  },
  "schemas and responses in files of folders": {
    texts: {
      "openapi.yaml": `openapi: 3.1.0\ncomponents:\n  schemas:\n    $ref: parts/schemas.json\n  responses:\n    $ref: "parts/more/answers.yaml#/a~1b"\npaths:\n  /pets:\n${get}`,
      "parts/schemas.json": '{"Pet": {"type": "object"}}\n',
      "parts/more/answers.yaml": "a/b: {}\n",
    },
    schema: "parts/schemas.json#/FakeError",
    answer: "openapi.yaml#/paths/~1pets/get/responses/404",
  },
  "path items in files, which refer to the main one": {
    texts: {
      "openapi.yaml":
        "openapi: 3.1.0\npaths:\n  /pets:\n    $ref: paths/pets.yaml\ncomponents:\n  schemas:\n    Pet: {}\n",
      "paths/pets.yaml": item.replace(
        "description: ok",
        'description: ok\n      content: { a/b: { schema: { $ref: "../openapi.yaml#/components/schemas/Pet" } } }',
      ),
    },
    schema: "openapi.yaml#/components/schemas/FakeError",
    answer: "paths/pets.yaml#/get/responses/404",
  },
  "a reference to a reference": {
    texts: {
      "openapi.yaml": `openapi: 3.1.0\ncomponents: { $ref: a/one.yaml }\npaths: { $ref: a/paths.yaml }\n`,
      "a/one.yaml": "$ref: ./b/two.yaml#/all\n",
      "a/b/two.yaml": "all:\n  schemas:\n    $ref: ../../three.yaml\n",
      "three.yaml": "Pet: {}\n",
      "a/paths.yaml": `/pets:\n${item.replace(/^/gm, "  ").trimEnd()}\n`,
    },
    schema: "three.yaml#/FakeError",
    answer: "a/paths.yaml#/~1pets/get/responses/404",
  },
  "components of the main file by way of another": {
    texts: {
      "openapi.yaml": `openapi: 3.1.0\ncomponents: { $ref: "other.yaml#/components" }\nx-all: { schemas: {} }\npaths:\n  /pets:\n${get}`,
      "other.yaml": 'components:\n  $ref: "./openapi.yaml#/x-all"\n',
    },
    schema: "openapi.yaml#/x-all/schemas/FakeError",
    answer: "openapi.yaml#/paths/~1pets/get/responses/404",
  },
  "names with percent signs and spaces": {
    texts: {
      "the api.yaml": `openapi: 3.1.0\ncomponents:\n  schemas: { $ref: "./my%20schemas%231.yaml#/a%25b" }\npaths:\n  /pets:\n    $ref: "w%C3%A4ge/p.yaml"\n`,
      "my schemas#1.yaml": "a%b:\n  Pet: {}\n",
      "wäge/p.yaml": item,
    },
    name: "the api.yaml",
    schema: "my schemas#1.yaml#/a%b/FakeError",
    answer: "wäge/p.yaml#/get/responses/404",
  },
  "names with spaces and umlauts that references write as they are": {
    texts: {
      "openapi.yaml": `openapi: 3.1.0\ncomponents:\n  schemas: { $ref: "sub dir/größe.yaml#/a" }\n  responses: { $ref: "./sub dir/in it/r.yaml" }\npaths:\n  /pets:\n    $ref: "w ä/p.yaml"\n`,
      "sub dir/größe.yaml": "a:\n  Pet: {}\n",
      "sub dir/in it/r.yaml": "Any: { description: Any. }\n",
      "w ä/p.yaml": item,
    },
    schema: "sub dir/größe.yaml#/a/FakeError",
    answer: "w ä/p.yaml#/get/responses/404",
  },
  "responses of an operation in a file": {
    texts: {
      "openapi.yaml":
        "openapi: 3.1.0\npaths:\n  /pets:\n    get:\n      responses:\n        $ref: answers.yaml\n",
      "answers.yaml": "'200':\n  description: ok\n",
    },
    schema: "openapi.yaml#/components/schemas/FakeError",
    answer: "answers.yaml#/404",
  },
};

/** Follows a reference from a file; gives the file and what is there. */
function lookUp(texts: Texts, ref: string, from: string): { file: string; value: unknown } {
  const [way = "", fragment = ""] = ref.split("#") as [string, string?];
  const url = new URL(way === "" ? from : way, `file:///${encodeURI(from)}`);
  const file = way === "" ? from : decodeURIComponent(url.pathname.slice(1));
  return { file, value: valueAt(texts, file, decodeURIComponent(fragment)) };
}

function valueAt(texts: Texts, file: string, pointer: string): unknown {
  let value: unknown = load(texts[file] ?? "{}");
  for (const token of pointer.split("/").slice(1))
    value = (value as Record<string, unknown>)?.[token.replace(/~1/g, "/").replace(/~0/g, "~")];
  return value;
}

function refsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : refsIn(inner),
  );
}

const cut = (place: string): [string, string] => {
  const at = place.lastIndexOf("#");
  return [place.slice(0, at), place.slice(at + 1)];
};

describe.each(Object.entries(cases))(
  "%s",
  (_, { texts, name = "openapi.yaml", schema, answer }) => {
    const synced = syncTexts(texts, { name });

    test("ours goes to where the components are", () => {
      expect(synced.told).toBe("");
      expect(valueAt(synced.texts, ...cut(schema))).toMatchObject({ "x-faultbook": "fake" });
      const [file, pointer] = cut(answer);
      const { $ref } = valueAt(synced.texts, file, pointer) as { $ref: string };
      expect(lookUp(synced.texts, $ref, file).value).toMatchObject({ description: "Not found." });
    });

    test("every reference leads to something", () => {
      for (const [file, text] of Object.entries(synced.texts))
        for (const ref of refsIn(load(text)))
          expect([file, ref, lookUp(synced.texts, ref, file).value ?? "nothing"]).not.toContain(
            "nothing",
          );
      const [file, pointer] = cut(schema);
      const [ref = ""] = refsIn(valueAt(synced.texts, file, pointer));
      expect(lookUp(synced.texts, ref, file).value).toMatchObject({ type: "string" });
    });

    test("a second run changes nothing, and a removal gives all files back", () => {
      expect(syncTexts(synced.texts, { name }).texts).toEqual(synced.texts);
      expect(syncTexts(synced.texts, { name, remove: true }).texts).toEqual(texts);
      const later = syncTexts(synced.texts, { name, catalogs: [second] });
      expect(later.told).toBe("");
      expect(syncTexts(later.texts, { name, remove: true }).texts).toEqual(texts);
      const back = syncTexts(later.texts, { name, catalogs: [first] }).texts;
      for (const [file, text] of Object.entries(synced.texts))
        expect(load(back[file] as string)).toEqual(load(text));
    });
  },
);

/** Gives what references to a schemas file look like that stand in the main one and in a file of paths, where a person writes the way to the schemas so. */
function writtenAs(way: string, path: string, paths = "p/q.yaml"): readonly string[] {
  const texts = {
    "openapi.yaml": `openapi: 3.1.0\ncomponents:\n  $ref: ${JSON.stringify(way)}\npaths:\n  /cats:\n${get}  /pets:\n    $ref: ${JSON.stringify(paths)}\n`,
    [path]: "x: 1\n",
    [decodeURI(paths)]: item,
  };
  const synced = syncTexts(texts);
  expect(synced.told).toBe("");
  expect(syncTexts(synced.texts).texts).toEqual(synced.texts);
  expect(syncTexts(synced.texts, { remove: true }).texts).toEqual(texts);
  return ["openapi.yaml", decodeURI(paths)].flatMap((file) =>
    refsIn(load(synced.texts[file] ?? ""))
      .filter((ref) => ref.endsWith("/FakeNotFound"))
      .map((ref) => ref.replace("#/responses/FakeNotFound", "")),
  );
}

test.each([
  ["sub dir/s.yaml", "sub dir/s.yaml", ["./sub dir/s.yaml", "../sub dir/s.yaml"]],
  ["./sub%20dir/s.yaml", "sub dir/s.yaml", ["./sub%20dir/s.yaml", "../sub%20dir/s.yaml"]],
  ["größe/ü s.yaml", "größe/ü s.yaml", ["./größe/ü s.yaml", "../größe/ü s.yaml"]],
  ["gr%c3%b6sse/s.yaml", "grösse/s.yaml", ["./gr%c3%b6sse/s.yaml", "../gr%c3%b6sse/s.yaml"]],
  ["a%23b/c d%3F.yaml", "a#b/c d?.yaml", ["./a%23b/c d%3F.yaml", "../a%23b/c d%3F.yaml"]],
  ["100%/s t.yaml", "100%/s t.yaml", ["./100%/s t.yaml", "../100%/s t.yaml"]],
])("a new reference writes a path as the person's %j does", (way, path, refs) => {
  expect(writtenAs(way, path)).toEqual(refs);
});

test("our references that are written otherwise than the person's are written anew", () => {
  const texts = {
    "openapi.yaml": `openapi: 3.1.0\ncomponents: { $ref: "sub dir/s.yaml" }\npaths:\n  /pets:\n${get}`,
    "sub dir/s.yaml": "x: 1\n",
  };
  const { texts: synced } = syncTexts(texts);
  const text = synced["openapi.yaml"] ?? "";
  const escaped = text.replaceAll("./sub dir/", "./sub%20dir/");
  expect(escaped).not.toBe(text);
  expect(syncTexts({ ...synced, "openapi.yaml": escaped })).toMatchObject({
    told: "",
    texts: synced,
    changes: ["update /paths/~1pets/get/responses/404"],
  });
});

test("a path that would lead elsewhere as the person writes its steps is written with escapes", () => {
  const texts = {
    "openapi.yaml": `openapi: 3.1.0\ncomponents: { $ref: "100%/p.yaml" }\npaths: {}\n`,
    "100%/p.yaml": 'schemas: { $ref: "s%20t/s.yaml" }\nresponses: { $ref: "../r.yaml" }\n',
    "100%/s t/s.yaml": "x: 1\n",
    "r.yaml": "x: 1\n",
  };
  const { texts: synced, told } = syncTexts(texts);
  expect(told).toBe("");
  expect(refsIn(load(synced["r.yaml"] ?? ""))).toEqual(["./100%25/s%20t/s.yaml#/FakeError"]);
});

test("a path item of the web is told and left alone, and nothing is fetched", () => {
  const text =
    'openapi: 3.1.0\npaths:\n  /pets:\n    $ref: "https://example.com/pets.yaml"\n  /cats:\n    $ref: ../cats.yaml\n';
  const { told, texts } = syncTexts({ "openapi.yaml": text });
  expect(told.match(/^\w+\[.*\]/gm)).toEqual(Array(2).fill("warning[spec-part-unread]"));
  expect(told).toContain("--> openapi.yaml:4:11");
  expect(syncTexts(texts, { remove: true }).texts["openapi.yaml"]).toBe(text);
});
