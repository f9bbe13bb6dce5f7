// `examples/monorepo` as its README tells: with npm alone, under Turborepo, and from a cache in a fresh clone.

import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newFolder } from "../helpers.ts";
import {
  attempt,
  beginRepository,
  commandsOf,
  copyOf,
  edit,
  examples,
  run,
  takePacked,
} from "./project.ts";

const root = copyOf("monorepo");
const made = join(root, "catalog/generated/payments-errors");
const catalog = join(root, "catalog/apis/payments-errors.yaml");
const everything = "generate build test";

/** The tasks of a run by what the cache had, sorted; packages without such a task do not count. */
interface Tasks {
  readonly hit: readonly string[];
  readonly missed: readonly string[];
}

/** Runs tasks under Turborepo and gives what came from its cache. */
async function turbo(tasks: string): Promise<Tasks> {
  const runs = join(root, ".turbo/runs");
  // The names of two summaries of one second are in no order, so that only one may be there.
  rmSync(runs, { recursive: true, force: true });
  await run(root, `npx turbo run ${tasks} --summarize`);
  const [last = "none"] = readdirSync(runs);
  const summary = JSON.parse(readFileSync(join(runs, last), "utf8")) as {
    readonly tasks: readonly {
      readonly taskId: string;
      readonly command: string;
      readonly cache: { readonly status: string };
    }[];
  };
  const own = summary.tasks.filter(({ command }) => command !== "<NONEXISTENT>");
  const names = (status: string) =>
    own
      .filter(({ cache }) => cache.status === status)
      .map(({ taskId }) => taskId.replace("@acme/", ""))
      .sort();
  return { hit: names("HIT"), missed: names("MISS") };
}

const ofMoney = ["money#build", "money#test"];
const ofClient = ["client#build", "client#test"];
const ofServer = ["server#build", "server#test"];

beforeAll(async () => {
  takePacked(join(root, "catalog/package.json"));
  await beginRepository(root);
  await run(root, "npm install");
  await run(root, "git add --all && git commit --quiet --message=begin");
});

test("npm alone does it in the order of the workspaces, and what it makes is what is committed", async () => {
  for (const command of commandsOf(
    join(examples, "monorepo/README.md"),
    "npm run generate --workspaces --if-present",
  )) {
    await run(root, command);
  }
  expect(existsSync(join(made, "dist/index.js"))).toBe(true);
  expect(await run(root, "git status --porcelain")).toBe("");
});

describe("under Turborepo", () => {
  beforeEach(async () => {
    await run(
      root,
      "git checkout --quiet . && git clean -dxfq --exclude=node_modules --exclude=.turbo",
    );
  });

  test("a fresh copy does all the work, and the second run none", async () => {
    const all = ["catalog#generate", ...ofClient, ...ofMoney, ...ofServer];
    expect(await turbo(everything)).toEqual({ hit: [], missed: all });
    expect(await run(root, "npx turbo run generate")).toContain("FULL TURBO");
    expect(await turbo(everything)).toEqual({ hit: all, missed: [] });
    expect(await run(root, "git status --porcelain")).toBe("");
  });

  test("the cache gives back all that was made, with its manifest", async () => {
    const before = readdirSync(made, { recursive: true }).sort();
    expect(before).not.toContain(join("dist", "index.js"));
    expect(await run(root, "npx turbo run generate")).toContain("FULL TURBO");
    const after = readdirSync(made, { recursive: true });
    expect(after).toEqual(expect.arrayContaining([".faultbook.json", join("dist", "index.js")]));
    expect(await run(root, "npm run check")).toMatch(/all \d+ files fresh/);
  });

  test("a changed catalog makes those work again that use it, and nobody else", async () => {
    edit(catalog, "cannot take the request", "can take no request");
    expect(await turbo(everything)).toEqual({
      hit: ofMoney,
      missed: ["catalog#generate", ...ofClient, ...ofServer],
    });
    expect(await run(root, "npm run check")).toMatch(/all \d+ files fresh/);
    // The committed outputs have changed, and are inputs for Turborepo too: it comes to rest a run or two later.
    const later = [await turbo(everything), await turbo(everything), await turbo(everything)];
    expect(later.at(-1)?.missed).toEqual([]);
  });

  test("a changed client makes nobody else work", async () => {
    edit(join(root, "client/src/client.ts"), "The money is on its way", "The money is on the way");
    edit(join(root, "client/src/client.test.ts"), "is on its way", "is on the way");
    expect(await turbo(everything)).toEqual({
      hit: ["catalog#generate", ...ofMoney, ...ofServer],
      missed: ofClient,
    });
  });

  test("a generated file that somebody edited is put right, and check tells of it before", async () => {
    edit(join(made, "src/codes.ts"), "insufficient_balance", "insufficient_balances");
    const { code, said } = await attempt(root, "npm run check");
    expect(code).not.toBe(0);
    expect(said).toContain("generated/payments-errors/src/codes.ts");
    await turbo("generate");
    expect(await run(root, "git status --porcelain")).toBe("");
  });

  test("an error that the client does not know yet does not compile there", async () => {
    edit(
      catalog,
      "  ServiceBusy:",
      "  AccountClosed:\n    code: account_closed\n    kind: failed-precondition\n    summary: The account is closed.\n    status: 409\n\n  ServiceBusy:",
    );
    const { code, said } = await attempt(root, "npx turbo run build --continue");
    expect(code).not.toBe(0);
    expect(said).toContain("client:build:   Property 'AccountClosed' is missing");
    expect(said).toContain("Failed:    @acme/client#build");
  });
});

test("a fresh clone takes all from the cache, and what it then has is fresh", async () => {
  await run(
    root,
    "git checkout --quiet . && git clean -dxfq --exclude=node_modules --exclude=.turbo",
  );
  // A major step, which must not send npm to the registry for the version before it.
  edit(catalog, "version: 1.0.0", "version: 2.0.0");
  await turbo(everything);
  await run(root, "npm install");
  await turbo(everything);
  await run(root, "git commit --quiet --all --message=change");
  const clone = join(newFolder(), "clone");
  await run(root, `git clone --quiet . '${clone}'`);
  await run(clone, "npm install");
  const said = await run(
    clone,
    `npx turbo run ${everything} --cache-dir='${join(root, ".turbo/cache")}'`,
  );
  expect(said).toContain("FULL TURBO");
  expect(existsSync(join(clone, "server/dist/server.js"))).toBe(true);
  expect(await run(clone, "npm run check")).toMatch(/all \d+ files fresh/);
  expect(await run(clone, "git status --porcelain")).toBe("");
});
