// A run to be killed: puts two sets of outputs into a folder by turns, without end.

import { apply } from "../../generator/disk/apply.ts";
import { readOutputs } from "../../generator/disk/files.ts";
import { type OutputGroup, planOutputs } from "../../generator/disk/plan.ts";

/** Gives one of the two sets, which share some files whole, some by name, and some not at all. */
export function outputSet(name: "A" | "B"): readonly OutputGroup[] {
  const own = name.toLowerCase();
  const names = ["one", "two", `only-${own}`];
  return names.map((folder) => ({
    folder,
    derived: false,
    files: Array.from({ length: 10 }, (_, index) => {
      const isSame = index < 2;
      const isShared = index < 7;
      const path = isShared ? `src/file-${index}.ts` : `${own}/deep/file-${index}.ts`;
      return { path, content: `${isSame ? "same" : name} ${index}\n`.repeat(200 * (index + 1)) };
    }),
  }));
}

/** Makes the folder hold one of the sets, or throws what is wrong. */
export function put(root: string, name: "A" | "B"): void {
  const groups = outputSet(name);
  const disk = readOutputs({ root, shown: "out", groups });
  const options = { isOurs: () => false, orphans: "delete", derived: "always" } as const;
  const planned = planOutputs({ groups, disk, ...options });
  const applied = planned.value === undefined ? planned : apply(planned.value);
  if (applied.diagnostics.length > 0) throw new Error(JSON.stringify(applied.diagnostics));
}

const [root, isRun] = process.argv.slice(2);
if (root !== undefined && isRun === "run") {
  process.stdout.write("started\n");
  for (;;) {
    put(root, "B");
    put(root, "A");
  }
}
