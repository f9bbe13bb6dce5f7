// The command line: arguments to a command, its outcome to texts and an exit code; alone knows process and terminal.

import { parse, type Usage, type Values } from "./cli/arguments.ts";
import { guarded } from "./cli/guard.ts";
import { commandHelp, generalHelp } from "./cli/help.ts";
import { print, type Ran, refuse, toldBug } from "./cli/print.ts";
import { endAtSignals } from "./cli/signals.ts";
import { divertStreams, isTerminal, leave, readInput, say, tell } from "./cli/streams.ts";
import type { GenerateResult } from "./commands/generate.ts";
import { type CommandOutcome, exitCodeOf, exitCodes } from "./diagnostics/exit-codes.ts";
import { isDay } from "./text/day.ts";

// What loads the bundle gives it to what it loads. Most runs are over before what the engine would optimise has paid for it; reading a large description is not.
declare const optimiseLess: (() => void) | undefined;
const optimise = typeof optimiseLess === "function" ? optimiseLess : () => {};

interface Command extends Usage {
  /** Runs it; one that runs again and again shows each run but the last. */
  readonly run: (
    values: Values,
    positionals: readonly string[],
    show: (ran: Ran) => void,
  ) => Promise<Ran>;
}

const shared = {
  config: { type: "string" },
  format: { type: "string" },
  help: { type: "boolean", short: "h" },
  quiet: { type: "boolean", short: "q" },
  verbose: { type: "boolean" },
} as const;

/** The one table of commands. */
const commands: Readonly<Record<string, Command>> = {
  generate: {
    options: {
      ...shared,
      check: { type: "boolean" },
      "dry-run": { type: "boolean" },
      only: { type: "string", multiple: true },
      watch: { type: "boolean", short: "w" },
    },
    run: runGenerate,
  },
  validate: {
    options: { ...shared, today: { type: "string" } },
    run: async (values) => {
      const { today } = values;
      if (typeof today === "string" && !isDay(today))
        return await wrongCall(`"${today}" is not a day; write YYYY-MM-DD.`, "validate");
      const { validate } = await import("./commands/validate.ts");
      optimise();
      const outcome = await validate({ ...place(values), today: today as string | undefined });
      const { validated } = await import("./cli/summary.ts");
      return { outcome, text: validated(outcome) };
    },
  },
  diff: {
    positionals: true,
    formats: ["markdown"],
    options: {
      ...shared,
      against: { type: "string" },
      changeset: { type: "boolean" },
      only: { type: "string", multiple: true },
      require: { type: "boolean" },
    },
    run: async (values, sides) => {
      const { diff } = await import("./commands/diff.ts");
      const against = values["against"] as string | undefined;
      const options = { against, only: onlyOf(values), onWork: optimise };
      const [require, changeset] = [values["require"] === true, values["changeset"] === true];
      const outcome = await diff({ ...place(values), ...options, sides, require, changeset });
      const { differences } = await import("./cli/changes.ts");
      return { outcome, ...differences(outcome, values["format"]) };
    },
  },
  explain: {
    positionals: true,
    formats: ["markdown"],
    options: {
      ...shared,
      body: { type: "string", empty: true },
      header: { type: "string", multiple: true },
      lang: { type: "string" },
      only: { type: "string", multiple: true },
      operation: { type: "string" },
      package: { type: "string" },
      scope: { type: "string" },
      status: { type: "string" },
    },
    run: async (values, words) => {
      const { askedOf } = await import("./cli/asked.ts");
      const asked = askedOf(values, words, readInput);
      if (asked.kind === "wrong") return await wrongCall(asked.what, "explain");
      const { explain } = await import("./commands/explain.ts");
      const { word, response } = asked;
      const from = values["package"] as string | undefined;
      const language = values["lang"] as string | undefined;
      const options = { ...place(values), only: onlyOf(values), package: from, language };
      const outcome = await explain({ ...options, word, response });
      const { explained } = await import("./cli/explained.ts");
      return { outcome, text: explained(outcome, values["format"]) };
    },
  },
  release: {
    positionals: true,
    options: shared,
    run: async (values, only) => {
      const { release } = await import("./commands/release.ts");
      const outcome = await release({ ...place(values), only });
      const { released } = await import("./cli/summary.ts");
      return { outcome, text: released(outcome) };
    },
  },
  init: {
    options: {
      access: { type: "string" },
      as: { type: "string" },
      ci: { type: "string" },
      envelope: { type: "string" },
      format: shared.format,
      from: { type: "string", multiple: true },
      help: shared.help,
      quiet: shared.quiet,
      scope: { type: "string" },
      yes: { type: "boolean", short: "y" },
    },
    run: async (values) => (await import("./cli/beginning.ts")).runInit(process.cwd(), values),
  },
  import: {
    positionals: true,
    options: {
      ...shared,
      "dry-run": { type: "boolean" },
      id: { type: "string" },
      kinds: { type: "string" },
      prefix: { type: "string" },
      title: { type: "string" },
      to: { type: "string" },
      update: { type: "boolean" },
    },
    run: async (values, sources) => {
      const { runImport } = await import("./cli/importing.ts");
      return runImport({ ...place(values), sources }, values);
    },
  },
  scan: {
    positionals: true,
    options: {
      ...shared,
      "dry-run": { type: "boolean" },
      "fail-on": { type: "string", multiple: true },
      fix: { type: "boolean" },
      tsconfig: { type: "string" },
    },
    run: async (values, folders) =>
      (await import("./cli/scanning.ts")).runScan({ ...place(values), folders }, values),
  },
  sync: {
    positionals: true,
    options: {
      ...shared,
      check: { type: "boolean" },
      "dry-run": { type: "boolean" },
      remove: { type: "boolean" },
      overlay: { type: "string" },
      strict: { type: "boolean" },
    },
    run: async (values, specs) => {
      const { runSync } = await import("./cli/syncing.ts");
      return runSync({ ...place(values), specs }, values);
    },
  },
};

