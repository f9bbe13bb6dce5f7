// Questions on a terminal: each is a prompt and one line as its answer.

import type { EventEmitter } from "node:events";

/** The terminal that questions are asked on. */
export interface Terminal {
  /** What a person types. */
  readonly input: NodeJS.ReadableStream;
  /** Shows a prompt. */
  readonly write: (text: string) => void;
  /** The process, which emits "exit" when a signal ends it. */
  readonly ending: Pick<EventEmitter, "once" | "off">;
}

/** Questions that are asked one after the other, until they are closed. */
export interface Questions {
  /** Returns the line that follows a prompt, without space around it; nothing if the input ended. */
  readonly ask: (prompt: string) => Promise<string | undefined>;
  /** Leaves the input to others. */
  readonly close: () => void;
}

/** Begins to ask; whoever interrupts a question is told that nothing was written, so nothing may be written before the last answer. */
export function questionsOn({ input, write, ending }: Terminal): Questions {
  const { createInterface } = process.getBuiltinModule("node:readline");
  // The terminal itself shows what is typed, and turns Ctrl-C into a signal.
  const terminal = createInterface({ input });
  // Lines that come before their question, such as pasted ones, are kept.
  const lines = terminal[Symbol.asyncIterator]();
  const atExit = (): void => write("\nNothing was written.\n");
  const ask = async (prompt: string): Promise<string | undefined> => {
    ending.once("exit", atExit);
    write(prompt);
    const { value, done } = await lines.next();
    ending.off("exit", atExit);
    if (done !== true) return value.trim();
    write("\n");
    return undefined;
  };
  return { ask, close: () => terminal.close() };
}
