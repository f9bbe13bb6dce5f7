// Every diagnostic of Faultbook: stable code, severity, what is wrong, and what to do about it.

interface Row {
  readonly severity: "error" | "warning";
  /** One sentence with holes in braces. */
  readonly message: string;
  /** What to do, in one or two sentences. */
  readonly help: string;
}

/** The one table; a code never changes its meaning, and one that is gone never comes back. */
export const diagnosticTable = {
  // Wrong use and configuration.
  usage: {
    severity: "error",
    message: "{what}",
    help: 'Run "faultbook {command}--help" to see what it takes.',
  },
  "config-not-found": {
    severity: "error",
    message: 'There is no configuration file "{path}".',
    help: 'Run in the folder that has faultbook.config.yaml, or name the file with "--config".',
  },
  "init-exists": {
    severity: "error",
    message: 'There is a configuration already: "{path}".',
    help: "Run in a folder that has none; nothing was written.",
  },
  "init-in-the-way": {
    severity: "error",
    message: 'Nothing can be begun here: "{path}" is {what}.',
    help: "Move it away, or run in another folder; nothing was written.",
  },
  "file-not-made": {
    severity: "error",
    message: 'The file "{path}" cannot be made: {reason}.',
    help: "Allow writing to its folder, or run as somebody who may.",
  },
  "file-kept": {
    severity: "warning",
    message: 'The file "{path}" is there already and stays as it is.',
    help: "Compare it with what the documentation shows, or delete it and run again.",
  },
  "no-catalogs": {
    severity: "error",
    message: 'There is no catalog file in "{path}".',
    help: "Put a .yaml, .yml or .json catalog there, or correct the path in the configuration.",
  },
  "catalog-id-repeated": {
    severity: "error",
    message: 'Two catalogs have the id "{id}".',
    help: "Give each catalog an id of its own: it names the package, its folder and the brand of its exceptions.",
  },
  "catalog-unknown": {
    severity: "error",
    message: 'No catalog of the configuration has the id "{id}".{hint}',
    help: "Use one of: {known}.",
  },
  "only-some": {
    severity: "error",
    message:
      'The output "{path}" is one package of several catalogs, and "--only" leaves some of them out.',
    help: "Name all of them ({only}), or run without it.",
  },
  "path-outside": {
    severity: "error",
    message: 'The output folder "{path}" is not below the folder of the configuration.',
    help: "Name a folder below it, or move the configuration up: all that is generated stays below it.",
  },
  "option-removed": {
    severity: "error",
    message: '"{key}" is not an option any more.',
    help: "{instead}",
  },
  "output-said-twice": {
    severity: "error",
    message: '"output" and "outputs" exclude each other.',
    help: 'Make the folder of "output" an entry of "outputs", as its "path", or remove one of the two.',
  },
  "outputs-mixed": {
    severity: "error",
    message: 'The output folders "{path}" and "{other}" would mix: {reason}.',
    help: "Give each output a folder of its own that lies in no package, and in no emitter's folder, of another one.",
  },
  "package-name-taken": {
    severity: "error",
    message:
      'The package "{name}" would be called like a module of Node.js itself, which an import gives instead.',
    help: 'Choose another id or name, or let it begin with an npm scope: for ids, that is the "scope" of the package emitter.',
  },
  "catalog-without-output": {
    severity: "warning",
    message: 'No output names the catalog "{id}", so that nothing is generated from it.',
    help: 'Add "{id}" to the "catalogs" of an output, or name under "catalogs" of the configuration only the files that you want.',
  },

  // Configurations that are modules, and what configurations build on.
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

  // Emitters and templates of a user's own.
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

  // OpenAPI descriptions.
  "spec-not-openapi": {
    severity: "error",
    message: 'The file is no OpenAPI description: it has no "openapi" at its root.',
    help: 'Name the main file of a description, which begins with its version, such as "openapi: 3.1.0".',
  },
  "spec-swagger": {
    severity: "error",
    message: "Swagger 2.0 is not supported.",
    help: "Convert the file to OpenAPI 3 first.",
  },
  "spec-version": {
    severity: "error",
    message: 'The OpenAPI version "{version}" is not supported.',
    help: "Use a description of OpenAPI 3.0, 3.1 or 3.2.",
  },
  "spec-conflict": {
    severity: "error",
    message: '"{pointer}" stands there already and was not made by Faultbook.',
    help: 'Take it out to get that of the catalog, or rename it, or give the components other names with "emitters.openapi.names" in the configuration.',
  },
  "component-clash": {
    severity: "error",
    message: 'The catalogs "{first}" and "{second}" both have a component "{name}".',
    help: 'Give the catalogs different prefixes, or put the prefix back into "emitters.openapi.names".',
  },
  "spec-ref": {
    severity: "error",
    message: 'The reference "{ref}" does not lead to a place that can be edited.',
    help: "Keep the components in the description itself, or in a file of its folder or below, with a relative reference.",
  },
  "spec-outgrown": {
    severity: "error",
    message: "With the errors the description would be too large to be read again.",
    help: 'Let the rules under "specs" give fewer errors or operations, or split the description into files that it refers to.',
  },
  "spec-ref-nowhere": {
    severity: "error",
    message:
      'No output makes the OpenAPI document of the catalog "{id}", to which the description would refer.',
    help: 'Have an output with this catalog and the emitter "openapi", or say with "fragment" where the document is, or use the mode "copy".',
  },
  "spec-ref-version": {
    severity: "warning",
    message:
      'The description is of OpenAPI {version}, and refers to the document of the catalog "{catalog}", which is printed for {printed}.',
    help: 'Set the "version" of the emitter "openapi" to "{wanted}", or have outputs for both versions under "outputs", and generate anew; or use the mode "copy".',
  },
  "spec-shared": {
    severity: "error",
    message:
      '"{name}" stands in several places by an anchor and an alias, so that it cannot change in one alone.',
    help: "Write the map out where the alias stands.",
  },
  "spec-responses-shared": {
    severity: "warning",
    message:
      'The operation "{operation}" shares its responses with {others}, which would change too, and gets none.',
    help: 'Write them out in place of the alias, the merge key or the "$ref", or let the rules under "specs" give the same errors to all operations that share them.',
  },
  "spec-not-a-map": {
    severity: "error",
    message: '"{name}" must be a map for errors to be put into it.',
    help: "Remove the value, or make it a map.",
  },
  "spec-place": {
    severity: "error",
    message: 'There is no place at "{pointer}" where a new entry would leave the rest as it is.',
    help: 'Write the map in a plainer way: keys without "?", a line end at the end of the file.',
  },
  "spec-stale": {
    severity: "error",
    message: '"{pointer}" is {state}.',
    help: 'Run "{command}".',
  },
  "spec-link": {
    severity: "error",
    message: 'A symbolic link at "{path}" stands in the way.',
    help: "Name the file itself.",
  },
  "spec-read-only": {
    severity: "error",
    message: 'The file "{path}" must not be written: {reason}.',
    help: "Allow writing to it, or run as somebody who may.",
  },
  "spec-changed": {
    severity: "error",
    message: 'The file "{path}" changed while it was being synced.',
    help: "Run the command again.",
  },
  "spec-unlisted": {
    severity: "error",
    message: "There is no description to sync.",
    help: 'Name one on the command line, or list it under "specs" in the configuration.',
  },
  "spec-listed-twice": {
    severity: "error",
    message: 'The description "{path}" is listed already.',
    help: 'Make one entry of the two: an entry under "specs" can name several catalogs and have several rules.',
  },
  "spec-selector-unmatched": {
    severity: "warning",
    message: "No {what} is meant by this rule.",
    help: "Correct its conditions, all of which must hold, or remove the rule.",
  },
  "spec-selector-unknown": {
    severity: "warning",
    message: 'No {what} has the {field} "{value}".{hint}',
    help: "Correct it, or remove it from the rule.",
  },
  "operation-without-errors": {
    severity: "warning",
    message: 'The operation "{operation}" has no response for an error.',
    help: 'Say under "specs" in the configuration which errors it can give, or describe them in the description.',
  },
  "spec-operation-missing": {
    severity: "warning",
    message:
      'The error "{name}" of the catalog "{catalog}" is limited to the operation "{operation}", which the description does not have.{hint}',
    help: "Correct the operation in the catalog, or the operation id in the description.",
  },
  "spec-code-unknown": {
    severity: "warning",
    message:
      'The list of codes at "{pointer}" has codes that the catalog "{catalog}" does not know: {codes}.',
    help: "Add them to the catalog, or correct the list; a reference to the component of the codes cannot drift.",
  },
  "spec-code-missing": {
    severity: "warning",
    message: 'The list of codes at "{pointer}" lacks codes of the catalog "{catalog}": {codes}.',
    help: "Complete the list; a reference to the component of the codes cannot drift.",
  },

  // Reading files.
  "file-not-found": {
    severity: "error",
    message: 'The file "{path}" does not exist.',
    help: "Correct the path, or create the file.",
  },
  "file-unreadable": {
    severity: "error",
    message: 'The file "{path}" cannot be read: {reason}.',
    help: "Check that it is a file and that you may read it.",
  },
  "file-not-utf8": {
    severity: "error",
    message: "The file is not valid UTF-8: the byte at offset {offset} does not fit.",
    help: "Save the file as UTF-8.",
  },
  "file-too-large": {
    severity: "error",
    message: "The file has {size} bytes, and {limit} is the most that is read.",
    help: "Split it: a catalog into several, a description into files that it refers to.",
  },

  // YAML and JSON.
  "yaml-syntax": {
    severity: "error",
    message: "The YAML cannot be read here: {reason}.",
    help: "Correct the text at this place; a value that begins with a special character needs quotes.",
  },
  "yaml-tab": {
    severity: "error",
    message: "A tab stands where YAML allows only spaces.",
    help: "Indent with spaces.",
  },
  "yaml-empty": {
    severity: "error",
    message: "The file is empty.",
    help: "Write something into it; the README shows the smallest catalog and configuration.",
  },
  "yaml-many-documents": {
    severity: "error",
    message: "The file holds more than one YAML document.",
    help: 'Keep one document a file, and no "---" between parts.',
  },
  "yaml-duplicate-key": {
    severity: "error",
    message: 'The key "{key}" stands twice in one map.',
    help: "Keep one of the two, or rename one.",
  },
  "yaml-key": {
    severity: "error",
    message: "A key must be a text, and this is none.",
    help: "Write a plain or quoted text before the colon.",
  },
  "yaml-alias": {
    severity: "error",
    message: "YAML anchors and aliases are not allowed; this is {what}.",
    help: "Write the value out, so that a definition is understood from its own lines; a text that begins with & or * needs quotes.",
  },
  "yaml-anchor-missing": {
    severity: "error",
    message: 'The alias "*{name}" has no anchor before it.',
    help: "Name an anchor that stands above, or write the value out; a text that begins with * needs quotes.",
  },
  "yaml-tag": {
    severity: "error",
    message: 'YAML tags are not allowed; this is "{tag}".',
    help: "Leave the tag out; a text that begins with ! needs quotes.",
  },
  "yaml-too-deep": {
    severity: "error",
    message: "Lists and maps are nested deeper than {limit} levels.",
    help: "Make the structure flatter.",
  },
  "yaml-too-large": {
    severity: "error",
    message: "The file holds more than {limit} lines, commas, dashes and brackets.",
    help: "Split it: a catalog into several, a description into files that it refers to.",
  },
  "yaml-merge": {
    severity: "error",
    message: 'The merge key "<<" of YAML 1.1 is not allowed.',
    help: "Write the keys out, so that a definition is understood from its own lines.",
  },
  "yaml-number": {
    severity: "error",
    message: "{source} is not a number that JSON can hold.",
    help: "Write a finite number, or quote it if it is a text.",
  },
  "yaml-character": {
    severity: "error",
    message: "The character {character} may not stand in YAML.",
    help: "Remove it, or write the text in double quotes with an escape in its place.",
  },
  "yaml-half-character": {
    severity: "error",
    message: "The text holds half a character ({unit}), which cannot be saved as UTF-8.",
    help: "Write the character itself, or both escapes of the pair.",
  },
  "json-syntax": {
    severity: "error",
    message: "The JSON cannot be read here: {reason}.",
    help: 'Correct the text at this place, or rename the file to end in ".yaml" if it is YAML.',
  },

  // The schema.
  "unknown-property": {
    severity: "error",
    message: '"{name}" is not a property of {owner}.{suggestion}',
    help: "Known here: {known}.",
  },
  "missing-property": {
    severity: "error",
    message: '{owner} needs the property "{name}".',
    help: 'Add "{name}". {about}',
  },
  "wrong-type": {
    severity: "error",
    message: "{name} must be {expected}, and this is {actual}.",
    help: "{advice}{about}",
  },
  "not-one-of": {
    severity: "error",
    message: '"{value}" is not a value of {name}.{suggestion}',
    help: "Use one of: {known}.",
  },
  "bad-form": {
    severity: "error",
    message: '"{value}" does not have the form of {name}.',
    help: "{form}",
  },
  "bad-key": {
    severity: "error",
    message: '"{key}" cannot be a key of {name}.',
    help: "{form}",
  },
  "out-of-bounds": {
    severity: "error",
    message: "{name} {fault}.",
    help: "{form}",
  },
  "choose-one": {
    severity: "error",
    message: "{owner} needs exactly one of {choices}.",
    help: "{about}",
  },
  "duplicate-item": {
    severity: "error",
    message: "The list {name} holds the same value twice, at positions {first} and {second}.",
    help: "Keep one of the two.",
  },
  "more-faults": {
    severity: "error",
    message: "There are faults at {count} more places.",
    help: "Correct those that are told, then run again.",
  },

  // The rules, in the order of the catalog format's own list.
  "name-collision": {
    severity: "error",
    message: 'The names "{name}" and "{other}" would both make "{identifier}".',
    help: "Rename one of them so that they differ by more than case and by what is generated from them.",
  },
  "code-named-twice": {
    severity: "error",
    message: 'The code "{code}" is called "{name}" here and "{other}" elsewhere.',
    help: "Give it one name, or a name in one of its definitions alone: it is one member of the enum.",
  },
  "name-suffix": {
    severity: "error",
    message: 'The name "{name}" ends in "{suffix}", and its class would be called "{name}Error".',
    help: 'Leave "{suffix}" out: it is added to the class.',
  },
  "name-reserved": {
    severity: "error",
    message: 'The name "{name}" would make "{identifier}", which is taken by {owner}.',
    help: "Choose another name, for example one that says more: RequestTimeout for Timeout.",
  },
  "code-repeated": {
    severity: "error",
    message: 'The code "{code}" stands twice in the definition "{definition}".',
    help: 'Keep one of the two; 29001 and "29001" are one code on the wire.',
  },
  "code-literal": {
    severity: "error",
    message: "The code {source} is not written as JSON would print it ({printed}).",
    help: 'Quote it: "{source}", if that is what travels on the wire; else write the number plainly.',
  },
  "code-type": {
    severity: "error",
    message: 'The code {code} is {actual}, and the catalog\'s codeType is "{codeType}".',
    help: "{advice}",
  },
  "code-spelled-twice": {
    severity: "error",
    message: 'The code "{code}" is a number in one definition and a text in another.',
    help: "Write it the same way in both: it becomes one member of the enum.",
  },
  "code-undecided": {
    severity: "error",
    message:
      'The definitions "{first}" and "{second}" share the code "{code}", and a response could be either.',
    help: 'Tell them apart with "match": by scope, operation, status, envelope, message or body, so that both cannot hold or one lies inside the other.',
  },
  "code-crowded": {
    severity: "error",
    message: 'The code "{code}" has more than {limit} definitions.',
    help: "Make one definition of those whose difference no caller can act upon.",
  },
  "message-alone": {
    severity: "warning",
    message:
      'The code "{code}" is told apart by the server\'s wording alone in "{definition}", and no definition takes it when the wording changes.',
    help: 'Add a definition of this code without "match".',
  },
  "fallback-effect": {
    severity: "error",
    message:
      '"{definition}" takes what the message of "{other}" leaves over, and promises that nothing happened (effect: none) where the other does not.',
    help: 'Write "effect: unknown" on "{definition}": vendors reword messages.',
  },
  "fallback-retry": {
    severity: "warning",
    message:
      '"{definition}" takes what the message of "{other}" leaves over, and says "{retry}" where the other says "{otherRetry}".',
    help: 'Give "{definition}" the more careful of the two.',
  },
  "said-twice": {
    severity: "error",
    message: '"{dimension}" stands in "match" and beside it.',
    help: 'Remove the one beside "match": what stands in it is the fact too.',
  },
  "envelopes-alike": {
    severity: "error",
    message:
      'The envelopes "{first}" and "{second}" read code and message at the same places, and a body could be either.',
    help: 'Tell them apart with "when": by a constant that excludes the other, or give one all conditions of the other and more.',
  },
  "unknown-reference": {
    severity: "error",
    message: '"{name}" is not {what} of this catalog.{suggestion}',
    help: "Declare it, or choose one of those declared so far: {known}.",
  },
  unused: {
    severity: "warning",
    message: '{what} "{name}" is declared and never used.',
    help: "Use it or remove it.",
  },
  "template-syntax": {
    severity: "error",
    message: "The template cannot be read: {reason}.",
    help: "A hole is {hole} or a name in braces, and a brace of the text itself is doubled.",
  },
  "template-holes-touch": {
    severity: "error",
    message: "Two holes of the template touch, so that nobody can tell where one ends.",
    help: "Put text between them, or make them one hole.",
  },
  "template-hole-repeated": {
    severity: "error",
    message:
      'The hole "{hole}" stands twice in the template, and a message could have two values there.',
    help: "Keep the name of one of the two, and leave the other without a name or give it a param of its own.",
  },
  "template-hole-unknown": {
    severity: "error",
    message: 'The hole "{hole}" is {what}.',
    help: "{advice}",
  },
  "param-without-place": {
    severity: "error",
    message: 'The param "{param}" has no place to be read from in every message.',
    help: 'Give it "at", put its hole into every message, or mark it "optional: true".',
  },
  "param-type": {
    severity: "error",
    message:
      'The param "{param}" is read from a message, and is not a string, a number or an integer.',
    help: 'Give it one of these types, or a place with "at".',
  },
  "schema-keyword": {
    severity: "error",
    message: '"{keyword}" is not a keyword of the JSON Schemas in a catalog.{suggestion}',
    help: "Use only: {known}.",
  },
  "schema-invalid": {
    severity: "error",
    message: 'The JSON Schema is not valid: "{keyword}" {fault}.',
    help: "Correct the keyword's value.",
  },
  "schema-ref": {
    severity: "error",
    message: 'The reference "{ref}" does not point to a shared schema of this catalog.',
    help: 'Write "#/schemas/Name" and declare the schema under "schemas"; nothing is fetched and no file is read.',
  },
  "schema-cycle": {
    severity: "error",
    message: 'The schema "{name}" refers to itself without an object or a list between.',
    help: "Break the circle.",
  },
  "schema-sample": {
    severity: "error",
    message: "The sample {value} does not fit its own schema: {fault}.",
    help: 'Correct the sample or the schema; where none is written, give the schema "examples".',
  },
  "schema-endless": {
    severity: "error",
    message: "No value fits this schema: each would have to hold another one of it, without end.",
    help: "Make a property on the way optional, let a list be empty, or add a choice that ends.",
  },
  "schema-sample-large": {
    severity: "error",
    message:
      "A sample of this schema would have more than {values} values or {characters} characters.",
    help: "Require fewer properties, shorter lists or shorter texts.",
  },
  "body-impossible": {
    severity: "error",
    message: 'No body can be built for "{definition}": {reason}.',
    help: "{advice}",
  },
  "example-untrue": {
    severity: "error",
    message: 'The example of "{definition}" is recognised as {actual}.',
    help: "Correct the example's body, status, headers, scope or operation, or the definition's match.",
  },
  "example-body": {
    severity: "error",
    message: 'The example of "{definition}" does not fit {what}: {fault}.',
    help: "Correct the example or the schema.",
  },
  "example-status": {
    severity: "error",
    message:
      'The example of "{definition}" comes with the status {status}, which the definition does not list.',
    help: "Correct one of the two.",
  },
  "example-envelope": {
    severity: "error",
    message:
      'The example of "{definition}" comes in the envelope "{envelope}", which the definition does not list.',
    help: 'Name the envelope under "envelope" of the definition too, or correct that of the example.',
  },
  "response-unrecognised": {
    severity: "warning",
    message:
      "No response that can be built for {what} is recognised as it: what is built is taken for {actual}.",
    help: 'Correct the conditions in "when", "success" or "match" that decide this, or give the definition an example that is recognised as it.',
  },
  "success-status": {
    severity: "error",
    message:
      'The definition "{definition}" comes with the status {status}, and nothing says that such a response is an error.',
    help: 'Give the catalog "success", or the definition\'s envelope "when".',
  },
  "status-fact": {
    severity: "error",
    message: 'The status {status} has "{fact}", and a status below 400 carries texts only.',
    help: "Remove it: such a response is an error only where a definition says so, and that has the facts.",
  },
  "reserved-used": {
    severity: "error",
    message: '{what} "{name}" is reserved: {reason}',
    help: "Choose another, or take the reservation back on purpose.",
  },
  "reserved-range": {
    severity: "error",
    message: "The reserved range from {from} to {to} is not in order.",
    help: "Put the lower code first, both of one type.",
  },
  "version-above": {
    severity: "error",
    message: "The version {since} is above that of the catalog, {version}.",
    help: "Correct it, or raise the version of the catalog first.",
  },
  "deprecated-use": {
    severity: "error",
    message: '"use" names "{name}", which is {fault}.',
    help: 'Name a definition that is not deprecated, or leave "use" out.',
  },
  "code-entry-bare": {
    severity: "error",
    message: "The entry of the code {code} says nothing but the code.",
    help: "Write {code} in its place, or what is true of this code alone.",
  },
  "link-url": {
    severity: "error",
    message: '"{url}" is not an absolute http or https URL.',
    help: "Write the whole URL, or a link to a definition as #Name.",
  },
  "docs-placeholder": {
    severity: "error",
    message: 'The rule for links has the placeholder "{placeholder}".',
    help: "Use only the placeholders code, slug and name, in braces.",
  },
  "header-value": {
    severity: "error",
    message:
      'The condition on the header "{header}" asks for {value}, and the values of headers are texts.',
    help: 'Quote it: "{value}".',
  },
  "header-repeated": {
    severity: "error",
    message: 'The header "{header}" stands twice in one map.',
    help: "Keep one of the two: the names of headers have no case, and in a condition one list can hold all values.",
  },
  "day-unknown": {
    severity: "error",
    message: 'No calendar has the day "{day}".',
    help: "Correct the day of the month.",
  },
  "locale-repeated": {
    severity: "error",
    message: 'The languages "{first}" and "{locale}" are one: language tags have no case.',
    help: "Keep one of the two.",
  },

  // Output.
  "file-in-the-way": {
    severity: "error",
    message: 'The file "{path}" would be written, and it is not one that Faultbook made.',
    help: "Move it away, or choose another output folder.",
  },
  "file-edited": {
    severity: "warning",
    message: 'The generated file "{path}" was changed since it was written, and is replaced.',
    help: "Change the catalog or the templates instead; the edit is in your version control, if it was committed.",
  },
  "file-edited-kept": {
    severity: "warning",
    message:
      'The file "{path}" is not generated any more, and is kept because it was changed since it was written.',
    help: "Delete it if you do not need it.",
  },
  "file-unmarked-kept": {
    severity: "warning",
    message:
      'The file "{path}" is not generated any more, and is kept because nothing in it says that Faultbook wrote it.',
    help: "Delete it if you do not need it.",
  },
  "output-outside": {
    severity: "error",
    message: 'The output "{path}" lies outside the output folder.',
    help: "This is a fault of the emitter that gave it.",
  },
  "output-clash": {
    severity: "error",
    message:
      'The output "{path}" clashes with another output, or with a name that Faultbook keeps for itself.',
    help: "This is a fault of the emitter that gave it.",
  },
  "output-link": {
    severity: "error",
    message: 'A symbolic link at "{path}" leads out of the output folder, or nowhere.',
    help: "Remove the link, or choose another output folder.",
  },
  "output-not-a-folder": {
    severity: "error",
    message: '"{path}" is needed as a folder, and is something else.',
    help: "Move it away, or choose another output folder.",
  },
  "output-not-a-file": {
    severity: "error",
    message: '"{path}" is needed as a file, and is something else.',
    help: "Move it away, or choose another output folder.",
  },
  "file-stale": {
    severity: "error",
    message: 'The generated file "{path}" is {state}.',
    help: 'Run "faultbook generate" and commit what it writes.',
  },
  "state-unreadable": {
    severity: "error",
    message: 'The state "{path}" is not one that Faultbook has written.',
    help: "Delete it, then generate again.",
  },
  "disk-changed": {
    severity: "error",
    message: 'The file "{path}" was changed by somebody else while it was about to be replaced.',
    help: "It stays as it is; run again.",
  },
  "disk-write-failed": {
    severity: "error",
    message: 'Writing "{path}" failed: {reason}.',
    help: "{state}",
  },
} as const;

/** Takes a table all of whose rows are rows. */
type Rows<Table extends Readonly<Record<string, Row>>> = Table;

/** The stable code of a diagnostic. */
export type DiagnosticCode = keyof Rows<typeof diagnosticTable>;
