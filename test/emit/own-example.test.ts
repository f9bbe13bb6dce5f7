// The example of an emitter of one's own: what it commits is what it gives, and Python reads it, whatever a catalog says.

import { join } from "node:path";
import { expect, test } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import type { OutputFile } from "../../generator/index.ts";
import { asLine, compile, newFolder, projectFolder, run, writeFiles } from "../helpers.ts";
import { moreTexts, sampleTexts } from "../hostile/strings.ts";
import { built, quiet } from "./own-project.ts";

const example = join(projectFolder, "examples/custom-emitter");

test("what is committed is what it gives", async () => {
  const { value, diagnostics } = await built.generate({ cwd: example, mode: "check" });
  expect(diagnostics.map(asLine)).toEqual([]);
  expect(value?.definitions).toBe(3);
});

interface PythonEnum {
  emit(catalog: Catalog, options: object): readonly OutputFile[];
}

/** Runs Python on the module that the emitter gives of a catalog; nothing where there is no Python. */
async function inPython(catalog: Catalog, options: object): Promise<Python | undefined> {
  const { default: emitter } = (await import(join(example, "python-enum.mjs"))) as {
    readonly default: PythonEnum;
  };
  const [file] = emitter.emit(catalog, options);
  const folder = newFolder();
  writeFiles(folder, [[file?.path ?? "", [...(file?.content ?? "")].join("")]]);
  expect(file?.path).toBe("odd_one_errors.py");
  const script = [
    "import json, odd_one_errors as a",
    "print(json.dumps([a.__doc__, [[e.name, e.value, a.SUMMARIES[e], a.RETRY[e]] for e in a.OddErrorCode]]))",
  ];
  const said = await run("python3", ["-B", "-c", script.join("\n")], folder);
  if (said.code === "ENOENT") return undefined;
  expect(said.stderr).toBe("");
  return JSON.parse(said.stdout) as Python;
}

type Python = readonly [title: string, members: readonly (readonly string[])[]];

async function catalogOf(names: readonly string[]): Promise<Catalog> {
  const head =
    "id: odd-one\ntitle: Odd\nversion: 1.0.0\nprefix: Odd\ncodeType: string\nenvelopes:\n  Body: { code: /code, message: /message }\ndefinitions:\n";
  const definitions = names.map(
    (name) => `  ${name}:\n    code: "${name}"\n    kind: internal\n    summary: A summary.\n`,
  );
  const { catalog } = await compile(`${head}${definitions.join("")}`, off);
  return catalog;
}

const off = `emitters: { ${quiet} }\n`;

test("hostile texts and codes stay texts", async () => {
  const texts = [...Object.values(sampleTexts), ...moreTexts, '"""', "'''\\", "\\", "é𝄞\u0085\r\n"];
  const title = '""" \\\nimport os';
  const plain = await catalogOf(texts.map((_, i) => `Case${i}`));
  // A catalog that its schema and rules have let through would have fewer of them.
  const codes = plain.codes.map((code, i) => ({
    ...code,
    literal: `${texts[i]} ${i}`,
    owners: code.owners.map((owner) => ({
      ...owner,
      code: { ...owner.code, summary: texts[i] ?? "" },
    })),
  }));
  const python = await inPython({ ...plain, title, codes }, {});
  if (python === undefined) return;
  const [said, members] = python;
  expect(said).toBe(`The error codes of ${title}.`);
  expect(members.map(([, code]) => code)).toEqual(texts.map((text, i) => `${text} ${i}`));
  expect(members.map(([, , summary]) => summary)).toEqual(texts);
});

test("names that are words of Python are names of their own", async () => {
  const catalog = await catalogOf(["None", "True", "False", "AbC"]);
  const same = await inPython(catalog, { names: "same" });
  const upper = await inPython(catalog, { names: "upper" });
  if (same === undefined || upper === undefined) return;
  expect(same[1].map(([name]) => name).sort()).toEqual(["AbC", "False_", "None_", "True_"]);
  expect(upper[1].map(([name]) => name).sort()).toEqual(["AB_C", "FALSE", "NONE", "TRUE"]);
});
