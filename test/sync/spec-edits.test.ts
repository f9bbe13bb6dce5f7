// People edit a description after it was synced: a later sync keeps what they did, and a removal leaves exactly that.

import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { layouts } from "./spec-layouts.ts";
import { first, removeFrom, second, syncText, syncTexts } from "./spec-project.ts";

const plain = layouts["plain"] as string;
const braces = layouts["JSON with all braces empty"] as string;
const json = `${layouts["JSON of two spaces"]}\n`;

const change = (text: string, from: string | RegExp, to: string): string => {
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`"${from}" is not there:\n${text}`);
  return changed;
};

/** The text of an entry of ours, with the line end before it. */
const entryOf = (text: string, name: string): string => {
  const indent = new RegExp(`\n( +)${name}:`).exec(text)?.[1] ?? "";
  return (
    new RegExp(`\n${indent}${name}:.*(?:\n${indent} .*|\n(?=\n))*`).exec(text)?.[0] ?? "nothing"
  );
};

/** A copy that stands on its own. */
const copied = (text: string): string =>
  entryOf(text, "FakeError")
    .replace("FakeError", "MyError")
    .replace("\n      x-faultbook: fake", "")
    .replace('$ref: "#/components/schemas/FakeCode"', "type: string");

interface Case {
  readonly original: string;
  /** What a person does to the synced text. */
  readonly edit: (synced: string) => string;
  /** What is left of it when ours is taken out; the original by default. */
  readonly left?: string;
}

const cases: Readonly<Record<string, Case>> = {
  "an entry before ours": {
    original: plain,
    edit: (text) => change(text, "    FakeCode:", "    Cat: {}\n    FakeCode:"),
    left: `${plain}    Cat: {}\n`,
  },
  "an entry among ours": {
    original: plain,
    edit: (text) => change(text, "    FakeError:", "    Cat: {}\n    FakeError:"),
    left: `${plain}    Cat: {}\n`,
  },
  "an entry after ours": {
    original: plain,
    edit: (text) => change(text, "  responses:\n    Fake", "    Cat: {}\n  responses:\n    Fake"),
    left: `${plain}    Cat: {}\n`,
  },
  "an entry after all": {
    original: plain,
    edit: (text) => `${text}x-mine: 1\n`,
    left: `${plain}x-mine: 1\n`,
  },
  "an entry in a map of ours": {
    original: plain,
    edit: (text) => change(text, "    FakeNotFound:", "    Mine: {}\n    FakeNotFound:"),
    left: `${plain}  responses:\n    Mine: {}\n`,
  },
  "comments before, among and after ours": {
    original: plain,
    edit: (text) =>
      change(
        change(
          change(text, "    FakeCode:", "    # a\n    FakeCode:"),
          "    FakeError:",
          "\n    # b\n\n    FakeError:",
        ),
        "  responses:\n    Fake",
        "    # c\n  # d\n  responses:\n    Fake",
      ),
    left: `${plain}    # a\n\n    # b\n\n    # c\n  # d\n`,
  },
  "comments in a map of ours": {
    original: plain,
    edit: (text) =>
      change(
        text,
        "  responses:\n    FakeNotFound:",
        "  responses: # a\n    # b\n    FakeNotFound:",
      ),
    left: `${plain}  # a\n    # b\n`,
  },
  "a comment behind ours": {
    original: plain,
    edit: (text) => change(text, /x-faultbook: fake(?=\n {2}responses)/, "x-faultbook: fake # a"),
    left: `${plain}    # a\n`,
  },
  "another order": {
    original: plain,
    edit: (text) => {
      const code = entryOf(text, "FakeCode");
      return change(
        change(text, code, ""),
        "\n  responses:\n    Fake",
        `${code}\n  responses:\n    Fake`,
      );
    },
  },
  "the ledger first": {
    original: plain,
    edit: (text) => {
      const [ledger = ""] = /(?<=\n)x-faultbook:[\s\S]*/.exec(text) ?? [];
      return ledger + change(text, ledger, "");
    },
  },
  "components first": {
    original: `${layouts["no components"]}`,
    edit: (text) => {
      const [components = ""] = /(?<=\n)components:[\s\S]*(?=x-faultbook:\n)/.exec(text) ?? [];
      return components + change(text, components, "");
    },
  },
  "components first, with a comment": {
    original: `${layouts["no components"]}`,
    edit: (text) => {
      const [components = ""] = /(?<=\n)components:[\s\S]*(?=x-faultbook:\n)/.exec(text) ?? [];
      return (
        change(components, "  responses:", "  # c\n  responses:") + change(text, components, "")
      );
    },
    left: `  # c\n${layouts["no components"]}`,
  },
  "one of ours deleted": {
    original: plain,
    edit: (text) => change(text, entryOf(text, "FakeError"), ""),
  },
  "all components of ours deleted": {
    original: plain,
    edit: (text) => change(text, /\n {4}FakeCode:[\s\S]*(?=\nx-faultbook)/, ""),
  },
  "other quotes": {
    original: plain,
    edit: (text) =>
      change(
        change(text, "type: object\n      req", "'type': 'object'\n      req"),
        "    FakeError:",
        '    "FakeError":',
      ),
  },
  "another indentation": {
    original: plain,
    edit: (text) => {
      const error = entryOf(text, "FakeError");
      return change(
        text,
        error,
        error.replace(/^( {6,})/gm, (all) => `${all}${all.slice(4)}`),
      );
    },
  },
  "ours in braces": {
    original: plain,
    edit: (text) =>
      change(
        text,
        entryOf(text, "FakeError"),
        `\n    FakeError: ${JSON.stringify(first.components.schemas["FakeError"])}`,
      ),
  },
  "the whole map in braces": {
    original: plain,
    edit: (text) =>
      change(
        text,
        /\n {2}responses:\n {4}Fake[\s\S]*(?=\nx-faultbook)/,
        `\n  responses: ${JSON.stringify(first.components.responses)}`,
      ),
  },
  "their own entries deleted": {
    original: plain,
    edit: (text) => change(text, "\n    Pet:\n      type: object", ""),
    left: change(plain, "\n    Pet:\n      type: object", ""),
  },
  "a copy of ours under another name, with the mark": {
    original: plain,
    edit: (text) => {
      const copy = entryOf(text, "FakeError").replace("FakeError", "MyError");
      return change(text, "\n    Pet:", `${copy}\n    Pet:`);
    },
  },
  "a copy of ours under another name, without the mark": {
    original: plain,
    edit: (text) => change(text, "\n    Pet:", `${copied(text)}\n    Pet:`),
    left: change(plain, "\n    Pet:", `${copied(syncText(plain))}\n    Pet:`),
  },
  "a reference of their own as an answer": {
    original: plain,
    edit: (text) => change(text, "responses/FakeNotFound", "responses/Mine"),
    left: change(
      plain,
      "          description: ok\n",
      `          description: ok\n        '404':\n          $ref: "#/components/responses/Mine"\n`,
    ),
  },
  "an entry in braces that were empty": {
    original: braces,
    edit: (text) => change(text, '"FakeError":', '"Cat": {},\n      "FakeError":'),
    left: change(braces, '"schemas": {}', '"schemas": {\n      "Cat": {}\n    }'),
  },
  "a comment in braces that were empty": {
    original: braces,
    edit: (text) => change(text, '"FakeError":', '# a\n      "FakeError":'),
    left: change(braces, '"schemas": {}', '"schemas": {\n      # a\n      }'),
  },
  "a comma at the end of braces": {
    original: braces,
    edit: (text) => change(text, /\}(?=\n {4}\},\n {4}"responses")/, "},"),
  },
  "an entry before ours in JSON": {
    original: json,
    edit: (text) => change(text, '"FakeCode":', '"Cat": {},\n      "FakeCode":'),
    left: change(json, /(?<="object"\n {6}\})/, ',\n      "Cat": {}'),
  },
  "an entry after ours in JSON": {
    original: json,
    edit: (text) =>
      change(text, /(?<=\n {6}\})(?=\n {4}\},\n {4}"responses")/, ',\n      "Cat": {}'),
    left: change(json, /(?<="object"\n {6}\})/, ',\n      "Cat": {}'),
  },
  "an entry first in JSON": {
    original: json,
    edit: (text) => change(text, '"Pet":', '"Cat": {},\n      "Pet":'),
    left: change(json, '"Pet":', '"Cat": {},\n      "Pet":'),
  },
  "all on one line": {
    original: json,
    edit: (text) => JSON.stringify(JSON.parse(text)),
    left: JSON.stringify(JSON.parse(json)),
  },
};

