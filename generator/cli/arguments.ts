// The arguments of a command: what they say, or what is wrong with them.

import { parseArgs } from "node:util";
import { isFormat, type ReportFormat, reportFormats } from "../diagnostics/report.ts";
import { inSentence } from "../text/lists.ts";

/** The values of options by their names. */
export type Values = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** An option as `parseArgs` of Node takes it. */
export interface Option {
  /** Whether the option takes a value. */
  readonly type: "boolean" | "string";
  /** True if it may be given several times; false by default. */
  readonly multiple?: boolean;
  /** Its one-letter form. */
  readonly short?: string;
  /** True if an empty value means something; false by default. */
  readonly empty?: true;
}

/** What a command takes. */
export interface Usage {
  /** Whether the command takes arguments that are no options. */
  readonly positionals?: true;
  /** The formats that it has besides those of every command. */
  readonly formats?: readonly ReportFormat[];
  /** Its options by their names. */
  readonly options: Readonly<Record<string, Option>>;
}

/** What the arguments of a command are: values to run it with, a wish for help, or something that it does not take. */
export type Parsed =
  | {
      readonly kind: "values";
      readonly values: Values;
      /** The arguments that are no options. */
      readonly positionals: readonly string[];
      /** The format of the diagnostics; text by default. */
      readonly format: ReportFormat;
    }
  | { readonly kind: "help" }
  | { readonly kind: "unknown"; readonly word: string; readonly known: readonly string[] }
  | { readonly kind: "wrong"; readonly what: string };

/** Parses the arguments of a command, or says in words which of them is the first that is wrong. */
export function parse(
  { options, positionals: takesMore, formats: more = [] }: Usage,
  args: readonly string[],
): Parsed {
  const { values, tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
  });
  if (values["help"] === true) return { kind: "help" };
  const known = Object.keys(options).map((key) => `--${key}`);
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) return { kind: "unknown", word: rawName, known };
    const takesValue = option.type === "string";
    // A hyphen begins an option, and whoever forgot the value wrote one behind it.
    const isEmpty = value === undefined || (value === "" && option.empty !== true);
    const forgotten = isEmpty || (token.inlineValue === false && value.startsWith("-"));
    if (takesValue && forgotten) return wrong(`"${rawName}" needs a value behind it.`);
    if (!takesValue && value !== undefined) return wrong(`"${rawName}" takes no value.`);
  }
  const [extra] = positionals;
  if (extra !== undefined && takesMore !== true) return wrong(`"${extra}" is not expected here.`);
  const { format = "text" } = values;
  const formats = [...reportFormats, ...more];
  if (!isFormat(format, formats)) {
    return wrong(`"${String(format)}" is not a format; there are ${inSentence(formats)}.`);
  }
  const exclusive = [
    ["check", "dry-run", "watch"],
    ["check", "remove"],
    ["quiet", "verbose"],
  ];
  const given = exclusive.map((names) => names.filter((name) => values[name] === true));
  const [one, other] = given.find((names) => names.length > 1) ?? [];
  if (other !== undefined) return wrong(`"--${one}" and "--${other}" exclude each other.`);
  return { kind: "values", values, positionals, format };
}

function wrong(what: string): Parsed {
  return { kind: "wrong", what };
}
