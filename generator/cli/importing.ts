// What the options of `import` ask for.

import type { ImportOptions, KindQuestion } from "../commands/import.ts";
import { suggestion } from "../text/nearest.ts";
import type { Values } from "./arguments.ts";
import { imported, questionOf } from "./imported.ts";
import { isTerminal, tell } from "./streams.ts";
import { wrongUsage } from "./usage.ts";

/** Imports as the options of the command line say, and returns the outcome with its words. */
export async function runImport(
  place: Pick<ImportOptions, "cwd" | "config" | "sources">,
  values: Values,
) {
  const text = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === "string" ? value : undefined;
  };
  const wrong = wrongCall(place.sources, text("kinds"));
  if (wrong !== undefined) {
    return { outcome: { diagnostics: [wrongUsage(wrong, "import")], wrongUse: true }, text: "" };
  }
  const asking = text("kinds") === "ask" ? await askingForKinds() : undefined;
  // Loaded here, since what every command loads stays small.
  const { importErrors } = await import("../commands/import.ts");
  try {
    const outcome = await importErrors({
      ...place,
      id: text("id"),
      prefix: text("prefix"),
      title: text("title"),
      to: text("to"),
      update: values["update"] === true,
      dryRun: values["dry-run"] === true,
      askKind: asking?.ask,
    });
    return { outcome, text: imported(outcome) };
  } finally {
    asking?.close();
  }
}

function wrongCall(sources: readonly string[], kinds: string | undefined): string | undefined {
  if (sources.length === 0) return "Name at least one source, such as openapi.yaml.";
  if (kinds !== undefined && kinds !== "ask" && kinds !== "propose")
    return `"${kinds}" is no way to find kinds; there are ask and propose.`;
  if (kinds === "ask" && !(process.stdin.isTTY && isTerminal("error")))
    return '"--kinds ask" needs a terminal.';
  return undefined;
}

/** Asks on the terminal; an empty answer, or the end of the input, takes the proposal. */
async function askingForKinds() {
  const { kindSentences } = await import("../explain/kind-sentences.ts");
  const { questionsOn } = await import("./questions.ts");
  const questions = questionsOn({ input: process.stdin, write: tell, ending: process });
  const kinds = Object.keys(kindSentences) as readonly (keyof typeof kindSentences)[];
  tell(`Kinds: ${kinds.join(", ")}\nAn empty answer takes the proposal.\n`);
  const ask = async (question: KindQuestion) => {
    for (let prompt = questionOf(question); ; ) {
      const answer = await questions.ask(prompt);
      if (answer === undefined || answer === "") return question.kind;
      const known = kinds.find((kind) => kind === answer);
      if (known !== undefined) return known;
      prompt = `There is no kind "${answer}".${suggestion(answer, kinds)}\nkind [${question.kind}]: `;
    }
  };
  return { ask, close: questions.close };
}
