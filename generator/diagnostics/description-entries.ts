// Diagnostics on OpenAPI descriptions that errors are synced into.

/** The entries on OpenAPI descriptions that errors are synced into. */
export const descriptionEntries = {
  "spec-not-openapi": {
    message: 'The file is not an OpenAPI description: it has no "openapi" at its root.',
    help: 'Name the main file of a description, which begins with its version, such as "openapi: 3.1.0".',
  },
  "spec-swagger": {
    message: "Swagger 2.0 is not supported.",
    help: "Convert the file to OpenAPI 3 first.",
  },
  "spec-version": {
    message: 'The OpenAPI version "{version}" is not supported.',
    help: "Use a description of OpenAPI 3.0, 3.1 or 3.2.",
  },
  "spec-conflict": {
    message: '"{pointer}" exists already and was not made by Faultbook.',
    help: 'Remove it to get that of the catalog, or rename it, or give the components other names with "emitters.openapi.names" in the configuration.',
  },
  "component-clash": {
    message: 'The catalogs "{first}" and "{second}" both have the components {names}{more}.',
    help: 'Give the catalogs different prefixes, or put the prefix back into "emitters.openapi.names".',
  },
  "spec-ref": {
    message: 'The reference "{ref}" does not lead to a place that can be edited.',
    help: "Keep the components in the description itself, or in a file of its folder or below, with a relative reference.",
  },
  "spec-ref-circle": {
    message: 'The reference "{ref}" leads back to itself.',
    help: "Let it lead to what it stands for.",
  },
  "spec-part-unread": {
    severity: "warning",
    message:
      "This reference leads to a place that cannot be edited, so the operations behind it get no errors.",
    help: "Keep the operations in a file of the description's folder or below, with a relative reference, or let the owner of that place sync it.",
  },
  "spec-ledger": {
    message: 'The ledger names the file "{path}", which is outside the folder of the description.',
    help: 'Remove the line; "x-faultbook" at the root is written by `faultbook sync` alone.',
  },
  "spec-original-lost": {
    message: 'The hand-written value that was at "{place}" has lost its place, and {fits}.',
    help: 'Undo the renaming, or put the new place into this line of "x-faultbook"; if the value is not needed any more, remove the line.',
  },
  "spec-original-gone": {
    severity: "warning",
    message: 'The hand-written value that was at "{place}" was deleted with its place.',
    help: 'It is removed from "x-faultbook"; restore the place if it was deleted by mistake.',
  },
  "spec-mark": {
    message: 'The mark "{mark}" at "{pointer}" is not the id of a catalog of this description.',
    help: 'Remove "x-faultbook" from what is hand-written; what carries it is updated and removed by `faultbook sync`.',
  },
  "spec-component-needed": {
    severity: "warning",
    message:
      '"{pointer}" stays, because a hand-written reference needs it; otherwise it would be removed.',
    help: "Change or remove the reference and run the command again, or remove the mark from the component to keep it.",
  },
  "spec-codes-place": {
    message:
      'There is no list of values of its own at "{at}", which is to be kept equal to the codes.',
    help: 'Let "codes" lead to a list in the files of the description, such as "#/components/schemas/ErrorCode/enum".',
  },
  "spec-codes-changed": {
    severity: "warning",
    message:
      'The list "{place}" is not restored, because its codes are not those that the catalogs have now.',
    help: 'To get the hand-written list back, undo this run, run "faultbook sync" with "codes" in the configuration, and remove the list afterwards.',
  },
  "spec-outgrown": {
    message: "With the errors the description would be too large to be read again.",
    help: 'Let the rules under "specs" give fewer errors or operations, or split the description into files that it refers to.',
  },
  "spec-ref-nowhere": {
    message:
      'No output makes the OpenAPI document of the catalog "{id}", which the description would refer to.',
    help: 'Have an output with this catalog and the emitter "openapi", or set "fragment" to the path of the document, or use the mode "copy".',
  },
  "spec-ref-missing": {
    severity: "warning",
    message: 'The description refers to "{path}", which does not exist yet.',
    help: "Run `faultbook generate`, and commit the file or make it before the description is used.",
  },
  "spec-ref-version": {
    severity: "warning",
    message:
      'The description is of OpenAPI {version}, and refers to the document of the catalog "{catalog}", which is printed for {printed}.',
    help: 'Set the "version" of the emitter "openapi" to "{wanted}", or have outputs for both versions under "outputs", and generate anew; or use the mode "copy".',
  },
  "spec-shared": {
    message:
      '"{name}" is used in several places through an anchor and an alias, so it cannot change in one of them alone.',
    help: "Write the map out in place of the alias.",
  },
  "spec-responses-shared": {
    severity: "warning",
    message:
      'The operation "{operation}" shares its responses with {others}, which would change too, so it gets no errors.',
    help: 'Write them out in place of the alias, the merge key or the "$ref", or let the rules under "specs" give the same errors to all operations that share them.',
  },
  "spec-not-a-map": {
    message: '"{name}" must be a map, so that errors can be added to it.',
    help: "Remove the value, or make it a map.",
  },
  "spec-place": {
    message: 'There is no place at "{pointer}" where a new entry would leave the rest unchanged.',
    help: 'Write the map more plainly: keys without "?", and a line end at the end of the file.',
  },
  "spec-stale": {
    message: "{entries}{more} {state}.",
    help: 'Run "{command}".',
  },
  "spec-link": {
    message: 'A symbolic link at "{path}" is in the way.',
    help: "Name the file itself.",
  },
  "spec-read-only": {
    message: 'The file "{path}" cannot be written: {reason}.',
    help: "Allow writing to it, or run as a user who may write to it.",
  },
  "spec-changed": {
    message: 'The file "{path}" changed while it was being worked on.',
    help: "Run the command again.",
  },
  "spec-unlisted": {
    message: "There is no description to sync.",
    help: 'Name one on the command line, or list it under "specs" in the configuration.',
  },
  "spec-overlay-many": {
    message: "An overlay is made for one description.",
    help: "Name the description on the command line.",
  },
  "spec-overlay-part": {
    severity: "warning",
    message:
      'The overlay leaves out {count} {responses} of operations in "{path}", since an overlay changes one document alone.',
    help: "Bundle the description into one file and make the overlay of that one, or let `faultbook sync` edit the files.",
  },
  "spec-overlay-components": {
    message:
      'The components of the description are in "{path}", where an overlay of the main file cannot add any.',
    help: "Bundle the description into one file and make the overlay of that one, or let `faultbook sync` edit the files.",
  },
  "overlay-taken": {
    message: 'The file "{path}" exists already and was not made by Faultbook.',
    help: "Name another file for the overlay, or delete that one.",
  },
  "spec-listed-twice": {
    message: 'The description "{path}" is listed already.',
    help: 'Make one entry of the two: an entry under "specs" can name several catalogs and have several rules.',
  },
  "spec-selector-unmatched": {
    severity: "warning",
    message: "This rule matches no {what}.",
    help: "Correct its conditions, all of which must hold, or remove the rule.",
  },
  "spec-selector-unknown": {
    severity: "warning",
    message: 'No {what} has the {field} "{value}".{hint}',
    help: "Correct it, or remove it from the rule.",
  },
  "operation-without-errors": {
    severity: "warning",
    message: "{who} {operations}{more} {have} no response for an error.",
    help: 'Add a rule under "specs" in the configuration, or write error responses into the description.',
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
      'The hand-written "{pointer}" has codes that the catalog "{catalog}" does not know: {codes}.',
    help: 'Add them to the catalog, or correct the description; a list that "codes" names in the configuration is kept equal to the catalog.',
  },
  "spec-code-missing": {
    severity: "warning",
    message:
      'The list of codes at "{pointer}" is missing codes of the catalog "{catalog}": {codes}.',
    help: 'Complete the list, or name it under "codes" in the configuration, which keeps it equal to the catalog.',
  },
  "spec-code-status": {
    severity: "warning",
    message:
      'The hand-written "{pointer}" has codes under {statuses} that the catalog "{catalog}" has under other statuses: {codes}.',
    help: "Move them to the responses of these statuses, or correct the statuses in the catalog.",
  },
  "spec-body-unknown": {
    severity: "warning",
    message: "No envelope of the catalogs {catalogs} fits this example of an error.",
    help: "Correct the example, or describe its shape as an envelope of the catalog; what no envelope fits is parsed as an unknown error.",
  },
} as const;
