// What becomes of a run that was stopped, and of a journal that no run wrote.

import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { apply, recover } from "../../generator/disk/apply.ts";
import { type Journal, parseJournal, printJournal } from "../../generator/disk/journal.ts";
import { hashOf } from "../../generator/disk/manifest.ts";
import { stepsOf } from "../../generator/disk/steps.ts";
import {
  codesOf,
  first,
  type Outputs,
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

describe("a run that is stopped", () => {
  const worlds = { first, second, nothing: {} } as const;
  const ways = [
    ["nothing", "first"],
    ["first", "second"],
    ["second", "first"],
    ["first", "nothing"],
  ] as const;

  test.each(ways)("anywhere on the way from %s to %s leaves one of the two", (from, to) => {
    const results = { undone: 0, finished: 0 };
    const after = worldOf(worlds[to], {}).before;
    for (let stop = 0; ; stop++) {
      const { before, steps } = worldOf(worlds[from], worlds[to]);
      const all = [...steps.stage, steps.decide, ...steps.commit];
      for (const step of all.slice(0, stop)) expect(step.run()).toBe(true);
      expect(recover(place.root, "out").diagnostics).toEqual([]);
      const isFinished = stop > steps.stage.length;
      results[isFinished ? "finished" : "undone"]++;
      // The folder itself is made before its journal can be, so its making alone cannot be undone.
      if (!(from === "nothing" && stop === 1))
        expect(existsSync(place.root)).toBe(existed(before, isFinished));
      expect(textsIn(place.root)).toEqual(isFinished ? after : before);
      expect(recover(place.root, "out").value).toBe("nothing");
      if (stop === all.length) break;
    }
    expect(results.undone).toBeGreaterThan(5);
    expect(results.finished).toBeGreaterThan(3);
  });

  test("between two folders leaves each of them whole", () => {
    const root = (name: string) => join(place.folder, name);
    const stepsIn = (name: string) => {
      place.root = root(name);
      return stepsOf(planFor(second));
    };
    for (const name of ["x", "y"]) {
      place.root = root(name);
      apply(planFor(first));
    }
    const before = textsIn(root("y"));
    const [x, y] = [stepsIn("x"), stepsIn("y")];
    for (const step of [...x.stage, ...y.stage, x.decide]) expect(step.run()).toBe(true);
    expect(recover(root("x"), "x").value).toBe("rolled-forward");
    expect(recover(root("y"), "y").value).toBe("rolled-back");
    expect(textsIn(root("x"))["a/README.md"]).toBe("two");
    expect(textsIn(root("y"))).toEqual(before);
    expect(y.decide.run()).toBe(false);
  });

  test("in the middle of finishing is finished the next time", () => {
    const after = worldOf(second, {}).before;
    const { steps } = worldOf(first, second);
    for (const step of [...steps.stage, steps.decide]) step.run();
    for (const step of steps.commit.slice(0, 5)) step.run();
    // A journal that stands still, and all steps from the start again.
    for (const step of steps.commit.slice(0, 7)) step.run();
    expect(recover(place.root, "out").value).toBe("rolled-forward");
    expect(textsIn(place.root)).toEqual(after);
  });

  test("while it wrote its journal, or half a file, leaves nothing of it", () => {
    const { before, steps } = worldOf(first, second);
    for (const step of steps.stage.slice(0, -3)) step.run();
    write("a/src/x.ts.faultbook-new", "t");
    write(`${journalName}.faultbook-new`, '{ "ph');
    expect(recover(place.root, "out").value).toBe("rolled-back");
    write(`${journalName}.faultbook-new`, '{ "ph');
    expect(recover(place.root, "out").value).toBe("nothing");
    expect(textsIn(place.root)).toEqual(before);
  });

  test("leaves alone what a person edited before it is finished", () => {
    const { steps } = worldOf(first, second);
    for (const step of [...steps.stage, steps.decide]) step.run();
    write("a/README.md", "edited");
    write("gone/w.ts", "edited");
    expect(recover(place.root, "out")).toEqual({ value: "rolled-forward", diagnostics: [] });
    const texts = textsIn(place.root);
    expect(texts).toMatchObject({ "a/README.md": "edited", "gone/w.ts": "edited" });
    expect(Object.keys(texts).filter((path) => path.includes("faultbook-"))).toEqual([]);
    expect(planOf(second).codes).toEqual(["file-edited"]);
  });

  test("leaves alone a folder that a person put in the place of a target", () => {
    const { steps } = worldOf(first, second);
    for (const step of [...steps.stage, steps.decide]) step.run();
    rmSync(join(place.root, "a/README.md"));
    write("a/README.md/mine.txt", "mine");
    expect(recover(place.root, "out")).toEqual({ value: "rolled-forward", diagnostics: [] });
    expect(textsIn(place.root)).toMatchObject({
      "a/README.md/mine.txt": "mine",
      "a/dist/x.js": "two",
    });
    expect(planOf(second).codes).toEqual(["output-not-a-file"]);
  });

  test("and undone by another run stops before its commit", () => {
    const { before, steps } = worldOf(first, second);
    for (const step of steps.stage) step.run();
    recover(place.root, "out");
    expect(steps.decide.run()).toBe(false);
    expect(textsIn(place.root)).toEqual(before);
  });
});

describe("a hostile journal", () => {
  const victim = hashOf("victim");
  const base: Journal = { phase: "commit", run: "x", folders: [], writes: [], deletes: [] };
  const outside = { path: "../victim", before: victim };
  const viaLink = { path: "link/victim", before: victim };
  const journals: Readonly<Record<string, unknown>> = {
    "deletes outside": { ...base, deletes: [outside] },
    "deletes by an absolute path": { ...base, deletes: [{ ...outside, path: "/victim" }] },
    "deletes through a link": { ...base, deletes: [viaLink] },
    "overwrites outside": { ...base, writes: [{ ...outside, after: hashOf("new") }] },
    "overwrites through a link": { ...base, writes: [{ ...viaLink, after: hashOf("new") }] },
    "undoes outside": { ...base, phase: "stage", writes: [{ ...outside, after: victim }] },
    "undoes through a link": { ...base, phase: "stage", writes: [{ ...viaLink, after: victim }] },
    "removes a folder outside": { ...base, phase: "stage", folders: ["../empty"] },
    "removes a folder through a link": { ...base, phase: "stage", folders: ["link/empty"] },
    "is a list": [],
    "has an unknown phase": { ...base, phase: "other" },
    "has no hash": { ...base, deletes: [{ path: "a", before: "" }] },
    "has no paths": { ...base, deletes: [{}] },
    "has no lists": { ...base, writes: {} },
  };

  test.each(Object.entries(journals))("that %s is refused", (_, journal) => {
    for (const name of ["victim", "victim.faultbook-new"]) {
      writeFileSync(join(place.folder, name), "victim");
    }
    mkdirSync(join(place.folder, "empty"));
    mkdirSync(place.root);
    symlinkSync("..", join(place.root, "link"));
    write(journalName, JSON.stringify(journal));
    expect(codesOf(recover(place.root, "out"))).toEqual(["journal-unreadable"]);
    expect(readdirSync(place.folder)).toEqual(["empty", "out", "victim", "victim.faultbook-new"]);
    expect(readdirSync(place.root)).toEqual([journalName, "link"]);
  });

  test("touches no file whose hash it does not have", () => {
    const wrong = hashOf("something else");
    const after = hashOf("new");
    const journal: Journal = {
      ...base,
      writes: [
        { path: "x", before: wrong, after },
        { path: "y", before: undefined, after },
      ],
      deletes: [{ path: "z", before: wrong }],
    };
    for (const name of ["x", "y", "z"]) write(name, "mine");
    for (const name of ["x", "y"]) write(`${name}.faultbook-new`, "new");
    write(journalName, printJournal(journal));
    expect(recover(place.root, "out").value).toBe("rolled-forward");
    expect(textsIn(place.root)).toEqual({ x: "mine", y: "mine", z: "mine" });
  });

  test("does not put content into place that is not what it says", () => {
    const writes = [{ path: "x", before: hashOf("mine"), after: hashOf("new") }];
    write("x", "mine");
    write("x.faultbook-new", "hostile");
    write(journalName, printJournal({ ...base, writes }));
    recover(place.root, "out");
    expect(textsIn(place.root)).toEqual({ x: "mine" });
  });

  test("that is a folder or a link is refused", () => {
    mkdirSync(join(place.root, journalName), { recursive: true });
    expect(codesOf(recover(place.root, "out"))).toEqual(["journal-unreadable"]);
    rmSync(join(place.root, journalName), { recursive: true });
    symlinkSync("nowhere", join(place.root, journalName));
    expect(codesOf(recover(place.root, "out"))).toEqual(["journal-unreadable"]);
  });

  test("a journal reads back as it was printed", () => {
    const journal: Journal = {
      ...base,
      folders: ["", "a"],
      deletes: [{ path: "a", before: victim }],
    };
    expect(parseJournal(printJournal(journal))).toEqual(journal);
  });
});

/** Puts outputs on disk afresh, and gives how that looks and the steps from there to others. */
function worldOf(from: Outputs, to: Outputs) {
  rmSync(place.root, { recursive: true, force: true });
  apply(planFor(from));
  return { before: textsIn(place.root), steps: stepsOf(planFor(to)) };
}

function existed(before: Readonly<Record<string, unknown>>, isFinished: boolean): boolean {
  return isFinished || Object.keys(before).length > 0;
}
