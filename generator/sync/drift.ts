// Contradictions between a description and the catalogs, as warnings with places.

import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { listed } from "../text/lists.ts";
import { suggestion } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import type { Span } from "../text/source.ts";
import { nodeAt, valuesOfKey, type YamlNode } from "../text/yaml-nodes.ts";
import { names, type Operation } from "./operations.ts";
import type { Spec } from "./parts.ts";

/** The input of the comparison. */
export interface Compared {
  readonly spec: Spec;
  readonly catalogs: readonly Catalog[];
  /** Returns the span of a JSON Pointer in the file of a catalog. */
  readonly placeIn: (catalog: Catalog, pointer: string) => Span | undefined;
  readonly operations: readonly Operation[];
  /** Returns whether an operation has a response for an error, or gets one. */
  readonly hasErrors: (operation: Operation) => boolean;
  /** The pointers of the main file that are ours. */
  readonly owned: ReadonlySet<string>;
}

/** Returns the warnings of a description in text order, then those of the catalogs. */
export function drift(compared: Compared): readonly Diagnostic[] {
  const { operations, hasErrors } = compared;
  const silent = operations
    .filter((operation) => !hasErrors(operation))
    .map(({ label, span }) =>
      diagnostic("operation-without-errors", { operation: label }, { span }),
    );
  return [...silent, ...enumFaults(compared), ...unknownOperations(compared)];
}

function unknownOperations({
  spec,
  catalogs,
  operations,
  placeIn,
}: Compared): readonly Diagnostic[] {
  const known = operations.flatMap(({ id, label }) => (id === undefined ? [label] : [id, label]));
  const root = { file: spec.main.file, start: 0, end: 0 };
  const notes = [{ message: "This is the description.", span: root }];
  return catalogs.flatMap((catalog) =>
    catalog.definitions.flatMap(({ name, operations: limits }) =>
      limits
        .filter((limit) => !operations.some((operation) => names(operation, limit)))
        .map((operation) => {
          const holes = {
            name,
            catalog: catalog.id,
            operation,
            hint: suggestion(operation, known),
          };
          const span = placeIn(catalog, `/definitions/${escapeToken(name)}/operation`) ?? root;
          return diagnostic("spec-operation-missing", holes, { span, notes });
        }),
    ),
  );
}

/** Compares each hand-written list of codes with the catalog that it shares most codes with. */
function enumFaults({ spec, catalogs, owned }: Compared): readonly Diagnostic[] {
  const { root } = spec.main;
  const known = catalogs.map(({ id, codes }) => ({
    id,
    codes: new Set(codes.map(({ text }) => text)),
  }));
  return valuesOfKey(root, "enum").flatMap(({ tokens, node }) => {
    if (node.kind !== "sequence" || node.alias !== undefined) return [];
    const values = node.value
      .filter((value) => typeof value === "string" || typeof value === "number")
      .map(String);
    const [nearest] = known
      .map((one) => ({ ...one, shared: values.filter((value) => one.codes.has(value)).length }))
      .toSorted((a, b) => b.shared - a.shared);
    if (nearest === undefined || !isOfCodes(tokens, values, nearest.shared)) return [];
    const pointers = pointersOf(tokens);
    if (pointers.some((pointer) => owned.has(pointer)) || isInEnum(tokens, root)) return [];
    const tell = (code: "spec-code-unknown" | "spec-code-missing", codes: readonly string[]) => {
      const holes = {
        pointer: `#${pointers.at(-1)}`,
        catalog: nearest.id,
        codes: listed(codes, mostListed),
      };
      return codes.length === 0 ? [] : [diagnostic(code, holes, { span: node.span })];
    };
    return [
      ...tell(
        "spec-code-unknown",
        values.filter((value) => !nearest.codes.has(value)),
      ),
      ...tell(
        "spec-code-missing",
        [...nearest.codes].filter((code) => !values.includes(code)),
      ),
    ];
  });
}

const mostListed = 10;

/** A list of codes shares most of its values with a catalog, or shares some and is named like one. */
function isOfCodes(tokens: readonly string[], values: readonly string[], shared: number): boolean {
  if (shared === 0) return false;
  if (shared > 1 && shared * 2 >= values.length) return true;
  return /code|error/i.test(tokens.slice(-3).join("/"));
}

/** A list of values may itself hold maps with such a key. */
function isInEnum(tokens: readonly string[], root: YamlNode): boolean {
  const pointers = pointersOf(tokens.slice(0, -1));
  return pointers.some(
    (pointer, i) => tokens[i] === "enum" && nodeAt(root, pointer).kind === "sequence",
  );
}

/** Returns the JSON Pointers of all places on a path. */
function pointersOf(tokens: readonly string[]): readonly string[] {
  let pointer = "";
  return tokens.map((token) => {
    pointer += `/${escapeToken(token)}`;
    return pointer;
  });
}
