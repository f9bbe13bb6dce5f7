// Diagnostics on release records, and on what a catalog owes to those who use what was released.

/** The entries on release records and on catalogs that changed since. */
export const releaseEntries = {
  "release-step": {
    severity: "warning",
    errorIn: '"diff --require", "generate --check" and "release"',
    message:
      'The version of "{id}" is {version}, and {changes} since the release of {released} {need} {needed} or higher.',
    help: 'Set "version: {needed}", or undo the changes; "faultbook diff" explains each.',
  },
  "release-changeset": {
    severity: "warning",
    errorIn: '"diff --require" and "generate --check"',
    message:
      'The package "{name}" needs a changeset of at least "{step}" for {changes} since the release of {released}, and has {found}.',
    help: 'Run "faultbook diff --changeset", which writes one, or write "{name}": {step} at the top of one.',
  },
  "release-package": {
    message:
      'The package "{name}" has the version {version}, and {changes} since the release of {released} {need} {needed} or higher.',
    help: 'Write a changeset with "{name}": {step} and run "npx changeset version", or set the version in this package.json to {needed} or higher.',
  },
  "release-ahead": {
    severity: "warning",
    errorIn: '"diff --require", "generate --check" and "release"',
    message:
      'The version of "{id}" is {version}, and that of its package "{name}", from which a release takes it, is {found}.',
    help: 'Set "version: {found}" in the catalog, and write a changeset for what changed; or set the version in the package.json to {version}.',
  },
  "release-prerelease": {
    message:
      'The package "{name}" has the version {version}, and a catalog is released in whole versions, such as 2.0.0.',
    help: "Release when the package has one; with changesets, leave the mode of pre-releases first.",
  },
  "release-lowered": {
    severity: "warning",
    errorIn: '"diff --require", "generate --check" and "release"',
    message:
      'The version of "{id}" is {version}, which is lower than {released}, the version that was released last.',
    help: 'Set "version: {needed}" or higher: a version is never released twice.',
  },
  "release-unreserved": {
    severity: "warning",
    errorIn: '"diff --require", "generate --check" and "release"',
    message: "{what} was released in {version}, is gone, and is not reserved.",
    help: 'Add this line to "reserved" in the catalog:  - {line}',
  },
  "sunset-passed": {
    severity: "warning",
    message: "{what} is deprecated, and was to go after {sunset}.",
    help: "Remove it and reserve {parts}, or give it more time.",
  },
  "release-unprotected": {
    severity: "warning",
    errorIn: '"diff --require", "generate --check" and "release"',
    message:
      "{what} was reserved, so that it never comes back with another meaning, and is not any more.",
    help: 'Put this line back into "reserved" in the catalog:  - {line}',
  },
  "release-missing": {
    severity: "warning",
    message: 'The catalog "{id}" has no release record, so there is nothing to compare it with.',
    help: 'Run "faultbook release" when its version is published; or compare with a file, or with "--against <revision>".',
  },
  "diff-side": {
    message: 'The {side} side of the comparison, "{path}", is invalid.',
    help: "What is wrong with it follows.",
  },
  "diff-folder": {
    message: 'The folder "{path}" is not a generated package: it has no "errors.json".',
    help: "Name a catalog file, a release record, a package or its archive; the folder of a generated package has an errors.json.",
  },
  "diff-catalog": {
    message:
      'The old side has the catalog "{id}", and the new side has no catalog with this id.{hint}',
    help: "Name the file of the new side, too; of a package with several catalogs, choose some with --only.",
  },
  "diff-sides": {
    message: "{what}",
    help: 'Give no side to compare with the release records, one old side, or an old and a new one; or "--against <revision>" alone.',
  },
  "changeset-folder": {
    message: 'There is no folder ".changeset" at or above the configuration.',
    help: 'Run "npx changeset init" first, or take the step in the catalog itself.',
  },
  "changeset-package": {
    severity: "warning",
    message: 'No output makes a package of the catalog "{id}", so it gets no changeset.',
    help: "Write the changeset of whatever publishes it by hand.",
  },
  "changeset-edited": {
    severity: "warning",
    message: 'The changeset "{path}" was edited, so it stays as it is.',
    help: "A new changeset has the lines that it does not have. Delete what the two repeat, or what is no longer true.",
  },
  "package-missing": {
    message: 'The package "{name}" is not installed.',
    help: 'Install it, or name its archive, as "npm pack" makes it; nothing is fetched.',
  },
  "package-version": {
    message: 'The package "{name}" is installed in the version {found}, and not in {wanted}.',
    help: 'Install that version, or name its archive, as "npm pack {name}@{wanted}" makes it.',
  },
  "package-without-facts": {
    message: 'The package "{name}" has no "errors.json", which says what its errors are.',
    help: 'It was made with "emitters.json: false" or by other means. Leave that out for the next version; until then use the catalog itself, or compare with a revision of git.',
  },
  "package-archive": {
    message: 'The archive "{path}" cannot be read: {reason}.',
    help: 'Make it again with "npm pack", or download it again.',
  },
  "package-unreadable": {
    message: 'The file "{path}" is not one that this version of Faultbook can read.',
    help: "Install the version of Faultbook that generated it, or a newer one.",
  },
  "git-missing": {
    message: "The program git cannot be run: {reason}.",
    help: "Install git, or compare with a file.",
  },
  "git-no-repository": {
    message: "The folder of the configuration is not in a git repository.",
    help: "Run it in a checkout, or compare with a file.",
  },
  "git-revision": {
    message: 'The repository has no revision "{revision}".',
    help: "Correct the name: a branch, a tag or a commit. A branch of another repository needs its name, as in origin/main.",
  },
  "git-shallow": {
    message: 'The repository is a shallow clone, which does not have the revision "{revision}".',
    help: 'Fetch the whole history first: "git fetch --unshallow --tags origin +refs/heads/*:refs/remotes/origin/*", or "fetch-depth: 0" of actions/checkout.',
  },
  "record-line": {
    message: 'This line is not one that "faultbook release" writes: {reason}.',
    help: "Restore the file from version control. A record is never edited by hand.",
  },
  "record-twice": {
    message: 'The record says two things of "{fact}".',
    help: 'Keep one of the two lines, the one of the newer version if they differ in it; then run "faultbook release".',
  },
  "record-truncated": {
    message: "The record is cut off: its last line, {end}, is missing.",
    help: "Restore the file from version control.",
  },
  "record-newer": {
    message:
      "The record has the format {format}, and this version of Faultbook reads up to {known}.",
    help: "Install the version of Faultbook that wrote it, or a newer one.",
  },
  "record-misplaced": {
    message: 'This is the record of the catalog "{id}", and its name belongs to "{expected}".',
    help: 'Rename the file to "{id}.yaml"; a catalog keeps its record as long as it keeps its id.',
  },
  "record-deleted": {
    message: 'The release record "{path}" was deleted: "{revision}" has it.',
    help: 'Restore it with "git checkout {revision} -- {path}". Without a record, no change is refused.',
  },
  "record-without-catalog": {
    severity: "warning",
    errorIn: '"diff --require", "generate --check" and "release"',
    message: 'No catalog has the id "{id}", which was released.{hint}',
    help: 'Give the catalog its id back, since it names the package and the brand of its exceptions. If nobody uses the package any more, add "{id}" to "releases.retired" in the configuration.',
  },
  "catalog-gone": {
    severity: "warning",
    errorIn: '"diff --require" and a first "release"',
    message: 'The catalog "{id}" is gone: "{revision}" has it.',
    help: 'Restore it with its id and its release record. If nobody uses its package any more, add "{id}" to "releases.retired" in the configuration.',
  },
} as const;
