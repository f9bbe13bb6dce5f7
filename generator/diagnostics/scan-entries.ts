// Diagnostics on codes in sources, and on sources that cannot be scanned.

/** The entries on codes in sources. */
export const scanEntries = {
  "scan-unknown": {
    severity: "warning",
    message: 'The code "{code}" is in no catalog.{hint}',
    help: "Correct it, add it to the catalog of the API that sends it, or, if it is a code of another API, to ignore under scan of the configuration.",
  },
  "scan-deprecated": {
    severity: "warning",
    message: 'The code "{code}" is deprecated since version {since}: {reason}',
    help: "Prepare for the day when it is gone.{instead}",
  },
  "scan-reserved": {
    severity: "warning",
    message: 'The code "{code}" is gone and reserved: {reason}',
    help: "Remove it: the API must never send it again.",
  },
  "scan-instanceof": {
    severity: "warning",
    message: 'This "instanceof {class}" is false for an error of another copy of the package.',
    help: 'Write "{guard}(…)", which is true across copies, realms and module formats.',
  },
  "scan-unused": {
    severity: "warning",
    message: 'No source uses the code "{code}" of the catalog "{catalog}".',
    help: "Handle it, or run without unused in --fail-on.",
  },
  "scan-not-fixed": {
    severity: "warning",
    message: "This use is left as it is: {reason}",
    help: "{advice}",
  },
  "scan-class-asked": {
    severity: "warning",
    message:
      'Errors of the class "{class}" are not rewritten: this code uses the class, and generated errors are not instances of the class.',
    help: "Replace the class by the base class of the package (aliases), let the generated exceptions extend the class (baseClass), or use a guard here.",
  },
  "scan-no-sources": {
    message: 'There is no TypeScript to scan in "{path}".',
    help: "Name folders with .ts, .tsx, .mts or .cts files; folders of packages and generated files are left out.",
  },
  "scan-outside": {
    message: 'The folder "{path}" is outside of the working directory.',
    help: "Run in a folder that contains it, and name the configuration with --config.",
  },
  "tsconfig-wrong": {
    message: 'The configuration of TypeScript "{path}" cannot be used: {reason}',
    help: "Correct it, name another one with --tsconfig, or name the folders to scan.",
  },
  "typescript-unread": {
    severity: "warning",
    message: 'The file "{path}" is skipped, since it is {what}.',
    help: "Remove it from the sources if it is no TypeScript.",
  },
} as const;
