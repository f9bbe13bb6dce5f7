// Signals that end the command: files are written to their end, and nothing that is only staged stays.

import { subscribe } from "node:diagnostics_channel";
import { constants } from "node:os";
import { customCodeChannel } from "../diagnostics/exit-codes.ts";

const names = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

let isEnded = false;

/** Checks that a signal ends the process, which is nobody's fault. */
export function isEndedBySignal(): boolean {
  return isEnded;
}

/** Ends the process at a signal with the exit code that shells know it by; while custom code may block, the system ends it at once. */
export function endAtSignals(): void {
  listen();
  subscribe(customCodeChannel, (mayRun) => {
    if (mayRun !== false) for (const name of names) process.off(name, end);
    else listen();
  });
}

function listen(): void {
  for (const name of names) process.off(name, end).on(name, end);
}

function end(name: (typeof names)[number]): void {
  isEnded = true;
  // What is open is closed by those who listen for the exit.
  process.exit(128 + constants.signals[name]);
}
