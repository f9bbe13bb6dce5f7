#!/usr/bin/env node
// The command line: arguments to a command, its outcome to texts and an exit code; alone knows process and terminal.

import { parseArgs, styleText } from "node:util";
import { type CommandOutcome, exitCodeOf, exitCodes } from "./commands/command.ts";
import { type Diagnostic, diagnostic } from "./diagnostics/diagnostic.ts";
import {
  countInWords,
  type Paint,
  plain,
  type ReportFormat,
  report,
} from "./diagnostics/report.ts";
import { commandHelp, generalHelp } from "./help.ts";

type Values = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** A run of one command: its outcome, and its result in words for standard output. */
interface Ran {
  readonly outcome: CommandOutcome<unknown>;
  readonly text: string;
}

interface Command {
  readonly options: Readonly<
    Record<string, { readonly type: "boolean" | "string"; readonly multiple?: boolean }>
  >;
  readonly run: (values: Values) => Promise<Ran>;
}

const shared = {
  config: { type: "string" },
  format: { type: "string" },
  help: { type: "boolean" },
} as const;

/** The one table of commands. */
const commands: Readonly<Record<string, Command>> = {
  generate: {
    options: {
      ...shared,
      check: { type: "boolean" },
      "dry-run": { type: "boolean" },
      only: { type: "string", multiple: true },
    },
    run: async (values) => {
      const { generate } = await import("./commands/generate.ts");
      const mode = values["check"] ? "check" : values["dry-run"] ? "dry-run" : "write";
      const only = (values["only"] ?? []) as readonly string[];
      const outcome = await generate({ ...place(values), mode, only });
      const { generated } = await import("./summary.ts");
      return { outcome, text: generated(outcome, mode) };
    },
  },
  validate: {
    options: shared,
    run: async (values) => {
      const { validate } = await import("./commands/validate.ts");
      const outcome = await validate(place(values));
      const { validated } = await import("./summary.ts");
      return { outcome, text: validated(outcome) };
    },
  },
};

function place(values: Values): { readonly cwd: string; readonly config: string | undefined } {
  return { cwd: process.cwd(), config: values["config"] as string | undefined };
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(
      rest[0] !== undefined && rest[0] in commands ? commandHelp(rest[0]) : generalHelp(),
    );
    return name === undefined ? exitCodes.wrongUse : exitCodes.done;
  }
  if (name === "--version" || name === "-v") {
    const { version } = await import("../package.json");
    process.stdout.write(`${version}\n`);
    return exitCodes.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    return refuse(
      `There is no command "${name}"; there are ${Object.keys(commands).join(", ")}.`,
      "",
    );
  }
  return await runCommand(name, command, rest);
}

async function runCommand(
  name: string,
  command: Command,
  args: readonly string[],
): Promise<number> {
  const parsed = parse(command, args);
  if (typeof parsed === "string") return refuse(parsed, `${name} `);
  if (parsed["help"] === true) {
    process.stdout.write(commandHelp(name));
    return exitCodes.done;
  }
  const format = parsed["format"] ?? "text";
  if (format !== "text" && format !== "json" && format !== "github") {
    return refuse(
      `"${String(format)}" is not a format; there are text, json and github.`,
      `${name} `,
    );
  }
  if (parsed["check"] === true && parsed["dry-run"] === true) {
    return refuse('"--check" and "--dry-run" exclude each other.', `${name} `);
  }
  const { outcome, text } = await command.run(parsed);
  print({ outcome, text }, format);
  return exitCodeOf(outcome);
}

function parse(command: Command, args: readonly string[]): Values | string {
  try {
    const options = Object.fromEntries(
      Object.entries(command.options).map(([key, option]) => [
        key,
        key === "help" ? { ...option, short: "h" } : option,
      ]),
    );
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.split(". ")[0] ?? message;
  }
}

function print({ outcome, text }: Ran, format: ReportFormat): void {
  const { diagnostics, value } = outcome;
  if (format === "json") {
    const findings: unknown = JSON.parse(report(diagnostics, "json"));
    const data = { exitCode: exitCodeOf(outcome), diagnostics: findings, result: value ?? null };
    process.stdout.write(`${JSON.stringify(data, undefined, 2)}\n`);
    return;
  }
  if (format === "github") process.stdout.write(report(diagnostics, "github"));
  else process.stderr.write(inColour(diagnostics));
  process.stdout.write(text);
  if (diagnostics.length > 0) process.stderr.write(`\n${countInWords(diagnostics)}\n`);
}

function inColour(diagnostics: readonly Diagnostic[]): string {
  if (process.stderr.isTTY !== true || (process.env["NO_COLOR"] ?? "") !== "") {
    return report(diagnostics, "text", plain);
  }
  const paint: Paint = {
    error: (text) => styleText("red", text),
    warning: (text) => styleText("yellow", text),
    quiet: (text) => styleText("dim", text),
  };
  return report(diagnostics, "text", paint);
}

function refuse(what: string, command: string): number {
  const sentence = /[.!?]$/.test(what) ? what : `${what}.`;
  process.stderr.write(report([diagnostic("usage", { what: sentence, command })], "text"));
  return exitCodes.wrongUse;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const stack = error instanceof Error ? error.stack : String(error);
  const cause =
    error instanceof Error && error.cause instanceof Error
      ? `\ncaused by ${error.cause.stack}`
      : "";
  process.stderr.write(`This is a bug of Faultbook; nothing was written.\n${stack}${cause}\n`);
  process.exitCode = exitCodes.bug;
}
