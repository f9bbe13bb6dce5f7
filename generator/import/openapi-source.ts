// An OpenAPI description as a source: the codes of its error responses with their texts, statuses, operations and bodies.

import type { Location, Spec } from "../sync/parts.ts";
import { inSentence } from "../text/lists.ts";
import { pointerTokens } from "../text/pointer.ts";
import { type ValueTexts, valueTexts } from "./enum-texts.ts";
import { textsIn } from "./error-texts.ts";
import { describedFindings, type Use, usesOf } from "./error-uses.ts";
import {
  byCode,
  distinct,
  type ErrorTexts,
  type Finding,
  type FoundCode,
  type FoundSource,
  finding,
  joinTexts,
  noReason,
  noTexts,
  union,
} from "./finding.ts";
import {
  catalogSchema,
  examplesIn,
  listedIn,
  placeAt,
  type SchemaField,
  type SchemaShape,
  typesIn,
  valuesIn,
} from "./schema-shapes.ts";
import {
  type BodyShape,
  codeIn,
  envelopesOf,
  type Field,
  isCode,
  isStatus,
  locatorOf,
  type PlacedShape,
  placedShapes,
  shapesIn,
  valuesAt,
  withBodies,
} from "./shapes-seen.ts";
import { bodiesLost, type StatusCodes, statusCodes, statusSource } from "./status-source.ts";

/** What the source is made of. */
export interface OpenApiQuery {
  readonly spec: Spec;
  readonly path: string;
  /** The places of enums that were named, as JSON Pointers. */
  readonly pointers: readonly string[];
}

/** Returns what a description says of its errors. */
export function openApiSource({ spec, path, pointers }: OpenApiQuery): FoundSource {
  const { uses, loose, responses } = usesOf(spec);
  const named = pointers.map((pointer) => placeAt(spec, pointerTokens(pointer)));
  const shapes = [...uses.map((use) => bodyShape(spec, use, named)), ...shapesIn(loose)];
  const placed = named.length > 0 ? namedShapes(shapes, uses, named) : placedShapes(shapes);
  const useOf = (shape: BodyShape): Use | undefined => uses[shapes.indexOf(shape)];
  const listed = placed.flatMap((one) => listedFindings(one, useOf(one.shape)));
  const extra = named.flatMap((at) => enumFindings(at));
  const all = byCode([...listed, ...extra]);
  const known = new Set(all.map(({ code }) => String(code)));
  const shown = placed.flatMap((one) => shownFindings(one, known));
  const own = byCode([...all, ...shown, ...describedFindings(responses, all)]);
  if (own.length > 0) {
    const more = named.length > 0 ? noStatusCodes : besides(spec, shapes, placed);
    const findings = byCode([...own, ...more.findings]);
    const envelopes = envelopesOf([...withCodes(placed, known, findings), ...more.placed]);
    const isGuess = envelopes.length === 0;
    return {
      ...documentOf(spec, path),
      findings: findings.map((one) =>
        one.operations.length > mostOperations ? { ...one, operations: [] } : one,
      ),
      envelopes,
      statuses: [],
      remarks: [
        ...untaken(shapes, placed),
        ...noCodes(placed, useOf),
        ...(more.findings.length === 0
          ? []
          : ["Where no field has a code of its own, the HTTP statuses are taken for codes."]),
        ...bodiesLost(shapes, [...placed, ...more.placed]),
        ...(isGuess ? ["No response has a field with these codes."] : []),
      ],
    };
  }
  return statusSource(
    { spec, document: documentOf(spec, path) },
    { shapes, count: responses.length },
  );
}

const noStatusCodes: StatusCodes = { placed: [], findings: [] };

/** Returns the codes of shapes that only repeat the status; a field that others have beside their code says nothing. */
function besides(
  spec: Spec,
  shapes: readonly BodyShape[],
  placed: readonly PlacedShape[],
): StatusCodes {
  const taken = new Set(placed.map(({ shape }) => shape));
  const others = new Set(
    placed.flatMap(({ shape }) => shape.fields.map(({ tokens }) => locatorOf(tokens))),
  );
  const rest = shapes.filter((shape) => !taken.has(shape));
  const found = statusCodes(spec, rest);
  const isOwn = ({ codes: [code] }: PlacedShape) =>
    code !== undefined && !others.has(locatorOf(code.tokens));
  return found.placed.every(isOwn) ? found : noStatusCodes;
}

