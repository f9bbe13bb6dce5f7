// A use of a code in a source.

import type { SourceFile } from "../text/source.ts";

/** How a code is used: compared, a case of a switch, a key of a map, an element of a list, given to an error, in a body, expected by a test, declared, passed on, with `instanceof`, or by a function or class of a generated package. */
export type UseForm =
  | "comparison"
  | "case"
  | "key"
  | "list"
  | "throw"
  | "body"
  | "expectation"
  | "declaration"
  | "value"
  | "instanceof"
  | "package";

/** A use of a code. */
export interface CodeUse {
  readonly file: SourceFile;
  /** The range of the expression. */
  readonly start: number;
  readonly end: number;
  readonly form: UseForm;
  /** The code as text. */
  readonly code: string;
  /** The name of the definition that a class or a guard belongs to. */
  readonly definition?: string;
}
