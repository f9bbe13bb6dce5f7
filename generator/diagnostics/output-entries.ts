// Diagnostics on writing output.

/** The entries on writing output. */
export const outputEntries = {
  "internal-published": {
    severity: "warning",
    message: 'The package "{package}" is public, and contains internal definitions: {names}.',
    help: 'Set "access" of "emitters.package" to restricted or private. If anybody may know them, leave "internal" out.',
  },
  "file-in-the-way": {
    message: 'The file "{path}" would be written, and it is not one that Faultbook made.',
    help: "Move it away, or choose another output folder.",
  },
  "file-edited": {
    severity: "warning",
    message: 'The generated file "{path}" was changed since it was written, and is replaced.',
    help: "Change the catalog or the templates instead; the edit is in your version control, if it was committed.",
  },
  "file-conflicted": {
    severity: "warning",
    message: 'A merge left the generated file "{path}" in conflict; it is replaced.',
    help: "Resolve the conflicts of the catalog alone: generating brings all other files in line.",
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
  "version-lowered": {
    message: 'The package "{path}" has the version {present}, and would get {wanted}.',
    help: 'Raise the version of the catalog, or set "emitters.package.version" to "keep" if another tool raises the versions of packages.',
  },
  "output-outside": {
    message: 'The output "{path}" is outside of the output folder.',
    help: "This is a fault of the emitter that returned it.",
  },
  "output-clash": {
    message:
      'The output "{path}" clashes with another output, or with a name that Faultbook reserves.',
    help: "This is a fault of the emitter that returned it.",
  },
  "output-link": {
    message: 'A symbolic link at "{path}" leads out of the output folder, or nowhere.',
    help: "Remove the link, or choose another output folder.",
  },
  "output-not-a-folder": {
    message: '"{path}" must be a folder, but is something else.',
    help: "Move it away, or choose another output folder.",
  },
  "output-not-a-file": {
    message: '"{path}" must be a file, but is something else.',
    help: "Move it away, or choose another output folder.",
  },
  "file-stale": {
    message: 'The generated file "{path}" is {state}.',
    help: 'Run "faultbook generate" and commit what it writes.',
  },
  "file-line-ends": {
    message: 'The generated file "{path}"{more} differs in its line ends alone.',
    help: 'Git wrote the line ends of Windows. Add the line "{folder} text eol=lf" to .gitattributes, then run "git add --renormalize ." and "faultbook generate".',
  },
  "state-unreadable": {
    severity: "warning",
    message: 'The state "{path}" cannot be used, and is made anew: {reason}.',
    help: "Files of earlier runs are known by their manifests and banners alone; delete by hand what nothing makes any more.",
  },
  "disk-changed": {
    message: 'The file "{path}" was changed by another process while it was about to be replaced.',
    help: "It stays as it is; run again.",
  },
  "disk-write-failed": {
    message: 'Writing "{path}" failed: {reason}.',
    help: "{state}",
  },
} as const;
