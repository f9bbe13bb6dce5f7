// Explanations for a terminal at three in the morning, 80 columns wide, or as Markdown.

import type { ExplainResult } from "../commands/explain.ts";
import { visible } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import type {
  ChangeExplanation,
  DiagnosticExplanation,
  ErrorExplanation,
  Explanation,
  FamilyExplanation,
  KindExplanation,
  ListedError,
  ReservedExplanation,
  ResponseExplanation,
  StatusExplanation,
} from "../explain/explanation.ts";
import { linkInMarkdown, sentenceInMarkdown } from "../text/sentence.ts";

/** A line of facts: what it is called, and its texts, which are a list if there are several. */
type Fact = readonly [
  label: string,
  texts: readonly string[],
  form?: "numbered" | "json" | "link" | "lines",
];

/** An explanation as it is printed: a heading, a paragraph and facts. */
interface Sheet {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly Fact[];
}

/** Returns the words for an outcome of `explain`, in a format. */
export function explained({ value }: CommandOutcome<ExplainResult>, format: unknown): string {
  const sheets = (value?.matches ?? []).map(sheetOf);
  const print = format === "markdown" ? inMarkdownSheet : inText;
  return sheets.map(print).join("\n");
}

function sheetOf(one: Explanation): Sheet {
  switch (one.what) {
    case "error":
      return errorSheet(one);
    case "reserved":
      return reservedSheet(one);
    case "family":
      return familySheet(one);
    case "kind":
      return kindSheet(one);
    case "status":
      return statusSheet(one);
    case "diagnostic":
      return diagnosticSheet(one);
    case "change":
      return changeSheet(one);
    case "response":
      return responseSheet(one);
  }
}

function errorSheet(one: ErrorExplanation): Sheet {
  const { name, codes, statuses, catalog, deprecated } = one;
  const status = statuses.length === 0 ? "" : `, HTTP ${statuses.join(" or ")}`;
  const use = deprecated?.use === undefined ? "" : ` Use ${deprecated.use}.`;
  const until = deprecated?.sunset === undefined ? "" : `, until ${deprecated.sunset}`;
  return {
    heading: `${name}: ${codes.map((code) => JSON.stringify(code)).join(", ")}${status} (${catalog.title})`,
    paragraphs: [one.summary, ...(one.description === undefined ? [] : [one.description])],
    facts: [
      ...factsToAct(one),
      ["Scopes", one.scopes.length === 0 ? [] : [one.scopes.join(", ")]],
      ["Operations", one.operations.length === 0 ? [] : [one.operations.join(", ")]],
      [
        "Deprecated",
        deprecated === undefined
          ? []
          : [`since ${deprecated.since}${until}: ${deprecated.reason}${use}`],
      ],
      ["In code", [`${one.className}, ${one.guard}`]],
      ["Body", one.body === undefined ? [] : bodyLines(one.body), "json"],
      ["Link", one.docsUrl === undefined ? [] : [one.docsUrl], "link"],
    ],
  };
}

/** What whoever gets an error asks first. */
function factsToAct(one: ErrorExplanation | FamilyExplanation): readonly Fact[] {
  return [
    ["Did it happen?", [one.happened]],
    ["Retry?", [one.advice]],
    ["What to do", one.resolution, "numbered"],
    ["Causes", one.causes],
    ["Kind", [one.kind]],
  ];
}

/** A body on one line, or on several if it is too long for one. */
function bodyLines(body: unknown): readonly string[] {
  const line = JSON.stringify(body);
  return line.length <= columns - margin ? [line] : JSON.stringify(body, null, 2).split("\n");
}

function reservedSheet({ reserved, reason, catalog }: ReservedExplanation): Sheet {
  return {
    heading: `${reserved} is reserved (${catalog.title})`,
    paragraphs: [reason],
    facts: [
      [
        "Now",
        [
          `No error of version ${catalog.version} has it. A server of an older version may send it.`,
        ],
      ],
    ],
  };
}

function familySheet(one: FamilyExplanation): Sheet {
  const { code, family, catalog, title, description } = one;
  return {
    heading: `The unknown code ${JSON.stringify(code)}, of the codes ${family} (${catalog.title})`,
    paragraphs: [title, description].filter((text) => text !== undefined),
    facts: [...factsToAct(one), ["Now", [`No error of version ${catalog.version} has the code.`]]],
  };
}

function kindSheet({ kind, summary, retry, effect, errors }: KindExplanation): Sheet {
  return {
    heading: `${kind}: a kind of errors`,
    paragraphs: [summary],
    facts: [["Usual retry", [retry]], ["Usual effect", [effect]], listFact(errors)],
  };
}

function statusSheet({ status, errors }: StatusExplanation): Sheet {
  return { heading: `HTTP ${status}: a status`, paragraphs: [], facts: [listFact(errors)] };
}

function listFact(errors: readonly ListedError[]): Fact {
  const all = errors.map(
    ({ catalog, name, codes }) => `${catalog.id}/${name} (${codes.map(String).join(", ")})`,
  );
  return ["Errors", all];
}

/** Parts of messages that only some cases have. */
const sometimes = /\s?\{(?:about|form|hint|more|suggestion)\}/g;

/** Returns a text with its holes in angle brackets; nothing if a hole is all of it. */
function withPlaces(text: string): string {
  const always = text.replace(sometimes, "");
  if (/^(?:\{\w+\})?$/.test(always)) return "";
  // The name of a command may be missing, and brings its own space.
  return always.replaceAll("}--", "} --").replace(/\{(\w+)\}/g, (_, hole: string) => {
    const words = hole.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return `<${words}>`;
  });
}

