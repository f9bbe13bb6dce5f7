// Diagnostics on reading files, YAML and JSON.

/** The entries on reading files, YAML and JSON. */
export const readingEntries = {
  "file-not-found": {
    message: 'The file "{path}" does not exist.',
    help: "Correct the path, or create the file.",
  },
  "file-unreadable": {
    message: 'The file "{path}" cannot be read: {reason}.',
    help: "Check that it is a file and that you may read it.",
  },
  "file-not-utf8": {
    message: "The file is not valid UTF-8: the byte at offset {offset} does not fit.",
    help: "Save the file as UTF-8.",
  },
  "file-too-large": {
    message: "The file has {size} bytes, and {limit} is the most that is read.",
    help: "Split it: a catalog into several, a description into files that it refers to.",
  },
  "yaml-syntax": {
    message: "The YAML cannot be read here: {reason}.",
    help: "Correct the text at this place; a value that begins with a special character needs quotes.",
  },
  "merge-conflict": {
    message: "The file has a merge conflict, from line {first} to line {last}.",
    help: "Keep one side or both, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.",
  },
  "yaml-tab": {
    message: "There is a tab where YAML allows only spaces.",
    help: "Indent with spaces.",
  },
  "yaml-empty": {
    message: "The file is empty.",
    help: "Write something into it; the README shows a small catalog, configuration and description.",
  },
  "yaml-many-documents": {
    message: "The file holds more than one YAML document.",
    help: 'Keep one document a file, and no "---" between parts.',
  },
  "yaml-duplicate-key": {
    message: 'The key "{key}" is given twice in one map.',
    help: "Keep one of the two, or rename one.",
  },
  "yaml-key": {
    message: "A key must be a string.",
    help: "Write a plain or quoted string before the colon.",
  },
  "yaml-alias": {
    message: "YAML anchors and aliases are not allowed; this is {what}.",
    help: "Write the value out, so that a definition is understood from its own lines; a text that begins with & or * needs quotes.",
  },
  "yaml-anchor-missing": {
    message: 'The alias "*{name}" has no anchor before it.',
    help: "Name an anchor that is above, or write the value out; a text that begins with * needs quotes.",
  },
  "yaml-tag": {
    message: 'YAML tags are not allowed; this is "{tag}".',
    help: "Leave the tag out; a text that begins with ! needs quotes.",
  },
  "yaml-too-deep": {
    message: "Lists and maps are nested deeper than {limit} levels.",
    help: "Make the structure flatter.",
  },
  "yaml-too-large": {
    message: "The file holds more than {limit} lines, commas, dashes and brackets.",
    help: "Split it: a catalog into several, a description into files that it refers to.",
  },
  "yaml-merge": {
    message: 'The merge key "<<" of YAML 1.1 is not allowed.',
    help: "Write the keys out, so that a definition is understood from its own lines.",
  },
  "yaml-number": {
    message: "{source} is not a number that JSON can hold.",
    help: "Write a finite number, or quote it if it is a text.",
  },
  "yaml-character": {
    message: "The character {character} is not allowed in YAML.",
    help: "Remove it, or write the text in double quotes with an escape in its place.",
  },
  "yaml-half-character": {
    message: "The text holds half a character ({unit}), which cannot be saved as UTF-8.",
    help: "Write the character itself, or both escapes of the pair.",
  },
  "json-syntax": {
    message: "The JSON cannot be read here: {reason}.",
    help: 'Correct the text at this place, or rename the file to end in ".yaml" if it is YAML.',
  },
} as const;
