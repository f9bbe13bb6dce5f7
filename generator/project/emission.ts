// The files of all outputs of a run, each handed to the stage of its output as soon as it is made.

import { channel } from "node:diagnostics_channel";
import { type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { customCodeChannel } from "../diagnostics/exit-codes.ts";
import { formatterSettings } from "../disk/formatters.ts";
import type { Made, StagedOutput } from "../disk/stage.ts";
import { emit } from "../emit/emit.ts";
import { moduleOptions } from "../emit/options.ts";
import { append } from "../text/lists.ts";
import type { Step } from "./catalogs.ts";
import type { ReadyOutput } from "./outputs.ts";

/** Runs the emitters of all outputs, and returns what they made; nothing if anything is wrong with it. */
export async function emitAll(
  outputs: readonly ReadyOutput[],
  stages: readonly StagedOutput[],
  onStep: Step,
): Promise<Outcome<readonly Made[]>> {
  const total = outputs.reduce((sum, { catalogs }) => sum + catalogs.length, 0);
  const made: Made[] = [];
  const diagnostics: Diagnostic[] = [];
  let before = 0;
  for (const [i, { catalogs, emitters, output }] of outputs.entries()) {
    const start = before;
    const stage = stages[i];
    if (stage === undefined) throw new Error("an output has no stage");
    const request = {
      catalogs: catalogs.map(({ catalog, file }) => ({ catalog, source: file.path })),
      emitters,
      layout: output.joined === false ? ("each" as const) : ("joined" as const),
      modules: moduleOptions(output.emitters),
      onStep: (done: number) => onStep(start + done, total),
    };
    const emitted = await emit(request, stage.add);
    for (const folder of emitted.value ?? []) {
      for (const [path, content] of Object.entries(formatterSettings))
        stage.add(folder, { path, content });
    }
    const closed = emitted.value && stage.close(emitted.value);
    append(diagnostics, [...emitted.diagnostics, ...(closed?.diagnostics ?? [])]);
    if (closed?.value !== undefined) made.push(closed.value);
    before += catalogs.length;
  }
  // All custom code has run; a signal that came meanwhile ends the run here.
  channel(customCodeChannel).publish(false);
  await new Promise(setImmediate);
  return hasErrors(diagnostics) ? { diagnostics } : { value: made, diagnostics };
}
