// What somebody writes who follows the recipes of CONTRIBUTING.md: a field, a rule, an emitter and a command, and how each is tried.

/** A change of a file by hand. */
export interface Edit {
  readonly path: string;
  /** The text before whose first place the new text is put; without it the file is new. */
  readonly before?: string;
  readonly text: string;
}

/** A recipe as somebody follows it. */
export interface Followed {
  readonly edits: readonly Edit[];
  /** The arguments of the command that tries it in a project. */
  readonly tried: readonly string[];
  /** The file whose text shows it, if that is not the output of the command. */
  readonly shownIn?: string;
  readonly says: RegExp;
}

/** The project in which the recipes are tried. */
export const project: Readonly<Record<string, string>> = {
  "catalog/acme.yaml": `id: acme
title: Acme API
version: 1.0.0
prefix: Acme
codeType: string
envelopes: { Standard: { code: /code, message: /message } }
definitions:
  NotFound: { code: not_found, kind: not-found, summary: There is no such account!, severity: high }
`,
  "faultbook.config.yaml": "emitters: { json: {}, words: {} }\n",
};

/** The recipes by the last words of their headings. */
export const followed: Readonly<Record<string, Followed>> = {
  "a field of a definition": {
    edits: [
      {
        path: "schema/catalog.schema.json",
        before: `        "internal": {`,
        text: `        "severity": {
          "description": "How bad the error is, in a word.",
          "examples": ["high"],
          "type": "string",
          "maxLength": 20
        },
`,
      },
      {
        path: "generator/catalog/catalog.ts",
        before: "  /** True if it is in the package and in no document. */",
        text: `  /** How bad the error is, in a word. */
  readonly severity?: string | undefined;
`,
      },
      {
        path: "generator/catalog/resolve.ts",
        before: "    internal: definition.internal ?? false,",
        text: "    severity: definition.severity,\n",
      },
      {
        path: "generator/emit/json/json.ts",
        before: "      causes: definition.causes,",
        text: "      severity: definition.severity,\n",
      },
      {
        path: "test/cases/sampler/catalog/sampler.yaml",
        before:
          "    deprecated: { since: 1.2.0, reason: The live page tells the two codes apart. }",
        text: "    severity: low\n",
      },
    ],
    tried: ["generate"],
    shownIn: "generated/acme/errors.json",
    says: /"severity": ?"high"/,
  },
  "a rule": {
    edits: [
      {
        path: "generator/rules/calm-summaries.ts",
        text: `// Rule 99: summaries do not shout.

import { placedEntries, spanAt } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 99,
  sentence: "A summary has no exclamation mark.",
  diagnostics: {
    "summary-loud": {
      severity: "warning",
      message: 'The summary of "{name}" shouts.',
      help: "End it with a full stop.",
    },
  },
  check: (scope, report) => {
    for (const { key, value, pointer } of placedEntries(scope.document.definitions, "/definitions"))
      if (value.summary.includes("!"))
        report("summary-loud", { name: key }, { span: spanAt(scope, \`\${pointer}/summary\`) });
  },
});
`,
      },
      {
        path: "test/rules/calm-summaries.ts",
        text: `// Catalogs that break and keep rule 99.

import { definitions, type RuleCase } from "./case.ts";

const quiet = definitions(["One", "code: 1"]);

export const cases: readonly RuleCase[] = [
  { what: "a loud summary", text: quiet.replace("invalid.", "invalid!"), expected: ["summary-loud 2:57"] },
  { what: "a calm summary", text: quiet, expected: [] },
];
`,
      },
    ],
    tried: ["validate"],
    says: /The summary of "NotFound" shouts\./,
  },
  "an emitter": {
    edits: [
      {
        path: "generator/emit/words/words.ts",
        text: `// The emitter of \`words.txt\`: the codes, one a line.

import { $defs } from "../../../schema/config.schema.json";
import type { WordsOptions } from "../../schema/config.ts";
import type { CatalogEmitter } from "../emitter.ts";

/** Emits \`words.txt\`. */
export const wordsEmitter: CatalogEmitter<WordsOptions> = {
  name: "words",
  scope: "catalog",
  options: $defs.words,
  emit: ({ codes }) => [
    { path: "words.txt", content: codes.map(({ text }) => \`\${text}\\n\`).join("") },
  ],
};
`,
      },
      {
        path: "generator/emit/built-in.ts",
        before: `  markdown: async () =>`,
        text: `  words: async () => (await import("./words/words.ts")).wordsEmitter,\n`,
      },
      {
        path: "schema/config.schema.json",
        before: `        "markdown": {
          "description"`,
        text: `        "words": {
          "description": "Generates a list of the codes; off unless it has options here.",
          "default": false,
          "examples": [{}, false],
          "oneOf": [{ "const": false }, { "$ref": "#/$defs/words" }]
        },
`,
      },
      {
        path: "schema/config.schema.json",
        before: `    "markdown": {
      "title": "MarkdownOptions"`,
        text: `    "words": {
      "title": "WordsOptions",
      "description": "Options of the emitter of words, which has none yet.",
      "examples": [{}],
      "type": "object",
      "additionalProperties": false,
      "properties": {}
    },
`,
      },
      {
        path: "generator/emit/options.ts",
        before: "  MarkdownOptions,",
        text: "  WordsOptions,\n",
      },
      {
        path: "generator/emit/options.ts",
        before: "  readonly markdown: false | MarkdownOptions;",
        text: "  readonly words: false | WordsOptions;\n",
      },
      {
        path: "generator/emit/options.ts",
        before: "    markdown: withDefaults<MarkdownOptions>",
        text: "    words: withDefaults<WordsOptions>(given.words ?? false, {}),\n",
      },
    ],
    tried: ["generate"],
    shownIn: "generated/acme/words.txt",
    says: /not_found/,
  },
  "a command": {
    edits: [
      {
        path: "generator/commands/count.ts",
        text: `// \`faultbook count\`: how many definitions the catalogs have.

import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { loadCatalogs } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { openProject } from "../project/project.ts";

/** How many definitions there are. */
export interface CountResult {
  readonly definitions: number;
}

/** Counts the definitions of all catalogs. */
export async function count(options: WorkspaceOptions): Promise<CommandOutcome<CountResult>> {
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const { value: catalogs = [], diagnostics } = await loadCatalogs(project.files);
  const definitions = catalogs.reduce((sum, { catalog }) => sum + catalog.definitions.length, 0);
  return { value: { definitions }, diagnostics };
}
`,
      },
      {
        path: "generator/cli.ts",
        before: "  import: {\n    positionals: true,",
        text: `  count: {
    options: shared,
    run: async (values) => {
      const { count } = await import("./commands/count.ts");
      const { counted } = await import("./cli/summary.ts");
      const outcome = await count(place(values));
      return { outcome, text: counted(outcome) };
    },
  },
`,
      },
      {
        path: "generator/cli/summary.ts",
        before: "/** Returns the words for an outcome of `validate`. */",
        text: `/** Returns the words for an outcome of \`count\`. */
export function counted({ value }: CommandOutcome<CountResult>): string {
  return value === undefined ? "" : \`\${amount(value.definitions, "definition")}\\n\`;
}

`,
      },
      {
        path: "generator/cli/summary.ts",
        before: "import type { GenerateOptions",
        text: 'import type { CountResult } from "../commands/count.ts";\n',
      },
      {
        path: "generator/cli/help.ts",
        before: "  import: `Usage",
        text: "  count: `Usage: faultbook count\n\nSays how many definitions there are.\n`,\n",
      },
      {
        path: "generator/cli/help.ts",
        before: "  import     make a catalog",
        text: "  count      say how many definitions there are\n",
      },
      {
        path: "test/commands/cli.test.ts",
        before: "  test.each([",
        text: `  test("count says how many definitions there are", async () => {
    const { stdout } = await run(["count"], { cwd: project(oneCatalog(tiny)) });
    expect(stdout).toMatch(/^\\d+ definitions?\\n$/);
  });

`,
      },
    ],
    tried: ["count"],
    says: /^1 definition$/m,
  },
};
