// Documents against their schema.

import { visit } from "../catalog/json-schema.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { schemaFaults } from "../diagnostics/faults.ts";
import { acceptsCatalog, acceptsSchema } from "../schema/acceptors.js";
import { nodeAt, type YamlNode } from "../text/yaml.ts";
import { type Pruned, pruned } from "./prune.ts";
import { emptyBounds } from "./schema-bounds.ts";

/** A document after validation. */
export interface ValidatedDocument extends Pruned {
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks a document against `schema/catalog.schema.json`; the schema itself, and what finds its faults, are loaded only if there are any. */
export async function validateDocument(root: YamlNode): Promise<ValidatedDocument> {
  const data: unknown = root.value;
  if (acceptsCatalog(data)) {
    const none: ReadonlySet<string> = new Set();
    return { document: data, broken: none, unsound: none, diagnostics: [] };
  }
  const { validateCatalog } = await import("../schema/validators.js");
  validateCatalog(data);
  const errors = validateCatalog.errors ?? [];
  const { default: schema } = await import("../../schema/catalog.schema.json");
  const diagnostics = schemaFaults(errors, {
    root,
    schema: schema as object,
    whole: "the catalog",
  });
  if (!hasErrors(diagnostics))
    throw new Error("the schema refuses a document, and no fault is reported");
  return { ...pruned(data, errors), diagnostics };
}

/** Returns what is wrong with a JSON Schema outside of a catalog, which has the same keywords and no shared schemas. */
export async function checkSchema(root: YamlNode): Promise<readonly Diagnostic[]> {
  const data: unknown = root.value;
  if (!acceptsSchema(data)) {
    const { validateSchema } = await import("../schema/validators.js");
    validateSchema(data);
    const { default: schema } = await import("../../schema/catalog.schema.json");
    const { $defs } = schema;
    const text = {
      root,
      schema: { ...$defs.EmbeddedSchema, $defs } as object,
      whole: "the schema",
    };
    return schemaFaults(validateSchema.errors ?? [], text);
  }
  const found = emptyBounds(data).map(({ keyword, fault, pointer }) =>
    diagnostic("schema-invalid", { keyword, fault }, { span: nodeAt(root, pointer).span }),
  );
  visit(data, ({ $ref: ref }, pointer) => {
    if (ref === undefined) return;
    found.push(diagnostic("schema-ref", { ref }, { span: nodeAt(root, `${pointer}/$ref`).span }));
  });
  return found;
}
