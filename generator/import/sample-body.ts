// One error body as a source: its envelope, and the error that it shows.

import { pointerTokens } from "../text/pointer.ts";
import { envelopeOf } from "./draft.ts";
import { type FoundEnvelope, type FoundSource, finding, noTexts } from "./finding.ts";
import {
  type BodyShape,
  codeIn,
  envelopesOf,
  fieldsOf,
  placedShapes,
  valuesAt,
} from "./shapes-seen.ts";

/** Returns what a body says, or `undefined` if no code is found in it. */
export function sampleSource(body: unknown): FoundSource | undefined {
  const samples = [{ body }];
  const fields = fieldsOf([body]);
  const known = { name: undefined, mediaType: undefined, statuses: [], headers: [] };
  const shape: BodyShape = { ...known, fields, bodies: samples };
  const placed = placedShapes([shape]);
  const [first] = placed;
  const found = first && codeIn(body, first.codes, new Set());
  if (found === undefined) return undefined;
  const statuses = fields
    .filter(({ tokens }) => /^(?:http_?)?status(?:_?code)?$/i.test(tokens.at(-1) ?? ""))
    .flatMap(({ tokens }) => valuesAt(body, tokens))
    .filter((value) => typeof value === "number" && value >= 400 && value < 600);
  return {
    path: "",
    title: "",
    findings: [
      finding(found.code, {
        statuses: [...new Set(statuses)].slice(0, 1) as number[],
        texts: { ...noTexts, samples },
      }),
    ],
    envelopes: envelopesOf(placed),
    statuses: [],
    remarks: [],
  };
}

/** Returns sources whose errors all have one envelope; bodies that it does not fit are left out. */
export function withEnvelope(
  sources: readonly FoundSource[],
  envelope: FoundEnvelope,
): readonly FoundSource[] {
  const required = (envelope.body?.["required"] ?? []) as readonly string[];
  const fits = (body: unknown): boolean =>
    envelopeOf(body, [envelope]) !== undefined &&
    required.every((key) => valuesAt(body, pointerTokens(`/${key}`)).length > 0);
  return sources.map((source, i) => {
    let left = 0;
    const findings = source.findings.map(({ at: _, ...found }) => {
      const samples = found.texts.samples.filter(({ body }) => fits(body));
      left += found.texts.samples.length - samples.length;
      return { ...found, texts: { ...found.texts, samples } };
    });
    const remark = `Left out ${left} of the bodies in "${source.path}", which have another envelope.`;
    return {
      ...source,
      findings,
      envelopes: i === 0 ? [envelope] : [],
      remarks: left === 0 ? source.remarks : [...source.remarks, remark],
    };
  });
}
