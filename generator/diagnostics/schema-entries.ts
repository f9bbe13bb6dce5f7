// Diagnostics on documents and configurations that break their schema.

/** The entries on documents and configurations that break their schema. */
export const schemaEntries = {
  "unknown-property": {
    message: '"{name}" is not a property of {owner}.{suggestion}',
    help: "Known here: {known}.",
  },
  "extension-key": {
    message: '"{name}" cannot be a key of {owner}.',
    help: "{advice}",
  },
  "missing-property": {
    message: '{owner} needs the property "{name}".',
    help: 'Add "{name}". {about}',
  },
  "wrong-type": {
    message: "{name} must be {expected}, and this is {actual}.",
    help: "{advice}{about}",
  },
  "not-one-of": {
    message: '"{value}" is not a value of {name}.{suggestion}',
    help: "Use one of: {known}.",
  },
  "bad-form": {
    message: '"{value}" does not have the form of {name}.',
    help: "{advice}{form}",
  },
  "bad-key": {
    message: '"{key}" cannot be a key of {name}.',
    help: "{advice}{form}",
  },
  "out-of-bounds": {
    message: "{name} {fault}.",
    help: "{form}",
  },
  "choose-one": {
    message: "{owner} needs exactly one of {choices}.",
    help: "{about}",
  },
  "duplicate-item": {
    message: "The list {name} holds the same value twice, at positions {first} and {second}.",
    help: "Keep one of the two.",
  },
  "schema-keyword": {
    message: '"{keyword}" is not a keyword of the JSON Schemas in a catalog.{suggestion}',
    help: "Use only: {known}.",
  },
  "schema-invalid": {
    message: 'The JSON Schema is invalid: "{keyword}" {fault}.',
    help: "Correct the value of the keyword.",
  },
  "schema-ref": {
    message: 'The reference "{ref}" does not point to a shared schema of this catalog.',
    help: 'Write "#/schemas/Name" and declare the schema under "schemas"; nothing is fetched and no file is read.',
  },
  "more-faults": {
    message: "There are errors at {count} more places.",
    help: "Correct those that are reported, then run again.",
  },
} as const;