function diagnosticSheet(one: DiagnosticExplanation): Sheet {
  const { code, severity, errorIn, message, help, rule, wrong, right } = one;
  const refused = errorIn === undefined ? "" : `, and an error in ${errorIn}`;
  return {
    heading: `${code}: ${severity === "error" ? "an error" : "a warning"} of Faultbook${refused}`,
    paragraphs: [withPlaces(message) || "The message is different in each case."],
    facts: [
      ["What to do", [withPlaces(help)].filter(Boolean)],
      ["Rule", rule === undefined ? [] : [rule]],
      ["Wrong", wrong?.split("\n") ?? [], "lines"],
      ["Right", right?.split("\n") ?? [], "lines"],
    ],
  };
}

function changeSheet({ kind, step, reader, message, help }: ChangeExplanation): Sheet {
  return {
    heading: `${kind}: a kind of change of a catalog`,
    paragraphs: [withPlaces(message)],
    facts: [
      ["Step", [step]],
      ["Concerns", [reader]],
      ["What to do", [withPlaces(help)].filter(Boolean)],
    ],
  };
}

function responseSheet(one: ResponseExplanation): Sheet {
  const { error, code, candidates, catalog, status } = one;
  const came = status === undefined ? "" : `, HTTP ${status}`;
  const sheet = error === undefined ? undefined : errorSheet(error);
  const what =
    code === undefined ? "An error without a code" : `The unknown code ${JSON.stringify(code)}`;
  const named = candidates.length === 0 ? what : `One of ${candidates.join(", ")}`;
  return {
    heading: sheet?.heading ?? `${named}${came} (${catalog.title})`,
    paragraphs: sheet?.paragraphs ?? [],
    facts: [
      ["Server says", one.message === undefined ? [] : [one.message]],
      [
        "Params",
        Object.entries(one.params ?? {}).map(
          ([name, value]) => `${name}: ${JSON.stringify(value)}`,
        ),
      ],
      [
        "Not shown",
        one.hidden === undefined ? [] : [`${one.hidden.join(", ")} (not marked "safe")`],
      ],
      ["Request ID", one.requestId === undefined ? [] : [one.requestId]],
      ["Did it happen?", [one.happened]],
      ["Retry?", [`${one.advice.once}`]],
      ["If idempotent", one.advice.once === one.advice.idempotent ? [] : [one.advice.idempotent]],
      ...(sheet?.facts ?? [["Kind", [one.kind]] as const]).filter(
        ([label]) => !["Did it happen?", "Retry?", "Body"].includes(label),
      ),
    ],
  };
}

const columns = 80;
const margin = 17;

function inText({ heading, paragraphs, facts }: Sheet): string {
  const lines = [
    ...wrapped(heading, columns),
    ...paragraphs.flatMap((text) => ["", ...wrapped(text, columns - 2).map((line) => `  ${line}`)]),
    "",
    ...facts.flatMap(factLines),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

function factLines([label, texts, form]: Fact): readonly string[] {
  // What is long and is to be copied has the whole width.
  if (form === "json" && texts.length > 1)
    return [`  ${label}`, ...texts.map((text) => `    ${visible(text)}`)];
  const begun = `  ${label}`.padEnd(margin);
  const room = columns - margin;
  const isBare = texts.length === 1 || form === "lines";
  const items = texts.map((text, i) => (isBare ? text : `${markOf(i, form)}${text}`));
  const lines = items.flatMap((text, i) => {
    // What is to be copied stays whole.
    if (form === "json" || form === "link" || form === "lines") return [visible(text)];
    const [first = "", ...more] = wrapped(text, room);
    const indent = texts.length === 1 ? "" : " ".repeat(markOf(i, form).length);
    return [
      first,
      ...more
        .flatMap((line) => wrapped(line, room - indent.length))
        .map((line) => `${indent}${line}`),
    ];
  });
  return lines.map((line, i) => `${i === 0 ? begun : " ".repeat(margin)}${line}`);
}

function markOf(index: number, form: Fact[2]): string {
  return form === "numbered" ? `${index + 1}. ` : "- ";
}

/** Breaks a text into lines between words; line ends of the text stay. */
function wrapped(text: string, width: number): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .flatMap((line) => {
      const lines: string[] = [];
      let current = "";
      for (const word of visible(line).split(" ")) {
        if (current !== "" && current.length + 1 + word.length > width) {
          lines.push(current);
          current = word;
        } else current = current === "" ? word : `${current} ${word}`;
      }
      return [...lines, current];
    });
}

function inMarkdownSheet({ heading, paragraphs, facts }: Sheet): string {
  const lines = facts.flatMap(([label, texts, form]) => {
    const print =
      form === "json" ? codeSpan : form === "link" ? linkInMarkdown : sentenceInMarkdown;
    const shown = texts.map(print);
    if (shown.length === 0) return [];
    if (form === "lines" || (form === "json" && texts.length > 1)) {
      const lines = [`\`\`\`${form === "json" ? form : "yaml"}`, ...texts.map(visible), "```"];
      return [`- **${label}**`, "", ...lines.map((line) => `  ${line}`)];
    }
    if (shown.length === 1) return [`- **${label}** ${shown[0]}`];
    const items = shown.map((text, i) => `  ${form === "numbered" ? `${i + 1}.` : "-"} ${text}`);
    return [`- **${label}**`, ...items];
  });
  const body = paragraphs.map((text) => `${sentenceInMarkdown(text)}\n\n`).join("");
  return `## ${sentenceInMarkdown(heading)}\n\n${body}${lines.join("\n")}\n`;
}

/** A code span whose fence is longer than any in the text. */
function codeSpan(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const fence = "`".repeat(longest + 1);
  return `${fence} ${visible(text)} ${fence}`;
}