async function wrongCall(what: string, command: string): Promise<Ran> {
  const { wrongUsage } = await import("./cli/usage.ts");
  return { outcome: { diagnostics: [wrongUsage(what, command)], wrongUse: true }, text: "" };
}

async function runGenerate(
  values: Values,
  _: readonly string[],
  show: (ran: Ran) => void,
): Promise<Ran> {
  const { generate } = await import("./commands/generate.ts");
  const { generated } = await import("./cli/summary.ts");
  const mode = modeOf(values, ["check", "dry-run"]);
  const options = {
    ...place(values),
    only: onlyOf(values),
    onWait: tellWait,
    onWork: optimise,
  };
  if (values["watch"] === true) {
    const { watchAndGenerate } = await import("./commands/watch.ts");
    let isQuiet = values["quiet"] === true;
    const onRun = (outcome: CommandOutcome<GenerateResult>): void => {
      // One line a run; which files changed is the file system's to tell.
      const line = generated(outcome, "write").trimEnd().split("\n").at(-1);
      show({ outcome, text: line === "" || line === undefined ? "" : `${line}\n` });
      if (!isQuiet) tell("Watching the configuration and the catalogs for changes.\n");
      isQuiet = true;
    };
    await watchAndGenerate({ ...options, onRun, onPoll: tellPoll });
  }
  const { progressOf } = await import("./cli/progress.ts");
  const progress = progressOf({
    write: tell,
    now: milliseconds,
    live: values["quiet"] !== true && isTerminal("error"),
  });
  const outcome = await generate({ ...options, mode, onProgress: progress.tell });
  const times = progress.end();
  // A diff is for other programs too, and ends as it ends.
  const isTimed =
    (values["verbose"] === true || (values["quiet"] !== true && isTerminal("output"))) &&
    exitCodeOf(outcome) === exitCodes.done;
  const text = generated(outcome, mode);
  if (values["verbose"] === true) tell(stageLines(times.stages));
  return { outcome, text: isTimed ? text.replace(/\n$/, ` in ${seconds(times.all)}\n`) : text };
}

