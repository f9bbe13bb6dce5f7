// The diagnostics of texts in other languages.

export const localeEntries = {
  "locale-tag": {
    message: '"{name}" in the folder of languages is not a language tag: {reason}.',
    help: "{advice}",
  },
  "locale-without-catalog": {
    message: 'No catalog beside the folder "locales" has the id "{id}".{hint}',
    help: "Name the file after the id of its catalog, or delete it.",
  },
  "locale-file-repeated": {
    message: 'The catalog "{id}" has another file with texts in "{tag}".',
    help: "Keep one of the two.",
  },
  "locale-name-unknown": {
    message: '{owner} has no {what} "{name}".{hint}',
    help: "Correct the name, or delete its texts.",
  },
  "locale-text-idle": {
    severity: "warning",
    message: "The catalog has no {field} of {of}, so this one is left out.",
    help: "Write it in the catalog too, or delete it here.",
  },
  "locale-twice": {
    message: 'The message of "{name}" in "{tag}" is also in the "translations" of the catalog.',
    help: "Keep one of the two.",
  },
  "page-word-unknown": {
    message: 'Generated pages have no word "{word}".{hint}',
    help: "Write the English word as docs/words.md has it.",
  },
  "page-word-incomplete": {
    message: 'The translation of "{word}" leaves out {missing}.',
    help: "Put what is in braces where its value belongs in the sentence.",
  },
  "locale-incomplete": {
    severity: "warning",
    message: 'The language "{tag}" of "{id}" has {count} of {all} texts.',
    help: 'Add the others: {missing}. "locales.incomplete" of the configuration says whether this is reported.',
  },
} as const;