describe.each(Object.entries(cases))("%s", (_, { original, edit, left = original }) => {
  const edited = edit(syncText(original));

  test("a removal leaves what the person did", () => expect(removeFrom(edited)).toBe(left));

  test("a sync makes ours whole, and changes nothing twice", () => {
    const again = syncText(edited);
    expect((load(again) as Spec).components).toMatchObject(first.components);
    expect(syncText(again)).toBe(again);
    expect(removeFrom(again)).toBe(left);
  });

  test("a later catalog goes in beside it", () => {
    const later = syncText(edited, { catalogs: [second] });
    expect((load(later) as Spec).components).toMatchObject(second.components);
    expect(syncText(later, { catalogs: [second] })).toBe(later);
    expect(load(removeFrom(later))).toEqual(load(left));
  });
});

interface Spec {
  readonly components: object;
}

describe("where the ledger is lost", () => {
  const synced = syncText(plain);
  const lost = change(synced, /\nx-faultbook:[\s\S]*/, "\n");

  test("the marks say what is ours", () =>
    expect(load(syncText(lost))).toMatchObject({ components: first.components }));

  test("a removal takes what carries a mark, and no more", () =>
    expect(removeFrom(change(lost, "\n    Pet:", `${copied(synced)}\n    Pet:`))).toBe(
      change(plain, "\n    Pet:", `${copied(synced)}\n    Pet:`),
    ));
});

describe("what needs ours", () => {
  const used = change(
    change(syncText(plain), "    FakeError:\n", "    FakeError: &e\n"),
    "\nx-faultbook",
    "\nx-mine: *e\nx-faultbook",
  );
  const told = (options: object) => syncTexts({ "openapi.yaml": used }, options);
  const shared =
    'error[spec-shared]: "FakeError" is used in several places through an anchor and an alias';

  test("an alias of ours is no fault while ours stays", () => expect(syncText(used)).toBe(used));

  test("an alias of ours keeps it from being taken out", () => {
    expect(told({ remove: true }).told).toContain(shared);
    expect(told({ remove: true }).told).toContain("--> openapi.yaml:21:5");
    expect(told({ catalogs: [second] }).told).toContain(shared);
    expect(told({ remove: true }).texts["openapi.yaml"]).toBe(used);
  });
});