/** Returns a time that never goes back; the one of `performance` loads a dozen modules of Node.js. */
function milliseconds(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function onlyOf(values: Values): readonly string[] {
  return (values["only"] ?? []) as readonly string[];
}

/** Returns the one of some options that is set, or `write`. */
function modeOf<Mode extends string>(values: Values, modes: readonly Mode[]): Mode | "write" {
  return modes.find((mode) => values[mode] === true) ?? "write";
}

function stageLines(stages: readonly (readonly [string, number])[]): string {
  return stages.map(([stage, time]) => `${stage.padEnd(6)} ${seconds(time)}\n`).join("");
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function tellPoll(reason: string): void {
  tell(`The system watches no more folders (${reason}), so they are looked at every second.\n`);
}

function tellWait(pid: number | undefined): void {
  const other = pid === undefined ? "" : ` (process ${pid})`;
  tell(`Waiting for another run on this output folder${other}.\n`);
}

function place(values: Values): { readonly cwd: string; readonly config: string | undefined } {
  return { cwd: process.cwd(), config: values["config"] as string | undefined };
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    tell(generalHelp());
    return exitCodes.wrongUse;
  }
  if (name === "--help" || name === "-h" || name === "help") return await help(rest);
  if (name === "--version" || name === "-v") {
    const { version } = await import("../package.json");
    say(`${version}\n`);
    return exitCodes.done;
  }
  const command = commandOf(name);
  return command === undefined
    ? await refuseCommand(name, rest)
    : await runCommand(name, command, rest);
}

function commandOf(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

async function help([name, ...rest]: readonly string[]): Promise<number> {
  if (name !== undefined && commandOf(name) === undefined) return await refuseCommand(name, rest);
  say(name === undefined ? generalHelp() : commandHelp(name));
  return exitCodes.done;
}

async function refuseCommand(word: string, rest: readonly string[]): Promise<number> {
  const { askedFormat, unknownWord } = await import("./cli/usage.ts");
  const found = unknownWord({ what: "command", word, known: Object.keys(commands) }, undefined);
  return refuse(found, askedFormat([word, ...rest]));
}

async function runCommand(
  name: string,
  command: Command,
  args: readonly string[],
): Promise<number> {
  const { askedFormat, unknownWord, wrongUsage } = await import("./cli/usage.ts");
  const parsed = parse(command, args);
  switch (parsed.kind) {
    case "unknown": {
      const { word, known } = parsed;
      return refuse(unknownWord({ what: "option", word, known }, name), askedFormat(args));
    }
    case "wrong":
      return refuse(wrongUsage(parsed.what, name), askedFormat(args));
    case "help":
      say(commandHelp(name));
      return exitCodes.done;
    case "values": {
      const { values, positionals, format } = parsed;
      if (isFolderGone())
        return refuse(wrongUsage("The working folder was deleted.", name), format);
      const show = (ran: Ran): void => print(ran, { format, quiet: values["quiet"] === true });
      const began = milliseconds();
      const ran = await guarded(() => command.run(values, positionals, show), {
        atEnd: (found) => {
          process.exitCode = refuse(found, format);
        },
        atError: (found) => void leave(refuse(found, format)),
      });
      if (values["verbose"] === true) {
        tell(stageLines([["all", milliseconds() - began]]));
      }
      show(ran);
      return exitCodeOf(ran.outcome);
    }
  }
}

function isFolderGone(): boolean {
  try {
    process.cwd();
    return false;
  } catch {
    return true;
  }
}

// Standard output is the command's alone: what custom code writes goes to standard error.
divertStreams();
endAtSignals();
// Whatever ends a run in the middle is no success.
process.exitCode = exitCodes.bug;
main(process.argv.slice(2)).catch(toldBug).then(leave);
