// Diagnostics on documents and configurations that break their schema.

/** The entries on documents and configurations that break their schema. */
export const schemaEntries = {
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
  "schema-keyword": {
    severity: "error",
    message: '"{keyword}" is not a keyword of the JSON Schemas in a catalog.{suggestion}',
    help: "Use only: {known}.",
  },
  "schema-invalid": {
    severity: "error",
    message: 'The JSON Schema is invalid: "{keyword}" {fault}.',
    help: "Correct the value of the keyword.",
  },
  "schema-ref": {
    severity: "error",
    message: 'The reference "{ref}" does not point to a shared schema of this catalog.',
    help: 'Write "#/schemas/Name" and declare the schema under "schemas"; nothing is fetched and no file is read.',
  },
  "more-faults": {
    severity: "error",
    message: "There are errors at {count} more places.",
    help: "Correct those that are reported, then run again.",
  },
} as const;
