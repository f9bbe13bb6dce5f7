// What a description and the catalogs say of each other that does not fit, as warnings with places.

import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import type { Span } from "../text/source.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import { names, type Operation } from "./operations.ts";
import type { Spec } from "./parts.ts";

/** What is compared. */
export interface Compared {
  readonly spec: Spec;
  readonly catalogs: readonly Catalog[];
  /** Gives the place of something in the file of a catalog by its JSON Pointer. */
  readonly placeIn: (catalog: Catalog, pointer: string) => Span | undefined;
  readonly operations: readonly Operation[];
  /** Tells whether an operation has a response for an error, or gets one. */
  readonly hasErrors: (operation: Operation) => boolean;
  /** The pointers of the main file that are ours. */
  readonly owned: ReadonlySet<string>;
}

/** Gives the warnings of a description, in the order of its text, and then those of the catalogs. */
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

interface Enum {
  readonly pointer: string;
  readonly node: YamlNode;
  readonly values: readonly string[];
}

/** Compares each list of codes that a person wrote with the codes of the catalog that it has most of. */
function enumFaults({ spec, catalogs, owned }: Compared): readonly Diagnostic[] {
  const known = catalogs.map(({ id, codes }) => ({ id, codes: codes.map(({ text }) => text) }));
  return enumsIn(spec.main.root, owned).flatMap((one) => {
    const [nearest] = known
      .map(({ id, codes }) => ({ id, codes, shared: sharedBy(one, codes) }))
      .toSorted((a, b) => b.shared - a.shared);
    if (nearest === undefined || !isOfCodes(one, nearest.shared)) return [];
    const { pointer, node, values } = one;
    const unknown = values.filter((value) => !nearest.codes.includes(value));
    const missing = nearest.codes.filter((code) => !values.includes(code));
    const holes = (codes: readonly string[]) => ({
      pointer: `#${pointer}`,
      catalog: nearest.id,
      codes: listed(codes),
    });
    const at = { span: node.span };
    return [
      ...(unknown.length === 0 ? [] : [diagnostic("spec-code-unknown", holes(unknown), at)]),
      ...(missing.length === 0 ? [] : [diagnostic("spec-code-missing", holes(missing), at)]),
    ];
  });
}

function sharedBy({ values }: Enum, codes: readonly string[]): number {
  const known = new Set(codes);
  return values.filter((value) => known.has(value)).length;
}

const mostListed = 10;

function listed(codes: readonly string[]): string {
  const shown = codes
    .slice(0, mostListed)
    .map((code) => `"${code}"`)
    .join(", ");
  return codes.length <= mostListed ? shown : `${shown} and ${codes.length - mostListed} more`;
}

/** A list of codes shares most of its values with a catalog, or some and is called one. */
function isOfCodes({ pointer, values }: Enum, shared: number): boolean {
  if (shared === 0) return false;
  const isCalledSo = /code|error/i.test(pointer.split("/").slice(-3).join("/"));
  return isCalledSo || (shared > 1 && shared * 2 >= values.length);
}

function enumsIn(root: YamlNode, owned: ReadonlySet<string>): readonly Enum[] {
  const found: Enum[] = [];
  const visit = (node: YamlNode, pointer: string): void => {
    // What an alias shows is looked at where it stands.
    if (node.alias === true || owned.has(pointer)) return;
    if (node.kind === "sequence") {
      node.items.forEach((item, i) => {
        visit(item, `${pointer}/${i}`);
      });
    }
    if (node.kind !== "mapping") return;
    for (const [key, { node: inner }] of node.entries) {
      const below = `${pointer}/${escapeToken(key)}`;
      if (key === "enum" && inner.kind === "sequence") {
        const values = inner.value.filter(
          (value) => typeof value === "string" || typeof value === "number",
        );
        found.push({ pointer: below, node: inner, values: values.map(String) });
      } else visit(inner, below);
    }
  };
  visit(root, "");
  return found;
}
