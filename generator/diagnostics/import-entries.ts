// Diagnostics on sources that a catalog is imported from.

/** The entries on sources that a catalog is imported from. */
export const importEntries = {
  "import-unread": {
    message: 'The source "{path}" is {what}.',
    help: "Give an OpenAPI description (YAML or JSON), a page or table as Markdown, MDX, HTML, CSV or TSV in UTF-8 or UTF-16, or TypeScript.",
  },
  "import-no-codes": {
    message: 'No error codes were found in "{path}": {what}.',
    help: "{advice}",
  },
  "import-pointer": {
    message: 'There is no list of codes at "{pointer}" in "{path}".',
    help: 'Let the part behind "#" lead to a schema with an "enum", such as openapi.yaml#/components/schemas/ErrorCode, or be the name of an enum or a constant object, such as src/codes.ts#Code.',
  },
  "import-ref": {
    severity: "warning",
    message: 'The reference "{ref}" cannot be followed. {reason}',
    help: "Errors behind it are missing from the catalog. Correct the reference, or bundle the description into one file first.",
  },
  "import-codes-alike": {
    severity: "warning",
    message: 'The codes "{one}" and "{other}" differ by case alone.',
    help: "Both were taken. Remove one of them if the API only ever sends the other.",
  },
  "typescript-missing": {
    message: 'TypeScript cannot be read: the package "ts-morph" is not installed.',
    help: 'Run "npm install --save-dev ts-morph"; nothing else of Faultbook needs it.',
  },
  "typescript-syntax": {
    severity: "warning",
    message: 'The file "{path}" is skipped, since its syntax is wrong: {reason}',
    help: "Correct the file and run again.",
  },
  "import-drift": {
    message: 'The sources say otherwise than when "{id}" was last imported: {what}.',
    help: 'Run with "--update" to add the new codes to {path} and to take note of the rest; nothing was written.',
  },
  "import-not-yaml": {
    message: 'No definition can be added to "{path}", whose definitions are not lines of YAML.',
    help: "Add the new codes by hand.",
  },
  "import-id": {
    message: 'The catalog "{path}" has the id "{other}", not "{id}".',
    help: 'Write to another file with "--to", or give the id of that catalog with "--id".',
  },
  "import-option": {
    message: 'The value "{value}" of "{option}" is not {form}.',
    help: "Give another one, or leave the option out.",
  },
  "import-refused": {
    message: "The sources make no valid catalog: {reason}",
    help: 'Run with "--dry-run" to see the catalog, and correct the source at that place; nothing was written.',
  },
} as const;
