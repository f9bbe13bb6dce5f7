// Contradictions between a description and the catalogs, as warnings with places.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import { nodeAt, valuesOfKey, type YamlNode } from "../text/yaml-nodes.ts";
import type { Description } from "./description.ts";
import { names, type Operation } from "./operations.ts";
import type { SyncRequest } from "./request.ts";

/** Returns the warnings of a description in text order, then those of the catalogs; `ours` are the places that say what the catalogs say. */
export function drift(
  silent: readonly Operation[],
  ours: ReadonlySet<string>,
  { description, request }: DriftSetting,
): readonly Diagnostic[] {
  const { operations } = description;
  const codes = request.drift === "off" ? [] : enumFaults(request, ours);
  const severity = request.drift === "error" ? ("error" as const) : ("warning" as const);
  return [
    ...unanswered(silent),
    ...codes.map((one) => ({ ...one, severity })),
    ...unknownOperations(request, operations),
  ];
}

/** Returns one warning for all operations without errors, with the places of the first. */
function unanswered(silent: readonly Operation[]): readonly Diagnostic[] {
  const [first, ...rest] = silent;
  if (first === undefined) return [];
  const holes = {
    who: rest.length === 0 ? "The operation" : "The operations",
    operations: silent.slice(0, mostPlaces).map(({ label }) => label),
    more: silent.length > mostPlaces ? ` and ${silent.length - mostPlaces} more` : "",
    have: rest.length === 0 ? "has" : "have",
  };
  const notes = rest
    .slice(0, mostPlaces - 1)
    .map(({ label, span }) => ({ message: `"${label}" too.`, span }));
  return [diagnostic("operation-without-errors", holes, { span: first.span, notes })];
}

const mostPlaces = 5;

/** What is compared. */
export interface DriftSetting {
  readonly description: Description;
  readonly request: SyncRequest;
}

function unknownOperations(
  { spec, catalogs }: SyncRequest,
  operations: readonly Operation[],
): readonly Diagnostic[] {
  const known = operations.flatMap(({ id, label }) => (id === undefined ? [label] : [id, label]));
  const root = { file: spec.main.file, start: 0, end: 0 };
  const notes = [{ message: "This is the description.", span: root }];
  return catalogs.flatMap(({ catalog, placeOf }) =>
    catalog.definitions.flatMap(({ name, operations: limits }) =>
      limits
        .filter((limit) => !operations.some((operation) => names(operation, limit)))
        .map((operation) => {
          const hint = suggestion(operation, known);
          const span = placeOf?.(`/definitions/${escapeToken(name)}/operation`) ?? root;
          const holes = { name, catalog: catalog.id, operation, hint };
          return diagnostic("spec-operation-missing", holes, { span, notes });
        }),
    ),
  );
}

/** Compares each hand-written list of codes with the catalog that it shares most codes with. */
function enumFaults(
  { spec, catalogs }: SyncRequest,
  owned: ReadonlySet<string>,
): readonly Diagnostic[] {
  const { root } = spec.main;
  const known = catalogs.map(({ catalog: { id, codes } }) => ({
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
    if (pointers.some((pointer) => owned.has(`#${pointer}`)) || isInEnum(tokens, root)) return [];
    const tell = (code: "spec-code-unknown" | "spec-code-missing", codes: readonly string[]) => {
      const holes = {
        pointer: `#${pointers.at(-1)}`,
        catalog: nearest.id,
        codes,
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
