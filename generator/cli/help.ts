// The help texts of the command line.

/** The options of all commands that read a configuration. */
const shared = `  --config <file>  the configuration (default: faultbook.config.yaml, .yml,
                   .json, .mjs or .ts here)
  --format <form>  text, json or github, for the diagnostics (default: text)
  -q, --quiet      print only problems
      --verbose    print times too, for each stage if there are several
  -h, --help       show this text
`;

const commandTexts: Readonly<Record<string, string>> = {
  generate: `Usage: faultbook generate [--check | --dry-run | --watch] [--only <id>]...

Writes the package of every catalog: TypeScript sources and their JavaScript, an
OpenAPI document, Markdown tables, package.json and README. All files are generated
and checked in memory first; a run that fails changes nothing on disk. Unchanged
files are not written, and a hand-written file is never replaced.

Options:
  --check          write nothing; exit with 1 and print a diff if a file is stale
  --dry-run        write nothing; list what would be written
  --watch, -w      run again when the configuration, a file that it names, or a
                   catalog changes
  --only <id>      only this catalog; may be given several times. One package of
                   several catalogs is generated only if all of them are given
${shared}
Examples:
  faultbook generate
  faultbook generate --check --format github     in CI
  faultbook generate --only coinw --dry-run
`,
  diff: `Usage: faultbook diff [<old>] [<new>] [--against <revision>] [--require]

Shows what changed between two versions of a catalog for deployed clients, for
TypeScript that compiles, for what clients do after an error, and for readers of
documents. Also shows which version the changes need. By default it compares the
release records with the catalogs; <old> and <new> are catalog files, records,
installed packages (npm:name@version), their archives or their folders.

Options:
  --against <revision>  compare with a branch, a tag or a commit of git
  --changeset      write a changeset for the changes into .changeset/
  --only <id>      only this catalog; may be given several times
  --require        exit with 1 if a version is too low for its changes, if a removed
                   name or code is not reserved, or if a record was deleted
${shared.replace("text, json or github, for the diagnostics", "text, json, github or markdown (a changelog entry)")}
Examples:
  faultbook diff
  faultbook diff --require --format github       in CI
  faultbook diff --against origin/main
  faultbook diff old.yaml catalog/coinw.yaml --format markdown
`,
  explain: `Usage: faultbook explain <code | name | status | kind | diagnostic>
       faultbook explain --status <number> [--body <text>] [--header <line>]...

Explains what an error means, whether the operation may have happened, whether to retry
and what to do. A response, from a log or standard input, is recognised as the generated
parser would. It also explains diagnostics and kinds of changes of Faultbook.

Options:
  --status <number>  the status of a response
  --body <text>    its body (default: standard input)
  --header <line>  one of its headers, such as "retry-after: 5"
  --package <name> use the errors.json of an installed package or of an archive
  --scope <text>, --operation <text>  what the caller was doing
  --only <id>      only this catalog; may be given several times
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
releases/<id>.yaml beside the configuration. Run it when you publish the version, and
commit the record. From then on "validate" and "generate" warn about changes that break
callers, and "generate --check" and "release" refuse them, unless the version is high
enough and removed names and codes are reserved.

Options:
${shared}
Examples:
  faultbook release
  faultbook release coinw
`,
  init: `Usage: faultbook init [--yes] [--from <source>]... [--envelope <shape>]
                      [--as <form>] [--scope <name>] [--access <who>] [--ci <name>]

Starts a project with a configuration, a first catalog and a release record. It also
adds scripts to an existing package.json, and lines to .gitignore and .gitattributes in
a Git repository. In a terminal it asks the questions that no option answers; elsewhere,
and with --yes, it uses its proposals. Everything is checked before anything is written,
and existing files are not changed.

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
  -q, --quiet      print only problems
  -h, --help       show this text

Examples:
  faultbook init
  faultbook init --yes --from src/errors.ts --from docs/errors.md --ci github
  faultbook init --envelope '{"error":{"code":"card_expired","message":"Expired."}}'
`,
  import: `Usage: faultbook import <source>... [--id <id>] [--update | --dry-run]

Makes a catalog from existing sources:
  OpenAPI descriptions (YAML or JSON; 3.0, 3.1, 3.2): the codes of error responses in
    enums, constants and examples, with texts, statuses, operations and bodies;
    "openapi.yaml#/components/schemas/ErrorCode" names an enum
  tables and pages (Markdown, MDX, HTML, CSV, TSV): columns by their headers, in
    English or Chinese, and sections with a code in the heading
  TypeScript, a file or a folder: enums, constant objects, unions, maps from code to
    message or status, classes, and thrown errors; "src#Name" names an enum that is
    not taken by itself; needs "ts-morph" installed
Several sources are merged by code, and each is cited. The catalog is valid; a comment
with TODO marks what you must decide.

When you run it again, it lists what changed in the sources and exits with 1 if
anything did. It writes nothing without --update. Nothing is fetched.

Options:
  --update         add new codes to the catalog, and record the other changes
  --dry-run        print the catalog, and write nothing
  --id <id>, --prefix <Name>, --title <text>  the names of the catalog
  --to <file>      the catalog (default: <id>.yaml in the folder of catalogs)
  --kinds <how>    propose (default), or ask about uncertain ones
${shared}
Examples:
  faultbook import openapi.yaml
  faultbook import src/errors.ts openapi.yaml docs/errors.md
  faultbook import openapi.yaml#/components/schemas/ErrorType --id payments
  faultbook import openapi.yaml --update
`,
  scan: `Usage: faultbook scan [<folder>...] [--fail-on <what>] [--fix [--dry-run]]

Finds the codes that TypeScript sources use: compared, in cases, as keys of maps, in
lists, thrown, in bodies, expected by tests and declared. Reports whether each code is
known, deprecated, reserved or unknown, and suggests similar codes. Also finds codes
that no source uses, and "instanceof" on generated classes.

Without folders, scans the files of tsconfig.json here; in a folder, those of its
tsconfig.json, or all .ts, .tsx, .mts and .cts files. Generated files are left out.
Needs "ts-morph" installed; without --fix nothing is written.

Options:
  --fix            rewrite what is certain: comparisons and cases to members of the
                   generated enum or to guards, "instanceof" to guards, and classes that
                   the configuration lists under scan.classes to generated ones. Code
                   that would not compile is not changed; the rest is listed
  --dry-run        with --fix: write nothing; show the diff
  --tsconfig <file>  scan the files of this tsconfig.json
  --fail-on <what>  exit with 1 if there is any: unknown, deprecated, reserved,
                   instanceof, unused; separate several with commas
${shared}
Examples:
  faultbook scan
  faultbook scan src test --fail-on unknown,deprecated --format github    in CI
  faultbook scan --fix --dry-run
`,
  validate: `Usage: faultbook validate [--today <date>]

Checks the configuration and every catalog against the schema and the rules.
Reports all problems in one run, each with its file, line and column, and how to
fix it. Nothing is written.

Options:
  --today <date>   also warn about errors whose sunset is before this day,
                   YYYY-MM-DD
${shared}
Examples:
  faultbook validate
  faultbook validate --format json | jq '.diagnostics[].message'
`,
  sync: `Usage: faultbook sync [--check | --dry-run | --remove] [<description>...]

Writes the components of the catalogs, and the error responses of operations, into
hand-written OpenAPI descriptions (YAML or JSON; 3.0, 3.1, 3.2). It changes only its
own entries, which have the mark "x-faultbook" or only refer to such an entry. No
other byte changes. Without arguments it syncs all descriptions listed under "specs"
in the configuration.

Options:
  --check          write nothing; exit with 1 and print a diff if one is stale
  --dry-run        write nothing; show the diff
  --remove         remove all entries again, byte for byte; with --dry-run only
                   show the diff
  --overlay <file> do not change the description; write the changes to an overlay
                   (Overlay 1.0)
  --strict         treat warnings as errors: exit with 1, and write nothing
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
  init       start a project: a configuration, a first catalog and scripts
  validate   check the catalogs and report every problem with its location
  diff       show what changed since the release, and which version it needs
  explain    explain a code, a diagnostic or a real response, and what to do
  import     make a catalog from OpenAPI, pages, tables and TypeScript
  release    record what callers of the current version depend on
  scan       find the codes that TypeScript sources use, and what is wrong with them
  sync       write the errors into hand-written OpenAPI descriptions

"faultbook <command> --help" explains a command. --version prints the version.

Exit codes:
  0   done
  1   findings: an invalid catalog, a stale file, a file in the way
  2   wrong use or configuration
  70  a bug in Faultbook
  74  the output cannot be written, for example because the disk is full
  129, 130, 143  ended by a signal: SIGHUP, SIGINT, SIGTERM
`;
}
