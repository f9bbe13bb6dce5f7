// Diagnostics on configurations that are modules, and on custom emitters and templates.

/** The entries on configurations that are modules, and on custom emitters and templates. */
export const moduleEntries = {
  "module-syntax": {
    severity: "error",
    message: "The module cannot be read here: {reason}.",
    help: "Correct the text at this place.",
  },
  "module-failed": {
    severity: "error",
    message: 'The module "{path}" cannot be loaded: {reason}',
    help: "Node.js imports it as it is, after the types of a .ts file are taken out; correct what it does there.",
  },
  "module-unsettled": {
    severity: "error",
    message: 'The module "{path}" cannot be loaded: {what} a promise that never settles.',
    help: "Node.js has nothing left to do that could settle it: resolve or reject it on every way through the module.",
  },
  "module-stray-error": {
    severity: "error",
    message: "A module failed where nothing waits for it: {reason}",
    help: "Await the promise, or catch its error, where the module makes it.",
  },
  "run-ended": {
    severity: "error",
    message: "The process ended in the middle of the run.",
    help: 'A module of the configuration must not end it: take out "process.exit", or throw an error there instead.',
  },
  "module-no-default": {
    severity: "error",
    message: 'The module "{path}" has no default export.',
    help: 'Write "export default" before {what}.',
  },
  "config-not-data": {
    severity: "error",
    message: "The configuration has {what} at {place}, which is no plain data.",
    help: 'Give texts, finite numbers, true, false, null, lists and plain objects; an emitter of your own stands as "emitter" in an item of "emitters.custom".',
  },
  "extends-unresolved": {
    severity: "error",
    message: 'There is no configuration "{name}" to build on: {reason}.',
    help: 'A path begins with "./" or "../", relative to this file; anything else is a package that must be installed.',
  },
  "extends-code": {
    severity: "error",
    message: 'A data file cannot build on "{name}", which is a module.',
    help: "A data file runs no code: name a YAML or JSON file, or make this configuration a module, faultbook.config.mjs.",
  },
  "extends-cycle": {
    severity: "error",
    message: 'The configuration "{name}" builds on itself.',
    help: 'Take one of the names out of "extends".',
  },
  "extends-deep": {
    severity: "error",
    message: "Configurations build on each other more than {limit} deep.",
    help: 'Name the configurations in one list under "extends".',
  },
  "emitter-unresolved": {
    severity: "error",
    message: 'There is no module "{name}": {reason}.',
    help: 'A path begins with "./" or "../", relative to the configuration; anything else is a package that must be installed.',
  },
  "emitter-invalid": {
    severity: "error",
    message: 'The emitter of "{module}" {fault}.',
    help: 'An emitter is an object with "name", "scope" ("catalog" or "all"), "options" (a JSON Schema) and "emit" (a function that gives a list of files).',
  },
  "emitter-options": {
    severity: "error",
    message: 'The options of the emitter "{emitter}" do not fit its schema: {fault}.',
    help: "Correct the value, or the schema that the emitter has for its options.",
  },
  "emitter-failed": {
    severity: "error",
    message: 'The emitter "{emitter}" failed on {subject}: {reason}',
    help: "This is a fault of that emitter; {place}.",
  },
  "emitter-output": {
    severity: "error",
    message: 'The emitter "{emitter}" gives no good files for {subject}: {fault}.',
    help: 'An emitter gives a list of objects with "path" (relative, with forward slashes) and "content" (a text whose lines all end in "\\n").',
  },
  "handlebars-syntax": {
    severity: "error",
    message: "The template cannot be read here: {reason}.",
    help: "Correct the template at this place.",
  },
  "handlebars-refused": {
    severity: "error",
    message: "A template must not hold {what}.",
    help: "{advice}",
  },
  "handlebars-field": {
    severity: "error",
    message: '"{name}" is not a field of {owner}.{suggestion}',
    help: "Known here: {known}.",
  },
  "handlebars-failed": {
    severity: "error",
    message: "The template fails here on {subject}: {reason}.",
    help: 'Put what may be absent into an "if" block; a template is given "options" and "catalog", or "catalogs" where its scope is "all".',
  },
} as const;
