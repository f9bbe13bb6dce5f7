// A synced description edited by hand: the check names each edit with its place, and what it says to do repairs it.

import { describe, expect, test } from "vitest";
import { projectFile, run } from "../helpers.ts";
import { dataOf, fixture, type SyncFolder, specName, syncFolder } from "./folder.ts";

const original = fixture("openapi.yaml");
const folder = (text: string): SyncFolder =>
  syncFolder({
    [specName]: text,
    "coinbase-cdp.yaml": projectFile("catalog/coinbase-cdp.yaml"),
    "faultbook.config.json": JSON.stringify({
      catalogs: ["coinbase-cdp.yaml"],
      specs: [
        {
          path: specName,
          components: "all",
          operations: [{ for: { method: "get" }, errors: "all" }],
        },
      ],
    }),
  });

async function synced(): Promise<string> {
  const fresh = folder(original);
  expect((await fresh.sync()).text).not.toContain("error[");
  return fresh.read();
}

const base = await synced();

/** Replaces one text, which must be there. */
function replaced(text: string, from: string | RegExp, to: string): string {
  const edited = text.replace(from, to);
  expect(edited, String(from)).not.toBe(text);
  return edited;
}

/** Changes the lines of a component, from its key to the next one. */
function within(
  text: string,
  way: `${"schemas" | "responses" | "examples"}/${string}`,
  edit: (lines: string) => string,
): string {
  const [section = "", name = ""] = way.split("/");
  const start = text.indexOf(`\n    ${name}:\n`, text.indexOf(`\n  ${section}:\n`)) + 1;
  expect(start, way).toBeGreaterThan(0);
  const next = /^ {0,4}\S/gm;
  next.lastIndex = text.indexOf("\n", start);
  const end = next.exec(text)?.index ?? text.length;
  const lines = text.slice(start, end);
  const edited = edit(lines);
  expect(edited, way).not.toBe(lines);
  return text.slice(0, start) + edited + text.slice(end);
}

interface HandEdit {
  readonly what: string;
  readonly edit: (text: string) => string;
  /** What the check finds. */
  readonly finds: readonly string[];
  /** The text of the line that the first finding leads to. */
  readonly line: RegExp;
}

