// What ends a run in the middle, as a diagnostic: custom code decides neither how the process ends nor its exit code.

import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type CustomCode, customCodeChannel } from "../diagnostics/exit-codes.ts";
import { isEndedBySignal } from "./signals.ts";

/** What is done with the diagnostic of a run that ended. */
export interface Guard {
  /** Called while the process ends: nothing can be loaded or awaited. */
  readonly atEnd: (found: Diagnostic) => void;
  /** Called with an error that nothing caught; the run is over. */
  readonly atError: (found: Diagnostic) => void;
}

/** Runs what may run custom modules; an end of the process and an error that nothing catches are reported with what ran and its place; an error of the tool itself is thrown. */
export async function guarded<Value>(
  run: () => Promise<Value>,
  { atEnd, atError }: Guard,
): Promise<Value> {
  let custom: CustomCode | undefined;
  let isIdle = false;
  let fail = (_: unknown): void => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onCustomCode = (message: unknown): void => {
    if (message !== false) custom = message as CustomCode;
  };
  const onIdle = (): void => {
    isIdle = true;
  };
  const onExit = (): void => {
    if (isEndedBySignal()) return;
    const here = new Error();
    // The frames below this function are those of who ended the process.
    Error.captureStackTrace(here, onExit);
    const what = isIdle ? "awaits what never settles" : "ended it";
    atEnd(custom === undefined ? unexplained : endedBy(custom, here, what));
  };
  const onError = (error: unknown): void => {
    stop();
    // Without custom code it is a bug.
    if (custom === undefined || custom.isOfTool(error)) fail(error);
    else atError(endedBy(custom, error, `does not catch "${custom.inWords(error)}"`));
  };
  const stop = (): void => {
    unsubscribe(customCodeChannel, onCustomCode);
    process.off("beforeExit", onIdle).off("exit", onExit);
    process.off("unhandledRejection", onError).off("uncaughtException", onError);
  };
  subscribe(customCodeChannel, onCustomCode);
  process.on("beforeExit", onIdle).on("exit", onExit);
  process.on("unhandledRejection", onError).on("uncaughtException", onError);
  try {
    const value = await Promise.race([run(), failed]);
    // Node.js reports a rejection once nothing else is left to do at once.
    await Promise.race([new Promise(setImmediate), failed]);
    return value;
  } finally {
    stop();
  }
}

function endedBy({ what, span, placeOf }: CustomCode, error: unknown, how: string): Diagnostic {
  const advice =
    'Custom code must not end the process: take out "process.exit", catch its errors, and settle every promise that it awaits.';
  const place = { span: placeOf(error) ?? span };
  return diagnostic("run-ended", { cause: `${what} ${how}`, advice }, place);
}

/** The diagnostic of a process that ended by itself although no custom code ran; made early, since nothing can be loaded at the end. */
const unexplained = diagnostic("run-ended", {
  cause: "nothing that ran says why",
  advice: "No custom code ran. Run again; if it ends again, that is a bug of Faultbook: report it.",
});
