// What a custom module exports as an emitter, checked before it is run.

import type { JsonSchema } from "../catalog/json-schema.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { checkSchema } from "../rules/validate.ts";
import { plainTree } from "../text/plain.ts";
import type { SourceFile } from "../text/source.ts";

/** An emitter of a custom module. */
export interface UserEmitter {
  readonly name: string;
  readonly scope: "catalog" | "all";
  readonly options: JsonSchema;
  readonly emit: (input: unknown, options: unknown, made: unknown) => unknown;
}

/** An emitter, or what is wrong with the value: the end of a sentence about it, or faults of its schema. */
export type CheckedEmitter =
  | { readonly emitter: UserEmitter }
  | { readonly fault: string }
  | { readonly faults: readonly Diagnostic[] };

/** Names with another meaning. */
const takenNames: readonly string[] = [
  "typescript",
  "openapi",
  "markdown",
  "package",
  "site",
  "joined",
  "custom",
  "template",
  "src",
  "dist",
];

/** Returns a value as an emitter, or what is wrong with it; `file` is its module. */
export async function checkEmitter(value: unknown, file: SourceFile): Promise<CheckedEmitter> {
  try {
    return await checked(value, file);
  } catch {
    // A getter or a proxy may do anything.
    return { fault: "cannot be read" };
  }
}

/** The schema of an emitter that says nothing of options. */
const noOptions: JsonSchema = { type: "object", additionalProperties: false };

async function checked(value: unknown, file: SourceFile): Promise<CheckedEmitter> {
  if (typeof value !== "object" || value === null) return { fault: "is no object" };
  const { name, scope, options, emit } = value as Readonly<Record<string, unknown>>;
  if (typeof name !== "string") return { fault: 'has no "name"' };
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 64) {
    return {
      fault: `has the name "${name}": lower-case letters, digits and single hyphens make one`,
    };
  }
  if (takenNames.includes(name)) return { fault: `has the name "${name}", which is taken` };
  if (scope !== "catalog" && scope !== "all") {
    return { fault: 'has no "scope" that is "catalog" or "all"' };
  }
  if (typeof emit !== "function") return { fault: 'has no function "emit"' };
  const tree = plainTree(options === undefined ? noOptions : options, {
    file,
    isTaken: () => false,
  });
  if (!("root" in tree)) {
    return { fault: `has "options" with ${tree.what}, which are no JSON Schema` };
  }
  const schema = tree.root.value;
  if (tree.root.kind !== "mapping") return { fault: 'has no "options" that are a JSON Schema' };
  const faults = await checkSchema(tree.root);
  if (faults.length > 0) return { faults };
  const run = (...given: readonly unknown[]): unknown => emit.call(value, ...given);
  return { emitter: { name, scope, options: schema as JsonSchema, emit: run } };
}