const schemas = "#/components/schemas";
const edits: readonly HandEdit[] = [
  {
    what: "a code was removed",
    edit: (text) => replaced(text, "        - bad_gateway\n", ""),
    finds: [`update ${schemas}/CdpErrorCode`],
    line: /^ {4}CdpErrorCode:$/,
  },
  {
    what: "codes were put in another order",
    edit: (text) =>
      replaced(
        text,
        "        - already_exists\n        - bad_gateway\n",
        "        - bad_gateway\n        - already_exists\n",
      ),
    finds: [`update ${schemas}/CdpErrorCode`],
    line: /^ {4}CdpErrorCode:$/,
  },
  {
    what: "a reference of an operation was turned",
    edit: (text) =>
      replaced(
        text,
        '        "409": { $ref: "#/components/responses/CdpError409" }\n',
        '        "409": { $ref: "#/components/responses/CdpError422" }\n',
      ),
    finds: ["update #/paths/~1things/get/responses/409"],
    line: /^ {8}"409": /,
  },
  {
    what: "a schema was deleted",
    edit: (text) => within(text, "schemas/CdpForbiddenError", () => ""),
    finds: [`create ${schemas}/CdpForbiddenError`],
    line: /^ {2}schemas:$/,
  },
  {
    what: "a description was changed",
    edit: (text) => replaced(text, "The body of every error", "The body of many errors"),
    finds: [`update ${schemas}/CdpStandardBody`],
    line: /^ {4}CdpStandardBody:$/,
  },
  {
    what: "the type of a property was changed",
    edit: (text) =>
      within(text, "schemas/CdpStandardBody", (lines) =>
        lines.replace("type: string", "type: integer"),
      ),
    finds: [`update ${schemas}/CdpStandardBody`],
    line: /^ {4}CdpStandardBody:$/,
  },
  {
    what: "a choice was taken out of a status",
    edit: (text) =>
      within(text, "schemas/CdpError429", (lines) => lines.replace(/ {8}- \$ref.*\n/, "")),
    finds: [`update ${schemas}/CdpError429`],
    line: /^ {4}CdpError429:$/,
  },
  {
    what: "an example was changed",
    edit: (text) =>
      within(text, "examples/CdpNotFoundError", (lines) =>
        lines.replace("errorType: not_found", "errorType: gone"),
      ),
    finds: ["update #/components/examples/CdpNotFoundError"],
    line: /^ {4}CdpNotFoundError:$/,
  },
  {
    what: "a property was added",
    edit: (text) => replaced(text, /(\n {4}CdpForbiddenError:\n)/, "$1      x-owner: me\n"),
    finds: [`update ${schemas}/CdpForbiddenError`],
    line: /^ {4}CdpForbiddenError:$/,
  },
  {
    what: "the text of a response was changed",
    edit: (text) =>
      within(text, "responses/CdpError429", (lines) =>
        lines.replace("Too Many Requests.", "Other words."),
      ),
    finds: ["update #/components/responses/CdpError429"],
    line: /^ {4}CdpError429:$/,
  },
  {
    what: "a component was renamed",
    edit: (text) => replaced(text, "\n    CdpBadGatewayError:\n", "\n    BadGatewayError:\n"),
    finds: [`create ${schemas}/CdpBadGatewayError`, `delete ${schemas}/BadGatewayError`],
    line: /^ {2}schemas:$/,
  },
  {
    what: "the ledger tells another version",
    edit: (text) => replaced(text, "coinbase-cdp: 1.0.0", "coinbase-cdp: 0.9.0"),
    finds: ["update #/x-faultbook"],
    line: /^x-faultbook:$/,
  },
  {
    what: "the ledger was removed",
    edit: (text) => replaced(text, /^x-faultbook:\n(?: .*\n)+/m, ""),
    finds: ["create #/x-faultbook"],
    line: /^# Operations/,
  },
];

describe.each(edits)("where $what", ({ edit, finds, line }) => {
  test("the check names it, and the command repairs it", async () => {
    const edited = edit(base);
    const drifted = folder(edited);
    const { codes, changes, text, diff } = await drifted.sync("check");
    expect(changes.toSorted()).toEqual(finds.toSorted());
    expect(codes.filter((code) => code === "spec-stale")).toHaveLength(finds.length);
    for (const find of finds) expect(text).toContain(`"${find.slice(find.indexOf(" ") + 1)}" is `);
    if (finds.some((find) => find.startsWith("update ")))
      expect(text).toMatch(/note: It differs at "\/.+"\.\n {2}--> openapi/);
    const [, at = ""] =
      /--> openapi\.yaml:(\d+):\d+/.exec(text.slice(text.indexOf("spec-stale"))) ?? [];
    expect(edited.split("\n")[Number(at) - 1]).toMatch(line);
    expect(diff).toContain("--- a/openapi.yaml\n+++ b/openapi.yaml");
    expect(drifted.read()).toBe(edited);
    expect(text).toContain('help: Run "faultbook sync openapi.yaml".');
    await drifted.sync("write", [specName]);
    expect((await drifted.sync("check")).codes).not.toContain("spec-stale");
    const { "x-faultbook": _, ...own } = dataOf(drifted.read()) as Record<string, unknown>;
    const { "x-faultbook": __, ...wanted } = dataOf(base) as Record<string, unknown>;
    expect(own).toMatchObject(wanted);
  });
});

test("a response of an operation that a person wrote anew is theirs, and stays", async () => {
  const ours = '        "409": { $ref: "#/components/responses/CdpError409" }\n';
  const edited = replaced(base, ours, '        "409": { description: Mine. }\n');
  const drifted = folder(edited);
  for (const mode of ["check", "write"] as const)
    expect((await drifted.sync(mode)).changes).toEqual([]);
  expect(drifted.read()).toBe(edited);
});

