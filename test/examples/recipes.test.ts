// The recipes of CONTRIBUTING.md, followed in a copy of the repository: each leads to something that works, and names the files that had to change.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { newFolder, writeFiles } from "../helpers.ts";
import { attempt, run } from "./project.ts";
import { type Edit, followed, project } from "./recipe-edits.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const recipes = readFileSync(join(root, "CONTRIBUTING.md"), "utf8").split(/^## Recipe: /m);
const git = "git -c user.name=A -c user.email=a@example.com -c commit.gpgsign=false";
let copy: string;

beforeAll(async () => {
  copy = join(newFolder(), "faultbook");
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 } as const;
  for (const path of execFileSync("git", ["ls-files", "-z"], options).split("\0")) {
    if (path === "" || path.startsWith("generated/")) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  await run(copy, `git init -q && git add -A && ${git} commit -qm begin`);
});

test("all recipes of code are followed", () => {
  const headings = recipes.slice(1).map((text) => text.split("\n", 1)[0]);
  expect(headings).toEqual(expect.arrayContaining(Object.keys(followed)));
});

test.each(Object.keys(followed))("the files for %s", async (heading) => {
  const { edits = [] } = followed[heading] ?? {};
  expect(edits).not.toEqual([]);
  for (const edit of edits) apply(edit);
  const changed = [...new Set(edits.map(({ path }) => path))];
  const named = namesIn(heading);
  expect(changed.filter((path) => !named.some((name) => name.test(path)))).toEqual([]);
  // A file without a star or a condition is one that nobody gets by without.
  const needed = named.filter((name) => !changed.some((path) => name.test(path)));
  expect(needed.map(String)).toEqual([]);
});

test("what is written by the recipes compiles, and works", async () => {
  await run(copy, "npm run -s schema && npm run -s build && npm run -s types");
  const { said } = await attempt(copy, "git status --porcelain --untracked-files=all");
  const written = new Set(Object.values(followed).flatMap(({ edits }) => edits.map((e) => e.path)));
  const others = said.split("\n").flatMap((line) => line.slice(3) || []);
  // The rest is what `npm run schema` makes.
  const made = /^(?:generator\/schema\/|generator\/rules\/files\.ts$|docs\/[\w-]+\.md$)/;
  expect(others.filter((path) => !written.has(path) && !made.test(path))).toEqual([]);
  const cwd = newFolder();
  writeFiles(cwd, new Map(Object.entries(project)));
  for (const [heading, { tried, shownIn, says }] of Object.entries(followed)) {
    const { said } = await attempt(cwd, `node ${join(copy, "dist/cli.cjs")} ${tried.join(" ")}`);
    const shown = shownIn === undefined ? said : readFileSync(join(cwd, shownIn), "utf8");
    expect(shown, heading).toMatch(says);
  }
  await run(copy, "npx vitest run test/rules test/commands/cli.test.ts -t '99|count'");
});

/** Returns the paths that a recipe names, as patterns, without those of other ways ("or …") and of what not everybody needs ("If …"). */
function namesIn(heading: string): readonly RegExp[] {
  const recipe = recipes.find((one) => one.startsWith(heading)) ?? "";
  const text = recipe.replaceAll(/, or a [^.]*/g, "");
  const sentences = text.split(/(?<=[.;])\s+/).filter((one) => !one.trimStart().startsWith("If "));
  const paths = sentences.flatMap((one) => [
    ...one.matchAll(/`((?:schema|generator|test)\/[\w./*-]+)`/g),
  ]);
  return paths.map(([, path = ""]) => {
    const pattern = path.replaceAll(".", "\\.").replaceAll("*", "[^/]+");
    return new RegExp(`^${pattern}${path.endsWith("/") ? ".+" : "$"}`);
  });
}

function apply({ path, before, text }: Edit): void {
  const file = join(copy, path);
  mkdirSync(dirname(file), { recursive: true });
  if (before === undefined) {
    writeFileSync(file, text, { flag: "wx" });
    return;
  }
  const old = readFileSync(file, "utf8");
  const at = old.indexOf(before);
  if (at < 0) throw new Error(`"${before}" is not in ${path}`);
  writeFileSync(file, old.slice(0, at) + text + old.slice(at));
}
