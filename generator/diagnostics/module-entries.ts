// Diagnostics on configurations that are modules, and on custom emitters and templates.

/** The entries on configurations that are modules, and on custom emitters and templates. */
export const moduleEntries = {
  "module-syntax": {
    message: "The module cannot be read here: {reason}.",
    help: "Correct the text at this place.",
  },
  "module-failed": {
    message: 'The module "{path}" cannot be loaded: {reason}',
    help: "Node.js imports it as it is, after the types of a .ts file are taken out; correct what it does there.",
  },
  "compiler-missing": {
    message: '{what} cannot be compiled: the package "oxc-transform" is not installed.',
    help: 'Run "npm install --save-dev oxc-transform", or {otherwise}.',
  },
  "commonjs-missing": {
    message: 'The module "{path}" of the emitter "{emitter}" has no CommonJS form.',
    help: 'Let the emitter return {files} too, or take "cjs" out of the "formats" of the package.',
  },
  "run-ended": {
    message: "The process ended in the middle of the run: {cause}.",
    help: "{advice}",
  },
  "module-no-default": {
    message: 'The module "{path}" has no default export.',
    help: 'Write "export default" before {what}.',
  },
  "config-not-data": {
    message: "The configuration has {what} at {place}, which is not plain data.",
    help: 'Use strings, finite numbers, true, false, null, lists and plain objects; a custom emitter belongs in "emitter" of an item of "emitters.custom".',
  },
  "emitter-unresolved": {
    message: 'There is no module "{name}": {reason}.',
    help: 'A path begins with "./" or "../", relative to the configuration; anything else is a package that must be installed.',
  },
  "emitter-invalid": {
    message: 'The emitter of "{module}" {fault}.',
    help: 'An emitter is an object with "name", "scope" ("catalog" or "all"), "emit" (a function that returns a list of files), and "options" (a JSON Schema) if it has any.',
  },
  "emitter-options": {
    message: 'The options of the emitter "{emitter}" do not fit its schema: {fault}.',
    help: "Correct the value, or the schema that the emitter has for its options.",
  },
  "emitter-failed": {
    message: 'The emitter "{emitter}" failed on {subject}: {reason}',
    help: "This is a fault of that emitter; {place}.",
  },
  "emitter-output": {
    message: 'The emitter "{emitter}" returns invalid files for {subject}: {fault}.',
    help: 'An emitter returns a list of objects with "path" (relative, with forward slashes) and "content" (a text whose lines all end in "\\n", or its parts); up to 100,000 files of 500 MB.',
  },
  "handlebars-syntax": {
    message: "The template cannot be read here: {reason}.",
    help: "Correct the template at this place.",
  },
  "handlebars-refused": {
    message: "A template must not hold {what}.",
    help: "{advice}",
  },
  "handlebars-failed": {
    message: "The template fails here on {subject}: {reason}.",
    help: 'Put what may be missing into an "if" block; a template is given "options" and "catalog", or "catalogs" if its scope is "all".',
  },
} as const;
