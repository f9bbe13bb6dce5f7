// A run to be killed: puts two sets of outputs into several folders by turns, without end.

import { apply, recover, type Work } from "../../generator/disk/apply.ts";
import { locked } from "../../generator/disk/lock.ts";
import { look } from "../../generator/disk/look.ts";
import { plan } from "../../generator/disk/plan.ts";
import { type NewFile, openStage } from "../../generator/disk/stage.ts";
import { readState } from "../../generator/disk/state.ts";

/** Returns one of the two sets, which share some files whole, some by name, and some not at all: package folder → files. */
function outputSet(name: "A" | "B"): ReadonlyMap<string, readonly NewFile[]> {
  const own = name.toLowerCase();
  const filesOf = (folder: string) =>
    Array.from({ length: 10 }, (_, index) => {
      const [isSame, isShared] = [index < 2, index < 7];
      const path = isShared ? `src/file-${index}.ts` : `${own}/deep/file-${index}.ts`;
      const line = `${isSame ? "same" : name} ${index}\n`;
      // One is too large to be kept in memory.
      const times = index === 6 && folder === "two" ? 100_000 : 100 * (index + 1);
      return { path, content: line.repeat(times) };
    });
  return new Map(["one", "two", `only-${own}`].map((folder) => [folder, filesOf(folder)]));
}

/** Makes all folders hold one of the sets, or throws what is wrong. */
export async function put(roots: readonly string[], name: "A" | "B"): Promise<void> {
  const set = outputSet(name);
  const folders = [...set.keys()];
  const outputs = roots.map((root) => ({ root, shown: root }));
  for (let all = false; ; all = true) {
    const stage = openStage({ mode: "write", outputs, all });
    try {
      const made = stage.outputs.flatMap((output) => {
        for (const [folder, files] of set) for (const file of files) output.add(folder, file);
        return output.close(folders).value ?? [];
      });
      const faults = await locked(roots, {}, (touch) => {
        const recovered = recover(outputs, touch);
        if (recovered.length > 0) return recovered;
        const works = made.flatMap((one): readonly Work[] => {
          const known = readState(one.root).files;
          const disk = look(one, { known, isMarked: () => false, touch });
          const { value } = plan(one, disk, { orphans: "delete", derived: "always" });
          return value === undefined ? [] : [{ plan: value, made: one }];
        });
        if (works.length < roots.length) throw new Error("there is no plan");
        return apply(works, touch);
      });
      if (faults.length === 0) return;
      if (all) throw new Error(JSON.stringify(faults));
    } finally {
      stage.discard();
    }
  }
}

const [isRun, ...roots] = process.argv.slice(2);
if (isRun === "run") {
  process.stdout.write("started\n");
  for (;;) {
    await put(roots, "B");
    await put(roots, "A");
  }
}
