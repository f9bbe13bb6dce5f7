// The memory of a run, which anybody may have written: it is believed if it has what a run keeps, and is else no memory.

import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generated, synced } from "../../generator/cli/summary.ts";
import { generate } from "../../generator/commands/generate.ts";
import { syncSpecs } from "../../generator/commands/sync.ts";
import { oneCatalog, project, tiny } from "./project.ts";

/** A memory as a test changes it. */
type Memory = Record<string, unknown> & { result: unknown };

const description = `openapi: 3.1.0
info: { title: API, version: 1.0.0 }
paths: {}
`;

/** The commands that remember, as functions: an outcome, and what is printed of it. */
const commands = {
  generate: async (cwd: string) => {
    const outcome = await generate({ cwd, mode: "write" });
    return { outcome, text: generated(outcome, "write") };
  },
  sync: async (cwd: string) => {
    const outcome = await syncSpecs({ cwd, mode: "write" });
    return { outcome, text: synced(outcome, { mode: "write", verbose: false }) };
  },
} as const;

/** Makes a project whose next run of a command has a memory. */
async function remembered(command: keyof typeof commands) {
  const cwd = project({
    ...oneCatalog(tiny),
    "faultbook.config.yaml": "specs: [{ path: api.yaml }]\n",
    "api.yaml": description,
    "node_modules/.keep": "",
  });
  await commands[command](cwd);
  const usual = await commands[command](cwd);
  const folder = join(cwd, "node_modules/.cache/faultbook");
  const names = readdirSync(folder);
  expect(names).toHaveLength(1);
  const path = join(folder, names[0] ?? "");
  const kept = readFileSync(path, "utf8");
  /** Changes the memory, runs, and checks that all is as if there had been none. */
  const expectNone = async (change: () => void): Promise<void> => {
    writeFileSync(path, kept);
    change();
    expect(await commands[command](cwd)).toEqual(usual);
    expect(readFileSync(path, "utf8")).toBe(kept);
  };
  return { cwd, path, kept, expectNone };
}

function edited(path: string, change: (memory: Memory) => unknown): void {
  const memory = JSON.parse(readFileSync(path, "utf8")) as Memory;
  writeFileSync(path, JSON.stringify(change(memory)));
}

const values: readonly unknown[] = [null, 5, -5, "::error::x", true, [], {}, [[]], { a: 1 }];
const fields = ["tool", "roots", "inputs", "folders", "outputs", "result"] as const;

const both = ["generate", "sync"] as const;

test.each(both.flatMap((command) => fields.map((field) => [command, field] as const)))(
  "%s takes no memory whose %s is something else",
  async (command, field) => {
    const { path, expectNone } = await remembered(command);
    for (const value of values) {
      // An empty table depends on nothing, so that it is as true as any other.
      const isTable = field !== "result" && field !== "tool";
      if (isTable && JSON.stringify(value) === "{}") continue;
      await expectNone(() => edited(path, (memory) => ({ ...memory, [field]: value })));
    }
  },
);

const parts: readonly (readonly [what: string, part: Readonly<Record<string, unknown>>])[] = [
  ["counts that are texts", { catalogs: "\u001b[31m::error::x" }],
  ["counts below zero", { definitions: -5 }],
  ["counts that are no integers", { kept: 0.5 }],
  ["changes", { created: 3 }],
  ["paths that changed", { changes: [{ path: "::error::x", kind: "create" }] }],
  ["a diff", { diff: "\u001b[31m::error::x" }],
  ["folders that are texts", { outputs: ["::error::x"] }],
  ["folders without counts", { outputs: [{ path: "generated" }] }],
];

test.each(parts)("a memory with %s is not believed", async (_, part) => {
  const { path, expectNone } = await remembered("generate");
  await expectNone(() =>
    edited(path, ({ result, ...memory }) => ({
      ...memory,
      result: { ...(result as object), ...part },
    })),
  );
});

test.each([
  ["empty", 0],
  ["cut", 300],
  ["of three gigabytes", 3e9],
])("a memory that is %s is none", async (_, size) => {
  for (const command of both) {
    const { path, expectNone } = await remembered(command);
    await expectNone(() => truncateSync(path, size));
  }
});

test("a description's name from a memory is printed without what deceives", async () => {
  const { cwd, path } = await remembered("sync");
  edited(path, (memory) => ({ ...memory, result: ["x\u001b[31m\u202e\n::warning::y"] }));
  const { outcome, text } = await commands.sync(cwd);
  expect(outcome.diagnostics).toEqual([]);
  expect(text).toBe("x\\u001b[31m\\u202e\\u000a::warning::y: in sync\n");
});

test("no diff is kept", async () => {
  for (const command of both) {
    const { kept } = await remembered(command);
    expect(kept).not.toContain('"diff"');
  }
});