test.each<[string, (text: string) => string, string]>([
  [
    "a response of the components",
    (text) =>
      within(text, "responses/CdpError502", () => "    CdpError502: { description: Mine. }\n"),
    "/components/responses/CdpError502",
  ],
  [
    "a schema",
    (text) =>
      within(text, "schemas/CdpForbiddenError", () => "    CdpForbiddenError: { type: object }\n"),
    "/components/schemas/CdpForbiddenError",
  ],
])(
  "%s that a person wrote in the place of ours is a conflict, and stays",
  async (_, edit, pointer) => {
    const edited = edit(base);
    const drifted = folder(edited);
    for (const mode of ["check", "write"] as const) {
      const { text } = await drifted.sync(mode);
      expect(text).toContain(
        `error[spec-conflict]: "${pointer}" exists already and was not made by Faultbook.`,
      );
      expect(text).toMatch(/emitters\.openapi\.names/);
      expect(drifted.read()).toBe(edited);
    }
  },
);

test.each(["remove", "write"] as const)(
  "after the ledger was lost, %s leaves no piece of ours behind in the end",
  async (first) => {
    const drifted = folder(replaced(base, /^x-faultbook:\n(?: .*\n)+/m, ""));
    await drifted.sync(first);
    await drifted.sync("remove");
    expect(drifted.read()).toBe(original);
  },
);

describe("all at once", () => {
  const together = edits.filter(
    ({ what }) => !/another order|added|ledger was removed|turned/.test(what),
  );
  const edited = together.reduce((text, { edit }) => edit(text), base);
  const finds = new Set(together.flatMap((one) => one.finds));
  const kinds = ["create", "update", "delete"].map((kind) =>
    [...finds].filter((find) => find.startsWith(kind)).map((find) => find.replace(/^\w+ /, "")),
  );

  /** Checks that there is one message for each kind, with the first places and a count. */
  const expectKinds = (told: readonly string[]): void => {
    expect(told).toHaveLength(kinds.length);
    for (const [i, pointers] of kinds.entries()) {
      const named = [...(told[i] ?? "").matchAll(/"([^"]+)"/g)].map(([, pointer]) => pointer);
      expect(named).toHaveLength(Math.min(pointers.length, 5));
      for (const pointer of named) expect(pointers).toContain(pointer);
      const more = / and (\d+) more/.exec(told[i] ?? "")?.[1] ?? 0;
      expect(named.length + Number(more)).toBe(pointers.length);
    }
  };

  test("text sums up each kind, and its diff is a patch that puts all right", async () => {
    const drifted = folder(edited);
    const said = await drifted.cli("sync", "--check");
    expect(said.code).toBe(1);
    expectKinds([...said.stderr.matchAll(/error\[spec-stale\]: (.+)/g)].map(([, one = ""]) => one));
    drifted.write("drift.patch", said.stdout);
    const patched = await run("patch", ["-p1", "-i", "drift.patch"], drifted.path);
    expect(patched.code, patched.stdout).toBe(0);
    const byPatch = drifted.read();
    drifted.write(specName, edited);
    const [, command = ""] = /help: Run "faultbook ([^"]+)"/.exec(said.stderr) ?? [];
    expect((await drifted.cli(...command.split(" "))).code).toBe(0);
    expect(drifted.read()).toBe(byPatch);
    expect(await drifted.cli("sync", "--check")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^openapi\.yaml: in sync(?:; |\n)/),
    });
  });

  test("github annotates each kind, with file and line", async () => {
    const { code, stdout } = await folder(edited).cli("sync", "--check", "--format", "github");
    expect(code).toBe(1);
    const lines = edited.split("\n");
    const told = [
      ...stdout.matchAll(
        /^::error file=openapi\.yaml,line=(\d+),col=\d+,title=spec-stale::(.+?) (?:is|are) /gm,
      ),
    ];
    expectKinds(told.map(([, , what = ""]) => `${what} `));
    for (const [, line] of told) expect(lines[Number(line) - 1]).toMatch(/^ *[\w-]+:/);
  });

  test("json has each kind as data", async () => {
    const { code, stdout } = await folder(edited).cli("sync", "--check", "--format", "json");
    expect(code).toBe(1);
    const { diagnostics } = JSON.parse(stdout) as {
      readonly diagnostics: readonly Record<string, unknown>[];
    };
    const stale = diagnostics.filter((one) => one["code"] === "spec-stale");
    expectKinds(stale.map((one) => `${String(one["message"]).replace(/ (?:is|are) .*/, "")} `));
    for (const one of stale)
      expect(one).toMatchObject({ severity: "error", file: specName, line: expect.any(Number) });
  });
});