/** Returns the shapes in which a code is, or might be. */
function withCodes(
  placed: readonly PlacedShape[],
  known: ReadonlySet<string>,
  findings: readonly Finding[],
): readonly PlacedShape[] {
  const codes = new Set([...known, ...findings.map(({ code }) => String(code))]);
  const places = placed.flatMap(({ codes: fields, shape }) => {
    const hasCode = fields.some(({ values }) => values.some((one) => codes.has(String(one))));
    const isShown = shape.bodies.some(({ body }) => codeIn(body, fields, codes) !== undefined);
    return hasCode || isShown ? [locatorOf(fields[0]?.tokens ?? [])] : [];
  });
  return placed.filter(({ codes: [first] }) => places.includes(locatorOf(first?.tokens ?? [])));
}

/** An error of so many operations is one of the API. */
const mostOperations = 10;

function documentOf(spec: Spec, path: string): Pick<FoundSource, "path" | "title" | "url"> {
  const { value } = spec.main.root;
  const { title } = Object(value["info"]) as { readonly title?: unknown };
  const { url } = Object(value["externalDocs"]) as { readonly url?: unknown };
  const isUrl =
    typeof url === "string" && /^https?:\/\/[^\s"'<>{}]+$/.test(url) && URL.canParse(url);
  return {
    path,
    title: typeof title === "string" && title.trim() !== "" ? title.trim() : path,
    ...(isUrl ? { url } : {}),
  };
}

function bodyShape(spec: Spec, use: Use, named: readonly Location[]): BodyShape {
  const { shape, mediaType, bodies, statuses, headers } = use;
  const fields = shape.fields.map((field) => fieldOf(field, named));
  return {
    name: shape.name,
    mediaType,
    fields: withBodies(
      fields,
      bodies.map(({ body }) => body),
    ),
    bodies: distinct(bodies),
    statuses: [...statuses],
    headers: [...headers],
    schema: catalogSchema(spec, shape.locations),
  };
}

function fieldOf({ tokens, nodes, values }: SchemaField, named: readonly Location[]): Field {
  const isOther = named.length > 0 && !named.some(({ node }) => nodes.some((one) => one === node));
  return {
    tokens,
    values: isOther ? [] : values,
    seen: examplesIn(nodes),
    types: typesIn(nodes),
  };
}

/** Returns the shapes in which an enum that was named is a field. */
function namedShapes(
  shapes: readonly BodyShape[],
  uses: readonly Use[],
  named: readonly Location[],
): readonly PlacedShape[] {
  return shapes.flatMap((shape, i) => {
    const places = (uses[i]?.shape.fields ?? [])
      .filter(({ nodes }) => named.some(({ node }) => nodes.some((one) => one === node)))
      .map(({ tokens }) => locatorOf(tokens));
    const codes = shape.fields.filter(({ tokens }) => places.includes(locatorOf(tokens)));
    return codes.length === 0 ? [] : [{ shape, codes }];
  });
}

/** Returns what a schema that only one error has says of it. */
function schemaTexts({ name = "", node }: SchemaShape): Pick<Finding, "texts"> & Partial<Finding> {
  const plain = name.replace(/(?:_?(?:Response|Error|Exception|Body|Dto|Schema|Model))+$/i, "");
  const said = node.value["description"];
  const texts = typeof said === "string" ? textsIn(said) : noTexts;
  return { texts, ...(plain === "" ? {} : { title: plain }) };
}

function said(
  code: FoundCode,
  texts: ReadonlyMap<string, ValueTexts>,
  more: ErrorTexts = noTexts,
): Partial<Finding> {
  const { name, texts: own = noTexts, isDeprecated } = texts.get(String(code)) ?? {};
  return {
    ...(name === undefined ? {} : { name }),
    texts: joinTexts(own, more),
    ...(isDeprecated === true ? { deprecated: new Map([[String(code), noReason]]) } : {}),
  };
}

const isWord = /^[A-Za-z][A-Za-z0-9]*(?:[._:-][A-Za-z0-9]+)*$|^-?\d{3,}$/;

/** Returns the codes that the fields of a shape list, or show in an example of their own. */
function listedFindings(
  { codes: [first, ...others], shape }: PlacedShape,
  use: Use | undefined,
): readonly Finding[] {
  if (first === undefined || use === undefined) return [];
  return [first, ...others].flatMap((field) => {
    const { nodes = [], around = [] } =
      use.shape.fields.find(({ tokens }) => locatorOf(tokens) === locatorOf(field.tokens)) ?? {};
    const texts = valueTexts(field.values, nodes, around);
    const at = field === first ? {} : { at: locatorOf(field.tokens) };
    // An enum that all responses share says nothing of the status of one code.
    const isOwn =
      shape.statuses.length === 1 || (field.values.length === 1 && shape.statuses.length <= 2);
    const statuses = isOwn ? shape.statuses : [];
    const operations = field.values.length === 1 ? [...use.operations] : [];
    const only = field.values.length === 1 ? schemaTexts(use.shape) : { texts: noTexts };
    // The example of a field is a code, unless it repeats a status.
    const shown = examplesIn(nodes).filter((one) => isCode(one) && isWord.test(String(one)));
    const codes =
      field.values.length > 0 || isStatus(field, shape) ? field.values : shown.filter(isCode);
    return [...new Set(codes)].map((code) =>
      finding(code, { ...only, ...said(code, texts, only.texts), ...at, statuses, operations }),
    );
  });
}

function enumFindings({ node }: Location): readonly Finding[] {
  if (node?.kind !== "mapping") return [];
  const choices = ["oneOf", "anyOf"].flatMap((key) => {
    const list = node.entries.get(key)?.node;
    return list?.kind === "sequence" ? list.items : [];
  });
  const nodes = [node, ...choices.flatMap((one) => (one.kind === "mapping" ? [one] : []))];
  const values = valuesIn(nodes);
  const texts = valueTexts(values, nodes, []);
  return values.map((code) => finding(code, said(code, texts)));
}

/** Returns the codes of bodies, each with its bodies. */
function shownFindings(
  { shape, codes }: PlacedShape,
  known: ReadonlySet<string>,
): readonly Finding[] {
  return shape.bodies.flatMap((sample) => {
    const found = codeIn(sample.body, codes, known);
    if (found === undefined) return [];
    const { code, field } = found;
    // A place of codes that another response has its status at.
    if (/status/i.test(field.tokens.at(-1) ?? "") && Number(code) === sample.status) return [];
    const at = field === codes[0] ? {} : { at: locatorOf(field.tokens) };
    const statuses = sample.status === undefined ? [] : [sample.status];
    const { operations = [] } = sample;
    return [
      finding(code, { ...at, statuses, operations, texts: { ...noTexts, samples: [sample] } }),
      ...besideIn(sample.body, field.tokens, known)
        .filter((one) => one.code !== code)
        .map((one) => finding(one.code, { ...at, statuses, operations, texts: one.texts })),
    ];
  });
}

/** Returns the known codes of all elements of a list in a body, with their messages. */
function besideIn(
  body: unknown,
  tokens: readonly string[],
  known: ReadonlySet<string>,
): readonly Pick<Finding, "code" | "texts">[] {
  const elements = valuesAt(body, tokens.slice(0, -1)).slice(0, 1000);
  return elements.flatMap((one) => {
    const [code] = valuesAt(one, tokens.slice(-1));
    if (!isCode(code) || !known.has(String(code))) return [];
    const [message] = valuesAt(one, ["message"]);
    return [{ code, texts: typeof message === "string" ? textsIn(message) : noTexts }];
  });
}

/** Names the values of enums of codes that are none. */
function noCodes(
  placed: readonly PlacedShape[],
  useOf: (shape: BodyShape) => Use | undefined,
): readonly string[] {
  const found = placed.flatMap(({ shape, codes }) =>
    codes.flatMap(({ tokens }) => {
      const at = locatorOf(tokens);
      const fields = useOf(shape)?.shape.fields ?? [];
      const nodes = fields.find((one) => locatorOf(one.tokens) === at)?.nodes ?? [];
      const values = listedIn(nodes).filter(
        (one) => /^(?:string|number)$/.test(typeof one) && !isCode(one),
      );
      if (values.length === 0) return [];
      const are = values.length === 1 ? "it is no code" : "they are no codes";
      const shown = inSentence(values.map((one) => JSON.stringify(one).slice(0, 60)));
      return [`Left out, since ${are}: ${shown} at ${at}.`];
    }),
  );
  return union(found, []);
}

/** Names the enums that were seen in errors and not taken. */
function untaken(shapes: readonly BodyShape[], placed: readonly PlacedShape[]): readonly string[] {
  const taken = new Set(
    placed.flatMap(({ codes }) => codes.map(({ tokens }) => locatorOf(tokens))),
  );
  const parents = new Set([...taken].map((at) => at.slice(0, at.lastIndexOf("/"))));
  const left = shapes.flatMap(({ fields }) =>
    fields.filter(({ tokens, values }) => {
      const at = locatorOf(tokens);
      return values.length > 1 && !taken.has(at) && parents.has(at.slice(0, at.lastIndexOf("/")));
    }),
  );
  const places = union(
    left.map(({ tokens, values }) => `${locatorOf(tokens)} (${values.length} values)`),
    [],
  );
  return places.length === 0
    ? []
    : [
        `Enums that are not taken for codes: ${places.slice(0, 5).join(", ")}${places.length > 5 ? ` and ${places.length - 5} more` : ""}.`,
      ];
}
