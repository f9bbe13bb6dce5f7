// How the questions of `faultbook init` are asked: an option answers beforehand, else a person does, else what is proposed is taken.

import { type Diagnostic, diagnostic, type Outcome } from "../../diagnostics/diagnostic.ts";
import { append, inSentence } from "../../text/lists.ts";

/** The answers that are given beforehand; what is missing is asked, or taken as it is proposed. */
export interface GivenAnswers {
  /** Where the errors are now: files and folders as `import` takes them; `none` for nowhere. */
  readonly from?: readonly string[] | undefined;
  /** The shape of error bodies: `plain`, `problem` or `google`, or a sample body: JSON, or the path of its file. */
  readonly envelope?: string | undefined;
  /** What is generated: `package`, or `sources` alone. */
  readonly as?: string | undefined;
  /** The npm scope of the packages; `none` for no scope. */
  readonly scope?: string | undefined;
  /** Who may install the packages: `public`, `restricted` or `private`. */
  readonly access?: string | undefined;
  /** What checks each change: `github`, or `none`. */
  readonly ci?: string | undefined;
}

/** A question to a person. */
export interface InitQuestion {
  /** The option that answers it beforehand. */
  readonly option: keyof GivenAnswers;
  readonly text: string;
  /** What an empty answer takes. */
  readonly proposal: string;
  /** What is wrong with the answer before; nothing at first. */
  readonly fault: string | undefined;
}

/** Asks a person; nothing if there is no answer, which ends it all. */
export type AskInit = (question: InitQuestion) => Promise<string | undefined>;

/** A question, and how its answers are read. */
export interface Asked<Answer> extends Omit<InitQuestion, "fault"> {
  /** Returns the answer in a text, or what is wrong with it. */
  readonly read: (answer: string) => Outcome<Answer> | Promise<Outcome<Answer>>;
}

/** Who answers, and what was found so far. */
export interface Asking {
  /** The answers of options. */
  readonly given: GivenAnswers;
  /** Asks a person, if there is one. */
  readonly ask: AskInit | undefined;
  /** What was found; after an error there are no more questions. */
  readonly diagnostics: Diagnostic[];
}

/** Returns the answer to a question, or nothing if there is none; a person is asked again until it can be taken. */
export async function answerOf<Answer>(
  { read, ...question }: Asked<Answer>,
  { given, ask, diagnostics }: Asking,
): Promise<Answer | undefined> {
  const { option, proposal } = question;
  const known = given[option];
  const taken = async (answer: string): Promise<Answer | undefined> => {
    const found = await read(answer);
    append(diagnostics, found.diagnostics);
    return found.value;
  };
  if (typeof known === "string") return taken(known);
  if (ask === undefined) return taken(proposal);
  for (let fault: string | undefined; ; ) {
    const answer = await ask({ ...question, fault });
    if (answer === undefined) {
      diagnostics.push(diagnostic("init-unanswered", { option }));
      return undefined;
    }
    const found = await read(answer === "" ? proposal : answer);
    if (found.value !== undefined) {
      append(diagnostics, found.diagnostics);
      return found.value;
    }
    fault = found.diagnostics.map(({ message }) => message).join("\n");
  }
}

/** The answer that there is nothing of what was asked for. */
export const none = "none";

/** Returns a question with some answers, of which the first is proposed. */
export function choice<Name extends string>(
  option: keyof GivenAnswers,
  text: string,
  names: readonly [Name, ...Name[]],
): Asked<Name> {
  return {
    option,
    text,
    proposal: names[0],
    read: (answer) => {
      const value = names.find((name) => name === answer);
      const wanted = inSentence(names, " or ");
      return value === undefined
        ? refused(option, answer, { what: `one of ${wanted}`, wanted })
        : { value, diagnostics: [] };
    },
  };
}

/** Returns what is wrong with an answer: what it is not, and what is wanted. */
export function refused(
  option: keyof GivenAnswers,
  answer: string,
  { what, wanted }: { readonly what: string; readonly wanted: string },
): { readonly diagnostics: readonly Diagnostic[] } {
  return { diagnostics: [diagnostic("init-answer", { option, answer, what, wanted })] };
}

/** Reports an option that answers no question. */
export function noEffect(
  option: keyof GivenAnswers,
  reason: string,
  { diagnostics }: Asking,
): undefined {
  diagnostics.push(diagnostic("init-no-effect", { option, reason }));
}
