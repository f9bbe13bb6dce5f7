// Contradictions between a description and the catalogs, as warnings with places.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { suggestion } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import type { Answers } from "./answers.ts";
import { codeFaults } from "./code-drift.ts";
import type { Description } from "./description.ts";
import type { BodyQuery } from "./error-bodies.ts";
import { names, type Operation } from "./operations.ts";

import { placeOf } from "./parts.ts";
import { parentOf } from "./pointers.ts";
import type { SyncRequest } from "./request.ts";

/** Returns the warnings of a description in text order, then those of the catalogs; `own` finds the places that say what the catalogs say. */
export function drift(
  { silent, kept, narrowed }: Answers,
  own: Pick<BodyQuery, "isOurs" | "handWrittenIn">,
  { description, request }: DriftSetting,
): readonly Diagnostic[] {
  const { operations } = description;
  const query = {
    description,
    request,
    ...own,
    isMeant: meantBy(kept, narrowed, request),
  };
  const codes = request.drift === "off" ? [] : codeFaults(query);
  const severity = request.drift === "error" ? ("error" as const) : ("warning" as const);
  return [
    ...unanswered(silent),
    ...codes.map((one) => ({ ...one, severity })),
    ...unknownOperations(request, operations),
  ];
}

/** Rules give errors for the hand-written responses that hide some, or are narrowed; without rules all count. */
function meantBy(
  kept: Answers["kept"],
  narrowed: Answers["narrowed"],
  { operations }: SyncRequest,
): BodyQuery["isMeant"] {
  const hiding = new Set(kept.map(({ operation, status }) => `${operation} ${status}`));
  const responses = narrowed.map(({ at }) => {
    // It ends with the keys content, media type and schema.
    const pointer = parentOf(parentOf(parentOf(at.pointer)));
    return placeOf({ ...at, pointer });
  });
  const narrow = new Set(responses);
  return ({ operation, status, at }) =>
    operations.length === 0 || hiding.has(`${operation} ${status}`) || narrow.has(placeOf(at));
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
