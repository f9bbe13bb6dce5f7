// A description whose bodies repeat the HTTP status and have no code besides it.

import { phraseOf } from "../catalog/reasons.ts";
import { below, type Spec } from "../sync/parts.ts";
import { lineOf } from "./error-texts.ts";
import { responsesOf } from "./error-uses.ts";
import {
  byCode,
  type Finding,
  type FoundSource,
  finding,
  noTexts,
  type ShownBody,
} from "./finding.ts";
import {
  type BodyShape,
  codeIn,
  envelopesOf,
  type Field,
  isStatus,
  type PlacedShape,
} from "./shapes-seen.ts";

/** A description, and what is known of it as a document. */
export interface StatusQuery {
  readonly spec: Spec;
  readonly document: Pick<FoundSource, "path" | "title" | "url">;
}

/** What was seen in the responses of a description. */
export interface SeenResponses {
  readonly shapes: readonly BodyShape[];
  /** The number of error responses. */
  readonly count: number;
}

const none: ReadonlySet<string> = new Set();

/** Returns a description whose bodies repeat the status as its code, or one without any code. */
export function statusSource(
  { spec, document }: StatusQuery,
  { shapes, count }: SeenResponses,
): FoundSource {
  const { placed, findings } = statusCodes(spec, shapes);
  return {
    ...document,
    findings,
    envelopes: envelopesOf(placed),
    statuses: [],
    remarks:
      findings.length === 0
        ? [
            count === 0
              ? "it has no error responses"
              : `none of its ${count} error responses has a field with codes`,
          ]
        : [
            "No field lists codes of its own, so the HTTP statuses are taken for codes.",
            ...bodiesLost(shapes, placed),
          ],
  };
}

/** Codes that repeat the status, and the shapes that have them. */
export interface StatusCodes {
  readonly placed: readonly PlacedShape[];
  readonly findings: readonly Finding[];
}

/** Returns the codes of shapes that repeat the status. */
export function statusCodes(spec: Spec, shapes: readonly BodyShape[]): StatusCodes {
  const placed = shapes.flatMap((shape) => {
    const code = shape.fields.find((field) => isStatus(field, shape) || isStatusField(field));
    return code === undefined || shape.statuses.length === 0 ? [] : [{ shape, codes: [code] }];
  });
  const found = placed.flatMap(({ shape, codes: [code] }) =>
    shape.statuses.map((status) => {
      const isText =
        code?.types.includes("string") === true ||
        code?.seen.some((one) => typeof one === "string") === true;
      const samples = shape.bodies.filter(
        (one) =>
          code !== undefined && String(codeIn(one.body, [code], none)?.code) === String(status),
      );
      return finding(isText ? String(status) : status, {
        statuses: [status],
        ...named(samples, titleOf(spec, status)),
      });
    }),
  );
  return { placed, findings: byCode(found) };
}

function named(
  samples: readonly ShownBody[],
  { name, ...summary }: { readonly name: string; readonly summary?: string },
) {
  return { name, texts: { ...noTexts, ...summary, samples } };
}

/** Returns whether the name and the type of a field say that it repeats the status. */
function isStatusField({ tokens, types }: Field): boolean {
  const last = tokens.at(-1) ?? "";
  const isNumber = types.includes("integer") || types.includes("number");
  return tokens.length < 3 && (/^status$/i.test(last) || (/^code$/i.test(last) && isNumber));
}

/** Returns the name and the summary of a status, as the first response with it is described. */
function titleOf(spec: Spec, status: number) {
  const found = responsesOf(spec).find((one) => one.status === status);
  const text = found === undefined ? undefined : below(found.response, "description").node?.value;
  const summary = typeof text === "string" ? lineOf(text.trim().split("\n")[0] ?? "") : "";
  const phrase = phraseOf(String(status));
  return {
    name: /status \d/.test(phrase) ? `Status ${status}` : phrase,
    ...(summary === "" ? {} : { summary: summary.slice(0, 300) }),
  };
}

/** Counts the bodies that have no code. */
export function bodiesLost(
  shapes: readonly BodyShape[],
  placed: readonly PlacedShape[],
): readonly string[] {
  const without = shapes.flatMap((shape) => {
    const codes = placed.find((one) => one.shape === shape)?.codes ?? [];
    return shape.bodies.filter(({ body }) => codeIn(body, codes, none) === undefined);
  });
  const count = new Set(without.map(({ body }) => JSON.stringify(body))).size;
  if (count === 0) return [];
  return [
    count === 1
      ? "1 example body has no code and is left out."
      : `${count} example bodies have no code and are left out.`,
  ];
}
