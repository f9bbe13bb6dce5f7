// A signal ends a run with the exit code that shells know it by, and leaves the old set or the new one.

import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { oneCatalog, project, put, run, snapshot, start, tiny } from "./project.ts";
import { signalOften, signals } from "./signals.ts";

// `npm run test:examples` does so 20 times each.
test.each(signals)("twice %s", { timeout: 60_000 }, (name) => signalOften(name, 2));

const emitter = (body: string): string =>
  `export default { name: "own", scope: "catalog", options: {}, emit() { ${body} } };\n`;

test("custom code that blocks is ended at once, and leaves what is staged to the next run", {
  timeout: 30_000,
}, async () => {
  const config = "emitters: { custom: [{ module: ./own.mjs }] }\n";
  const cwd = project({
    ...oneCatalog(tiny),
    "faultbook.config.yaml": config,
    "own.mjs": emitter("return [];"),
  });
  expect((await run(["generate"], { cwd })).code).toBe(0);
  const work = join(cwd, "generated/.faultbook");
  const generated = () =>
    Object.entries(snapshot(join(cwd, "generated"))).filter(
      ([path]) => !path.startsWith(".faultbook/"),
    );
  const before = generated();
  put(cwd, oneCatalog(tiny.replace("is invalid", "is wrong")));
  put(cwd, { "own.mjs": emitter("for (;;);") });
  for (const name of signals) {
    const child = start(["generate"], { cwd });
    const exited = once(child, "exit");
    while (child.exitCode === null && readdirSync(work).length < 5) await delay(5);
    await delay(200);
    child.kill(name);
    expect(await exited).toEqual([null, name]);
    expect(generated()).toEqual(before);
    expect(readdirSync(work)).toHaveLength(5);
    put(cwd, { "own.mjs": emitter("return [];") });
    expect((await run(["generate", "--only", "tiny"], { cwd })).code).toBe(0);
    expect(readdirSync(work)).toEqual([
      ".gitignore",
      ".prettierrc.yaml",
      "biome.jsonc",
      "state.json",
    ]);
    put(cwd, { ...oneCatalog(tiny), "own.mjs": emitter("return [];") });
    expect((await run(["generate"], { cwd })).code).toBe(0);
    expect(generated()).toEqual(before);
    put(cwd, oneCatalog(tiny.replace("is invalid", "is wrong")));
    put(cwd, { "own.mjs": emitter("for (;;);") });
  }
});

test("a run that waits for another one ends at a signal, and leaves the lock to that one", async () => {
  const cwd = project(oneCatalog(tiny));
  put(cwd, { "generated/.faultbook/lock": `${process.pid}-00000000-00000000` });
  const child = start(["generate"], { cwd });
  const exited = once(child, "exit");
  while (readdirSync(join(cwd, "generated/.faultbook")).length < 4) await delay(5);
  await delay(300);
  child.kill("SIGTERM");
  expect(await exited).toEqual([143, null]);
  expect(readdirSync(join(cwd, "generated/.faultbook"))).toEqual([
    ".gitignore",
    ".prettierrc.yaml",
    "biome.jsonc",
    "lock",
  ]);
});
