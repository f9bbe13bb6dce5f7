// What `init` asks a person, and what it did in words.

import type { InitQuestion, InitResult } from "../commands/init/init.ts";
import { visible } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import type { Values } from "./arguments.ts";
import { reportLines } from "./imported.ts";
import { isTerminal, tell } from "./streams.ts";

/** Begins a project as the options of the command line and the answers of a person say. */
export async function runInit(cwd: string, values: Values) {
  const text = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === "string" ? value : undefined;
  };
  const questions = isPersonThere(values) ? await asking() : undefined;
  const { init } = await import("../commands/init/init.ts");
  try {
    const outcome = await init({
      cwd,
      from: values["from"] as readonly string[] | undefined,
      envelope: text("envelope"),
      as: text("as"),
      scope: text("scope"),
      access: text("access"),
      ci: text("ci"),
      ask: questions && ((question) => questions.ask(promptOf(question))),
    });
    return { outcome, text: begun(outcome) };
  } finally {
    questions?.close();
  }
}

/** Programs that read the outcome answer no questions. */
function isPersonThere({ yes, format = "text" }: Values): boolean {
  if (yes === true || format !== "text") return false;
  return process.stdin.isTTY === true && isTerminal("output") && isTerminal("error");
}

async function asking() {
  const { questionsOn } = await import("./questions.ts");
  tell("Enter takes the answer in brackets; Ctrl-C ends, and nothing is written.\n");
  return questionsOn({ input: process.stdin, write: tell, ending: process });
}

/** Returns the prompt for a question, with what is wrong with the answer before. */
export function promptOf({ option, text, proposal, fault }: InitQuestion): string {
  const first = fault === undefined ? `\n${visible(text)}\n` : `${fault}\n`;
  return `${first}${option} [${visible(proposal)}]: `;
}

/** Returns the words for an outcome of `init`: the files, what was imported, and what to do next. */
export function begun({ value }: CommandOutcome<InitResult>): string {
  if (value === undefined) return "";
  const { written, imported, next } = value;
  const files = written.map((path) => `wrote ${visible(path)}\n`).join("");
  const found = imported === undefined ? "" : `\n${reportLines(imported)}`;
  const steps = next.map((step, i) => `${i + 1}. ${visible(step)}\n`).join("");
  return `${files}${found}\nNext:\n${steps}`;
}
