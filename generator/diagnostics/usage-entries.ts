// Diagnostics on wrong use, and on what a configuration says.

/** The entries on wrong use, and on what a configuration says. */
export const usageEntries = {
  usage: {
    message: "{what}",
    help: 'Run "faultbook {command}--help" to see what it takes.',
  },
  "config-not-found": {
    message: 'There is no configuration file "{path}".',
    help: 'Run in the folder that has faultbook.config.yaml, name the file with "--config", or begin a project with "faultbook init".',
  },
  "explain-unknown": {
    message: 'Nothing is called "{word}".{hint}',
    help: "Give a code, the name of an error, its class or its guard, a status, a kind, or the code of a diagnostic.",
  },
  "explain-no-error": {
    message:
      "This response is no error according to {catalogs}: {status}, and the body is none of its errors.",
    help: "{advice}",
  },
  "explain-language": {
    message: 'No catalog has texts in the language "{tag}".{hint}',
    help: "Use one of: {known}. Other languages are in locales/<tag>/<id>.yaml beside the catalogs.",
  },
  "init-exists": {
    message: 'There is already a configuration: "{path}".',
    help: "Run in a folder without one; nothing was written.",
  },
  "init-answer": {
    message: '"{answer}" is not {what}.',
    help: 'Give "--{option}" {wanted}; nothing was written.',
  },
  "init-sample": {
    message: 'The sample body "{body}" {reason}.',
    help: "Give a body of an error as JSON, with its code in a field such as code, type or reason; nothing was written.",
  },
  "init-no-effect": {
    message: '"--{option}" has no effect here: {reason}.',
    help: "Leave the option out, and run again; nothing was written.",
  },
  "init-unanswered": {
    message: 'The input ended before "{option}" was answered.',
    help: 'Run again, answer with options, or take all that is proposed with "--yes"; nothing was written.',
  },
  "init-in-the-way": {
    message: 'No project can be started here: "{path}" is {what}.',
    help: "Move it away, or run in another folder; nothing was written.",
  },
  "file-not-made": {
    message: 'The file "{path}" cannot be made: {reason}.',
    help: "Allow writing to its folder, or run as a user who may write to it.",
  },
  "file-kept": {
    severity: "warning",
    message: 'The file "{path}" exists already and is kept.',
    help: "Compare it with what the documentation shows, or delete it and run again.",
  },
  "no-catalogs": {
    message: 'There is no catalog file in "{path}".',
    help: "Put a .yaml, .yml or .json catalog there, or correct the path in the configuration.",
  },
  "catalog-id-repeated": {
    message: 'Two catalogs have the id "{id}".',
    help: "Give each catalog an id of its own: it names the package, its folder and the brand of its exceptions.",
  },
  "catalog-unknown": {
    message: 'No catalog of {owner} has the id "{id}".{hint}',
    help: "Use one of: {known}.",
  },
  "only-some": {
    message:
      'The output "{path}" is one package of several catalogs, and "--only" leaves some of them out.',
    help: "Name all of them ({only}), or run without it.",
  },
  "path-behind-link": {
    message:
      'The output folder "{path}" is behind a symbolic link that leads out of the folder of the configuration.',
    help: 'Remove the link, or allow it with "outside: true" at this output, in the list "outputs".',
  },
  "path-outside": {
    message: 'The output folder "{path}" is not below the folder of the configuration.',
    help: "Name a folder below it, or move the configuration up: all that is generated stays below it.",
  },
  "output-misplaced": {
    message: 'The output folder "{path}" {reason}.',
    help: 'Give it a folder of its own, such as "generated": Faultbook writes and deletes files there.',
  },
  "option-removed": {
    message: '"{key}" is no longer an option.',
    help: "{instead}",
  },
  "formats-without-esm": {
    message: 'The "formats" of a package are missing "esm".',
    help: 'Write "[esm, cjs]": CommonJS is built beside ECMAScript modules, and never alone.',
  },
  "output-said-twice": {
    message: '"output" and "outputs" exclude each other.',
    help: 'Make the folder of "output" an entry of "outputs", as its "path", or remove one of the two.',
  },
  "outputs-mixed": {
    message: 'The output folders "{path}" and "{other}" would mix: {reason}.',
    help: "Give each output its own folder, outside of the packages and the emitter folders of the others.",
  },
  "package-name-taken": {
    message:
      'The package "{name}" would have the name of a module of Node.js itself, which an import would load instead.',
    help: 'Choose another id or name, or let it begin with an npm scope: for ids, that is the "scope" of the package emitter.',
  },
  "alias-unknown": {
    message:
      'The alias "{alias}" is one of "{name}", which no package of this output exports.{hint}',
    help: "Give the name of a generated enum, class or function.",
  },
  "alias-apart": {
    message: 'The alias "{alias}" and "{name}" are not members of one enum.',
    help: 'Write the generated enum before both names, such as "AcmeErrorCode.NOT_FOUND: AcmeErrorCode.NotFound".',
  },
  "alias-taken": {
    message: 'The alias "{alias}" is the name of something that a package of this output exports.',
    help: "Choose another name, or remove the alias.",
  },
  "catalog-without-output": {
    severity: "warning",
    message: 'No output names the catalog "{id}", so nothing is generated from it.',
    help: 'Add "{id}" to the "catalogs" of an output, or list only the files that you want under "catalogs" of the configuration.',
  },
} as const;
