// Writing on real folders: what is written, what is left alone, and what a failure leaves.

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { apply, applyAll } from "../../generator/disk/apply.ts";
import { hashOf } from "../../generator/disk/manifest.ts";
import type { Plan } from "../../generator/disk/plan.ts";
import {
  codesOf,
  first,
  place,
  planFor,
  planOf,
  second,
  textsIn,
  useTemporaryFolder,
  write,
} from "./folder.ts";

useTemporaryFolder();

const journalName = ".faultbook-journal.json";

describe("applying", () => {
  test("writes all files and manifests, and the next plan keeps them all", () => {
    const { value, diagnostics } = apply(planFor(first));
    expect(diagnostics).toEqual([]);
    expect(value?.written).toHaveLength(7);
    expect(textsIn(place.root)).toMatchObject({ "a/src/x.ts": "one", "gone/w.ts": "w" });
    expect(new Set(planFor(first).changes.map((change) => change.kind))).toEqual(new Set(["keep"]));
  });

  test("replaces, deletes, and removes folders that became empty", () => {
    apply(planFor(first));
    const { value } = apply(planFor(second));
    expect(value?.deleted).toEqual(["a/old/deep/z.ts", "gone/.faultbook.json", "gone/w.ts"]);
    expect(Object.keys(textsIn(place.root))).toEqual([
      "a/",
      "a/.faultbook.json",
      "a/README.md",
      "a/dist/",
      "a/dist/.faultbook.json",
      "a/dist/x.js",
      "a/new/",
      "a/new/deep/",
      "a/new/deep/y.ts",
      "a/src/",
      "a/src/same.ts",
      "a/src/x.ts",
    ]);
  });

  test("does not touch a file whose content is equal", () => {
    apply(planFor(first));
    const long = new Date("2001-01-01T00:00:00Z");
    utimesSync(join(place.root, "a/src/same.ts"), long, long);
    apply(planFor(second));
    expect(statSync(join(place.root, "a/src/same.ts")).mtime).toEqual(long);
  });

  test("touches nothing at all where there is nothing to do", () => {
    expect(apply(planFor({})).value).toEqual({ written: [], deleted: [] });
    expect(existsSync(place.root)).toBe(false);
  });

  test("keeps a person's file and its folder when all around it is deleted", () => {
    apply(planFor(first));
    write("gone/mine.txt", "mine");
    write("a/old/deep/z.ts", "edited");
    expect(planOf(second).codes).toEqual(["file-edited-kept"]);
    apply(planFor(second));
    expect(textsIn(place.root)).toMatchObject({
      "gone/mine.txt": "mine",
      "a/old/deep/z.ts": "edited",
    });
    expect(existsSync(join(place.root, "gone/w.ts"))).toBe(false);
  });

  test("takes no package inside a folder that is none for an orphan", () => {
    write("other/project/x.ts", "x");
    write("other/project/.faultbook.json", JSON.stringify({ files: { "x.ts": hashOf("x") } }));
    expect(planFor({}).changes).toEqual([]);
  });

  test("replaces what a run without journal left beside a target", () => {
    write("a/src/x.ts.faultbook-new", "half");
    expect(apply(planFor(first)).diagnostics).toEqual([]);
    expect(Object.keys(textsIn(place.root)).filter((path) => path.includes("-new"))).toEqual([]);
  });
});

describe("links", () => {
  test("a folder link out of the output folder is refused", () => {
    mkdirSync(join(place.folder, "outside/src"), { recursive: true });
    writeFileSync(join(place.folder, "outside/README.md"), "theirs");
    mkdirSync(place.root);
    symlinkSync("../outside", join(place.root, "a"));
    expect(planOf(first)).toEqual({ value: undefined, codes: ["output-link"] });
    expect(readFileSync(join(place.folder, "outside/README.md"), "utf8")).toBe("theirs");
  });

  test("a file link out of it is refused, also where it leads nowhere", () => {
    mkdirSync(join(place.root, "a"), { recursive: true });
    symlinkSync("../../outside.md", join(place.root, "a/README.md"));
    expect(planOf(first).codes).toEqual(["output-link"]);
    writeFileSync(join(place.folder, "outside.md"), "one");
    expect(planOf(first).codes).toEqual(["output-link"]);
  });

  test("a package link is never an orphan", () => {
    apply(planFor(first));
    renameSync(join(place.root, "gone"), join(place.folder, "moved"));
    symlinkSync("../moved", join(place.root, "gone"));
    apply(planFor({ a: second["a"] ?? {} }));
    expect(readFileSync(join(place.folder, "moved/w.ts"), "utf8")).toBe("w");
  });

  test("a folder that becomes a link after planning is not written through", () => {
    apply(planFor(first));
    const plan = planFor(second);
    mkdirSync(join(place.folder, "outside"));
    renameSync(join(place.root, "a/src"), join(place.root, "a/src-before"));
    symlinkSync("../../outside", join(place.root, "a/src"));
    expect(codesOf(apply(plan))).toEqual(["disk-changed"]);
    expect(readdirSync(join(place.folder, "outside"))).toEqual([]);
    expect(readdirSync(place.root)).toEqual(["a", "gone"]);
  });

  test("the output folder itself may be a link", () => {
    mkdirSync(join(place.folder, "real"));
    symlinkSync("real", place.root);
    expect(apply(planFor(first)).diagnostics).toEqual([]);
    expect(textsIn(join(place.folder, "real"))).toMatchObject({ "a/README.md": "one" });
  });
});

