// The help texts of the command line.

/** The options of all commands that read a configuration. */
const shared = `  --config <file>  the configuration (default: faultbook.config.yaml, .yml,
                   .json, .mjs or .ts here)
  --format <form>  text, json or github, for the diagnostics (default: text)
  -q, --quiet      print nothing but what is wrong
      --verbose    print times too, those of each stage where there are several
  -h, --help       this text
`;

const commandTexts: Readonly<Record<string, string>> = {
  generate: `Usage: faultbook generate [--check | --dry-run | --watch] [--only <id>]...

Writes the package of every catalog: TypeScript sources and their JavaScript, an
OpenAPI document, Markdown tables, package.json and README. All of it is made and
checked in memory first; a run that fails has changed nothing on disk. Files with
equal content are not touched, and a file that a person made is never replaced.

Options:
  --check          write nothing; exit with 1 and a unified diff where a file is stale
  --dry-run        write nothing; say what would be written
  --watch, -w      run again after each change of the configuration, of what it
                   names, or of a catalog
  --only <id>      only this catalog; may be given several times. One package of
                   several catalogs is made where all of them are given
${shared}
Examples:
  faultbook generate
  faultbook generate --check --format github     in CI
  faultbook generate --only coinw --dry-run
`,
  diff: `Usage: faultbook diff [<old>] [<new>] [--against <revision>] [--require]

Shows what changed between two versions of a catalog: for deployed clients, for
TypeScript that compiles, for what clients do after an error, and for readers of
documents; and which version the changes need. By default the release records
are compared with the catalogs; <old> and <new> are catalog files, records,
installed packages (npm:name@version), their archives or their folders.

Options:
  --against <revision>  compare with a branch, a tag or a commit of git
  --changeset      write a changeset of the size of the changes into .changeset/
  --only <id>      only this catalog; may be given several times
  --require        exit with 1 where a version does not take the step that it needs,
                   or where something is gone and not reserved
${shared.replace("text, json or github, for the diagnostics", "text, json, github or markdown (a changelog entry)")}
Examples:
  faultbook diff
  faultbook diff --require --format github       in CI
  faultbook diff --against origin/main
  faultbook diff old.yaml catalog/coinw.yaml --format markdown
`,
  explain: `Usage: faultbook explain <code | name | status | kind | diagnostic>
       faultbook explain --status <number> [--body <text>] [--header <line>]...

Says what an error is, whether the operation may have happened, whether to retry and
what to do. Of a response, from a log or on standard input, it says what the generated
parser takes it for. It also explains a diagnostic or a kind of change of Faultbook.

Options:
  --status <number>  the status of a response
  --body <text>    its body (default: standard input)
  --header <line>  one of its headers, such as "retry-after: 5"
  --package <name> ask an installed package, or its archive, by its errors.json
  --scope <text>, --operation <text>  what the caller was doing
  --only <id>      ask only this catalog; may be given several times
  --lang <tag>     show the texts of the catalogs in this language, such as zh-CN
${shared.replace("text, json or github, for the diagnostics", "text, json, github or markdown")}
Examples:
  faultbook explain insufficient_balance
  faultbook explain ServiceBusyError --format markdown
  faultbook explain --status 429 --body '{"error":{"code":"busy"}}'
  curl -s https://api.example.com | faultbook explain --status 503
`,
  release: `Usage: faultbook release [<id>]...

Records what callers of the current version of each catalog depend on, in
releases/<id>.yaml beside the configuration. Run it when the version is published,
and commit the record. From then on "validate" and "generate" warn of changes that
break callers, and "generate --check" and "release" refuse them, unless the version
takes the step that they need and what is gone is reserved.

Options:
${shared}
Examples:
  faultbook release
  faultbook release coinw
`,
  init: `Usage: faultbook init [--yes] [--from <source>]... [--envelope <shape>]
                      [--as <form>] [--scope <name>] [--access <who>] [--ci <name>]

Begins a project: a configuration, a first catalog, and what belongs to them: scripts
in package.json if there is one, lines of .gitignore and .gitattributes in a Git
repository, a release record. On a terminal it asks what no option answers; elsewhere,
and with --yes, it takes what it would propose. All is made and checked before anything
is written, and what is there already stays as it is.

Options:
  --from <source>  where the errors are now: a file or folder, as "import" takes it, or
                   none; may be given several times. Proposed: a usual place that has
                   errors, such as openapi.yaml, src/errors.ts or docs/errors.md
  --envelope <shape>  the shape of error bodies: plain, problem (RFC 9457), google
                   (AIP-193), or a sample body, as JSON or the path of its file.
                   Proposed: what the sources show, else plain
  --as <form>      package (proposed), or sources: TypeScript among your own
  --scope <name>   the npm scope of the packages, or none (proposed: as package.json)
  --access <who>   public, restricted or private (proposed: as package.json)
  --ci <name>      none (proposed), or github: a workflow that checks each change
  -y, --yes        ask nothing
  --format <form>  text, json or github, for the diagnostics (default: text)
  -q, --quiet      print nothing but what is wrong
  -h, --help       this text

Examples:
  faultbook init
  faultbook init --yes --from src/errors.ts --from docs/errors.md --ci github
  faultbook init --envelope '{"error":{"code":"card_expired","message":"Expired."}}'
`,
  import: `Usage: faultbook import <source>... [--id <id>] [--update | --dry-run]

Makes a catalog of what there is already:
  OpenAPI descriptions (YAML or JSON; 3.0, 3.1, 3.2): the codes of error responses in
    enums, constants and examples, with texts, statuses, operations and bodies;
    "openapi.yaml#/components/schemas/ErrorCode" names an enum
  tables and pages (Markdown, MDX, HTML, CSV, TSV): columns by their headers, in
    English or Chinese, and sections with a code in the heading
  TypeScript, a file or a folder: enums, constant objects, unions, maps from code to
    message or status, classes, and errors that are made; needs "ts-morph" installed
Several sources are merged by code, and each is cited. The catalog is valid; what a
person must decide has a comment with TODO.

Run again, it compares: it lists what the sources say otherwise than before, exits
with 1 where they do, and writes nothing without --update. Nothing is fetched.

Options:
  --update         add new codes to the catalog, and take note of the other changes
  --dry-run        print the catalog, and write nothing
  --id <id>, --prefix <Name>, --title <text>  what the catalog is called
  --to <file>      the catalog (default: <id>.yaml in the folder of catalogs)
  --kinds <how>    propose (default), or ask for those that are not sure
${shared}
Examples:
  faultbook import openapi.yaml
  faultbook import src/errors.ts openapi.yaml docs/errors.md
  faultbook import openapi.yaml#/components/schemas/ErrorType --id payments
  faultbook import openapi.yaml --update
`,
  scan: `Usage: faultbook scan [<folder>...] [--fail-on <what>] [--fix [--dry-run]]

Finds the codes that TypeScript sources use: compared, in cases, as keys of maps, in
lists, thrown, in bodies, expected by tests and declared. Says of each what the catalogs
know: known, deprecated, reserved or unknown, and which code it nearly is. Finds the
codes that no source uses, too, and "instanceof" on generated classes.

Without folders, the files of tsconfig.json here are scanned; of a folder those of its
tsconfig.json, or all .ts, .tsx, .mts and .cts files in it. Generated files are left out.
Needs "ts-morph" installed; without --fix nothing is written.

Options:
  --fix            rewrite what is certain: comparisons and cases to members of the
                   generated enum or to guards, "instanceof" to guards, and classes that
                   the configuration has under scan.classes to generated ones; what the
                   compiler would complain of stays, and the rest is listed
  --dry-run        with --fix: write nothing; show the diff
  --tsconfig <file>  scan the files of this configuration of TypeScript
  --fail-on <what>  exit with 1 where there is: unknown, deprecated, reserved,
                   instanceof, unused; several with commas
${shared}
Examples:
  faultbook scan
  faultbook scan src test --fail-on unknown,deprecated --format github    in CI
  faultbook scan --fix --dry-run
`,
  validate: `Usage: faultbook validate [--today <date>]

Checks the configuration and every catalog against the schema and the rules, and
tells all faults at once, each with its file, line and column, what is wrong and
what to do. Nothing is written.

Options:
  --today <date>   also warn of what is deprecated and was to go before this day,
                   YYYY-MM-DD
${shared}
Examples:
  faultbook validate
  faultbook validate --format json | jq '.diagnostics[].message'
`,
  sync: `Usage: faultbook sync [--check | --dry-run | --remove] [<description>...]

Puts the catalogs' components, and the error responses of operations, into
OpenAPI descriptions (YAML or JSON; 3.0, 3.1, 3.2) that people edit too. Only
entries of its own change, which carry the mark "x-faultbook" or only refer to
one that does; every other byte stays. Without names, all descriptions that
the configuration lists under "specs" are synced.

Options:
  --check          write nothing; exit with 1 and a unified diff where one is stale
  --dry-run        write nothing; show the diff
  --remove         take everything out again, byte for byte; with --dry-run only
                   show the diff
  --overlay <file> leave the description as it is, and write what would change to
                   an overlay (Overlay 1.0)
  --strict         take warnings for errors: exit with 1, and write nothing
${shared}
Examples:
  faultbook sync openapi.yaml
  faultbook sync --check --format github         in CI
  faultbook sync --remove openapi.yaml
`,
};

/** Returns the help of one command. */
export function commandHelp(command: string): string {
  return commandTexts[command] ?? generalHelp();
}

/** Returns the general help. */
export function generalHelp(): string {
  return `Usage: faultbook <command> [options]

One catalog of API errors in; TypeScript, OpenAPI, Markdown and a package out.

Commands:
  generate   write the package of every catalog; --check proves that all are fresh
  init       begin: a configuration, a first catalog and the scripts
  validate   check the catalogs and tell every fault with its place
  diff       show what changed since the release, and which version it needs
  explain    say what a code, a diagnostic or a real response is, and what to do
  import     make a catalog of what is there: OpenAPI, pages, tables, TypeScript
  release    record what callers of the current version depend on
  scan       find the codes that TypeScript sources use, and what is wrong with them
  sync       put the errors into OpenAPI descriptions that people edit too

"faultbook <command> --help" explains a command. --version prints the version.

Exit codes:
  0   done
  1   findings: an invalid catalog, a stale file, a file in the way
  2   wrong use or configuration
  70  a bug of Faultbook
  74  what is printed cannot be written, as on a full disk
  129, 130, 143  a signal ended it: SIGHUP, SIGINT, SIGTERM
`;
}