describe("a copy of a fragment that nothing was synced into", () => {
  const copyOf = (id: string, text = projectFile(`generated/${id}/openapi.yaml`)): SyncFolder =>
    syncFolder({
      [specName]: text,
      [`${id}.yaml`]: projectFile(`catalog/${id}.yaml`),
      "faultbook.config.json": JSON.stringify({
        catalogs: [`${id}.yaml`],
        specs: [{ path: specName }],
      }),
    });
  const copy = projectFile("generated/coinbase-cdp/openapi.yaml");

  test.each(["cobo-waas1", "cobo-waas2", "coinbase-cdp", "coinw"])(
    "is in line as it is, and stays a person's: %s",
    async (id) => {
      const folder = copyOf(id);
      const text = folder.read();
      for (const mode of ["check", "write", "remove"] as const)
        expect(await folder.sync(mode)).toMatchObject({ codes: [], changes: [], diff: "" });
      expect(folder.read()).toBe(text);
    },
  );

  test.each<[string, (text: string) => string, string]>([
    [
      "a code was removed",
      (text) => replaced(text, "        - bad_gateway\n", ""),
      "schemas/CdpErrorCode/enum/1",
    ],
    [
      "codes were put in another order",
      (text) => replaced(text, /( +- already_exists\n)( +- bad_gateway\n)/, "$2$1"),
      "schemas/CdpErrorCode/enum/0",
    ],
    [
      "a code was renamed",
      (text) => replaced(text, "        - bad_gateway\n", "        - bad_gatway\n"),
      "schemas/CdpErrorCode/enum/1",
    ],
    [
      "a description was changed",
      (text) => within(text, "schemas/CdpStandardBody", (one) => one.replace("The body", "A body")),
      "schemas/CdpStandardBody/description",
    ],
    [
      "a type was changed",
      (text) => within(text, "schemas/CdpStandardBody", (one) => one.replace("object", "array")),
      "schemas/CdpStandardBody/type",
    ],
    [
      "a response was written anew",
      (text) =>
        within(text, "responses/CdpError502", () => "    CdpError502: { description: Mine. }\n"),
      "responses/CdpError502/description",
    ],
    [
      "a key was added",
      (text) => replaced(text, "\n    CdpErrorBody:\n", "\n    CdpErrorBody:\n      x-owner: me\n"),
      "schemas/CdpErrorBody/x-owner",
    ],
    [
      "an error was taken out of a status",
      (text) =>
        within(text, "schemas/CdpError429", (one) => one.replace(/ +- \$ref: .*Limit.*\n/, "")),
      "schemas/CdpError429/oneOf/0",
    ],
  ])("where %s, the check names the place", async (_, edit, way) => {
    const folder = copyOf("coinbase-cdp", edit(copy));
    const { codes, text } = await folder.sync("check");
    expect(codes).toEqual(["spec-conflict", "spec-stale"]);
    expect(text).toContain(`It differs from the catalog at "/components/${way}`);
    expect(folder.read()).toBe(edit(copy));
  });

  test("what is missing is told beside what differs", async () => {
    const without = within(copy, "schemas/CdpForbiddenError", () => "");
    const folder = copyOf("coinbase-cdp", replaced(without, "        - bad_gateway\n", ""));
    const { codes, text } = await folder.sync("check");
    expect(codes).toEqual(["spec-conflict", "spec-stale"]);
    expect(text).toContain(
      '"#/components/schemas/CdpForbiddenError", "#/x-faultbook" are missing.',
    );
  });
});