describe("failures before the commit change nothing", () => {
  test("a target that was changed since the plan", () => {
    apply(planFor(first));
    const plan = planFor(second);
    write("a/README.md", "changed meanwhile");
    const before = textsIn(place.root);
    expect(codesOf(apply(plan))).toEqual(["disk-changed"]);
    expect(textsIn(place.root)).toEqual(before);
  });

  test("a target that appeared since the plan", () => {
    const plan = planFor(first);
    write("a/README.md", "new");
    expect(codesOf(apply(plan))).toEqual(["disk-changed"]);
    expect(textsIn(place.root)).toEqual({ "a/": undefined, "a/README.md": "new" });
  });

  test("a folder where the new content would be staged", () => {
    apply(planFor(first));
    mkdirSync(join(place.root, "a/src/x.ts.faultbook-new"));
    const before = textsIn(place.root);
    const { diagnostics } = apply(planFor(second));
    expect(diagnostics.map(({ code, message, help }) => ({ code, message, help }))).toEqual([
      {
        code: "disk-write-failed",
        message: 'Writing "out/a/src/x.ts.faultbook-new" failed: it is a folder.',
        help: "Nothing was changed.",
      },
    ]);
    expect(textsIn(place.root)).toEqual(before);
  });

  test("an output folder that cannot be made", () => {
    writeFileSync(join(place.folder, "file"), "");
    place.root = join(place.folder, "file/out");
    const { diagnostics } = apply(planFor(first));
    expect(diagnostics.map((one) => one.message)).toEqual([
      'Writing "out" failed: a part of its path is not a folder.',
    ]);
  });

  test("folders made above the output folder are removed again", () => {
    place.root = join(place.folder, "x/y/out");
    const plan = planFor({ a: { "b.ts": "", [`${"long".repeat(100)}.ts`]: "" } });
    const { diagnostics } = apply(plan);
    expect(diagnostics.map((one) => one.help)).toEqual(["Nothing was changed."]);
    expect(readdirSync(place.folder)).toEqual([]);
  });

  test("another run's journal", () => {
    const plan = planFor(first);
    write(journalName, "{}");
    expect(codesOf(apply(plan))).toEqual(["run-unfinished"]);
    expect(planOf(first).codes).toEqual(["run-unfinished"]);
    expect(readdirSync(place.root)).toEqual([journalName]);
  });
});

describe("several folders", () => {
  /** Gives the plan of some outputs for a folder of its own. */
  const planIn = (name: string, outputs: typeof first): Plan => {
    place.root = join(place.folder, name);
    return { ...planFor(outputs), shown: name };
  };

  test("are done together", () => {
    const { value, diagnostics } = applyAll([
      planIn("x", first),
      planIn("y", {}),
      planIn("z", second),
    ]);
    expect(diagnostics).toEqual([]);
    expect(value?.map(({ written }) => written.length)).toEqual([7, 0, 7]);
    expect(readdirSync(place.folder)).toEqual(["x", "z"]);
  });

  test("stay as they were, all of them, where one cannot be staged", () => {
    for (const name of ["x", "y", "z"]) apply(planIn(name, first));
    mkdirSync(join(place.folder, "y/a/src/x.ts.faultbook-new"));
    const before = textsIn(place.folder);
    const plans = ["x", "y", "z"].map((name) => planIn(name, second));
    const { value, diagnostics } = applyAll(plans);
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ message, help }) => `${message} ${help}`)).toEqual([
      'Writing "y/a/src/x.ts.faultbook-new" failed: it is a folder. Nothing was changed.',
    ]);
    expect(textsIn(place.folder)).toEqual(before);
  });

  test("stay as they were where one has the journal of another run", () => {
    const plans = [planIn("x", first), planIn("y", first)];
    write(journalName, "{}");
    expect(codesOf(applyAll(plans))).toEqual(["run-unfinished"]);
    expect(readdirSync(place.folder)).toEqual(["y"]);
  });

  test("are told, those that were done, where somebody meddles at the last moment", () => {
    for (const name of ["x/inner", "z"])
      apply(planIn(name, { a: { "f.ts": "old", "g.ts": "old" } }));
    const before = textsIn(join(place.folder, "z"));
    // The first plan writes into the second one's folder, as somebody else would between the two.
    const meddled = { previous: "old", before: hashOf("old"), content: "x", after: hashOf("x") };
    const plans: readonly Plan[] = [
      {
        root: join(place.folder, "x"),
        shown: "x",
        changes: [{ kind: "update", path: "inner/a/g.ts", ...meddled }],
      },
      planIn("x/inner", { a: { "f.ts": "new" } }),
      planIn("z", { a: { "f.ts": "new" } }),
    ];
    const { diagnostics } = applyAll(plans);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'disk-write-failed: Writing "x/inner/a/g.ts" failed: somebody else changed it meanwhile.',
      'outputs-partly-written: Not all output folders were written; done before the fault: "x".',
    ]);
    expect(textsIn(join(place.folder, "x/inner/a"))).toMatchObject({ "f.ts": "new", "g.ts": "x" });
    expect(textsIn(join(place.folder, "z"))).toEqual(before);
  });
});
