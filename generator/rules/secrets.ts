// Rule 28: no text holds a secret.

import {
  type Diagnosing,
  type Diagnostic,
  diagnosing,
  type Entries,
} from "../diagnostics/entry.ts";
import { secretsIn } from "../text/secrets.ts";
import type { SourceFile } from "../text/source.ts";
import { defineRule } from "./rule.ts";

const diagnostics = {
  "secret-like": {
    severity: "warning",
    message: "This looks like {what}.",
    help: "Replace it with a value that is plainly an example, and revoke it if it was ever valid.",
  },
  "url-password": {
    message: "A URL holds a password.",
    help: "Remove the user and the password from the URL, and change the password if it was ever valid.",
  },
} as const satisfies Entries;

/** Reports the secrets in a text of a catalog, a configuration or a template, comments included; none is in a message. */
export function secretFaults(file: SourceFile): readonly Diagnostic[] {
  return reported(file, diagnosing(diagnostics));
}

function reported<Result>(
  file: SourceFile,
  report: Diagnosing<typeof diagnostics, Result>,
): readonly Result[] {
  return secretsIn(file.text).map(({ what, start, end }) => {
    const place = { span: { file, start, end } };
    return what === undefined
      ? report("url-password", {}, place)
      : report("secret-like", { what }, place);
  });
}

export const rule = defineRule({
  number: 28,
  sentence: "No text holds a secret: a key, a token, or a password in a URL.",
  diagnostics,
  check: ({ root }, report) => {
    reported(root.span.file, report);
  },
});
