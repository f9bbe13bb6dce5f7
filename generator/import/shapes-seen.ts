// Shapes of error bodies: their fields, known from schemas or from bodies, and the parts that the fields have in an error.

import { addTo } from "../text/lists.ts";
import { escapeToken } from "../text/pointer.ts";
import { pascalCase, plainLetters } from "../text/words.ts";
import { type FoundCode, type FoundEnvelope, type ShownBody, union } from "./finding.ts";

/** A field of a body, with what it was seen to hold. */
export interface Field {
  /** The keys to it; `*` for any item of a list. */
  readonly tokens: readonly string[];
  /** The values of its enum or constant; none if it may hold any. */
  readonly values: readonly FoundCode[];
  /** What it holds in bodies and examples. */
  readonly seen: readonly unknown[];
  readonly types: readonly string[];
}

/** A shape of bodies. */
export interface BodyShape {
  /** What the source calls it. */
  readonly name: string | undefined;
  readonly mediaType: string | undefined;
  readonly fields: readonly Field[];
  readonly bodies: readonly ShownBody[];
  /** The statuses that it comes with. */
  readonly statuses: readonly number[];
  /** The headers that identify a request. */
  readonly headers: readonly string[];
  /** A JSON Schema with the keywords of a catalog. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

/** Returns the locator of a field. */
export function locatorOf(tokens: readonly string[]): string {
  return tokens.map((token) => `/${token === "*" ? "*" : escapeToken(token)}`).join("");
}

/** Returns the values at a place of a body. */
export function valuesAt(body: unknown, [token, ...rest]: readonly string[]): readonly unknown[] {
  if (token === undefined) return [body];
  if (typeof body !== "object" || body === null) return [];
  if (token === "*") return Array.isArray(body) ? body.flatMap((item) => valuesAt(item, rest)) : [];
  if (!Object.hasOwn(body, token)) return [];
  return valuesAt((body as Readonly<Record<string, unknown>>)[token], rest);
}

/** Returns whether a value may be a code on the wire. */
export function isCode(value: unknown): value is FoundCode {
  if (typeof value === "number") return Number.isSafeInteger(value);
  return (
    typeof value === "string" &&
    /^\S(?:[^\u0000-\u001f\u007f-\u009f]{0,198}\S)?$/.test(value) &&
    value !== "about:blank"
  );
}

const deepest = 5;

/** Returns the fields of bodies. */
export function fieldsOf(bodies: readonly unknown[]): readonly Field[] {
  const found = new Map<string, Field>();
  const visit = (value: unknown, tokens: readonly string[]): void => {
    if (tokens.length > deepest) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 5)) visit(item, [...tokens, "*"]);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value).slice(0, 100))
        visit(inner, [...tokens, key]);
    } else if (tokens.length > 0 && tokens.at(-1) !== "*") {
      const key = locatorOf(tokens);
      const { seen = [] } = found.get(key) ?? {};
      const type = typeof value === "number" ? "integer" : typeof value;
      found.set(key, { tokens, values: [], seen: [...seen, value], types: [type] });
    }
  };
  for (const body of bodies) visit(body, []);
  return [...found.values()];
}

/** Returns fields with what bodies hold in them, and those that only bodies have. */
export function withBodies(fields: readonly Field[], bodies: readonly unknown[]): readonly Field[] {
  const known = new Set(fields.map(({ tokens }) => locatorOf(tokens)));
  const seenIn = (tokens: readonly string[]) => bodies.flatMap((body) => valuesAt(body, tokens));
  return [
    ...fields.map((field) => ({ ...field, seen: [...field.seen, ...seenIn(field.tokens)] })),
    ...fieldsOf(bodies).filter(({ tokens }) => !known.has(locatorOf(tokens))),
  ];
}

/** Returns the shapes of bodies of which no schema is known: those with the same keys are one. */
export function shapesIn(bodies: readonly ShownBody[]): readonly BodyShape[] {
  const groups = new Map<string, ShownBody[]>();
  for (const body of bodies) addTo(groups, Object.keys(Object(body.body)).sort().join(" "), body);
  return [...groups.values()].map((group) => {
    const [mediaType, ...others] = union(
      group.map((one) => one.mediaType),
      [],
    );
    return {
      name: undefined,
      mediaType: others.length === 0 ? mediaType : undefined,
      fields: fieldsOf(group.map(({ body }) => body)),
      bodies: group,
      statuses: union(
        group.flatMap(({ status }) => status ?? []),
        [],
      ),
      headers: [],
    };
  });
}

function folded(token: string | undefined): string {
  return (token ?? "").toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** How much the name of a field says that it holds a code. */
const codeNames: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:code|errorcode|errcode|errno|errorno|bizcode|subcode|resultcode|returncode|retcode|statuscodetext)$/,
    10,
  ],
  [/^(?:errortype|errorname|errorkey|errorid|errorreason|faultcode|errtype)$/, 9],
  [/^(?:type|reason|slug|errorslug|problemtype|identifier)$/, 6],
  [/^(?:error|exception|name|key|err)$/, 5],
  [/code$/, 4],
  [/^(?:status|statuscode|httpstatus|id|kind|category)$/, 2],
];

const machine = /^-?[A-Za-z0-9]+(?:[._:/-]+[A-Za-z0-9]+)*_?$/;

/** Returns how likely a field holds the code; what is less than 8 does not. */
export function codeScore(field: Field, shape: BodyShape): number {
  const { tokens, values, seen } = field;
  const last = folded(tokens.at(-1));
  const named = codeNames.find(([form]) => form.test(last))?.[1] ?? 0;
  const codes = seen.filter(isCode);
  if (named === 0 || (values.length === 0 && codes.length === 0)) return 0;
  const isListed = values.length > 0;
  const shown = isListed ? values : codes;
  const isMachine = shown.every(
    (value) => machine.test(String(value)) || /^https?:\/\/\S+$/.test(String(value)),
  );
  const asked = shape.bodies.flatMap(({ code, body }) =>
    code === undefined ? [] : [valuesAt(body, tokens).some((one) => String(one) === String(code))],
  );
  const hit = asked.length > 0 && asked.filter(Boolean).length * 2 > asked.length ? 10 : 0;
  const way = tokens.slice(0, -1).map(folded);
  const isOfError = way.some((token) => /err|fault|problem/.test(token));
  const strange = way.filter(
    (token) => token !== "" && !/err|fault|problem|meta|response|body|details?/.test(token),
  );
  return (
    named +
    (isListed ? 5 : 2) +
    (isMachine ? 1 : -6) +
    hit +
    (isOfError ? 1 : 0) -
    (hit === 0 && isStatus(field, shape) ? 12 : 0) -
    strange.length * 4 -
    way.length * 0.5
  );
}

/** Returns whether a field repeats the status of its response. */
export function isStatus(
  { tokens, seen, values }: Field,
  { bodies, statuses }: BodyShape,
): boolean {
  if (/^(?:statuscode|httpstatus|httpstatuscode|httpcode)$/.test(folded(tokens.at(-1))))
    return true;
  const asked = bodies.filter(({ status }) => status !== undefined);
  const same = asked.filter(({ body, status }) =>
    valuesAt(body, tokens).some((one) => Number(one) === status),
  );
  if (asked.length > 0) return same.length * 2 > asked.length;
  const shown = [...values, ...seen].filter(isCode);
  return (
    shown.length > 0 &&
    shown.every(
      (one) =>
        /^[45]\d\d$/.test(String(one)) && (statuses.length === 0 || statuses.includes(Number(one))),
    )
  );
}

/** The least score of a field that holds the code. */
export const leastScore = 8;

/** Returns the fields that hold codes, the most likely first: beside it, only those that list their codes. */
export function codeFields(shape: BodyShape): readonly Field[] {
  const scored = shape.fields
    .map((field) => ({ field, score: codeScore(field, shape) }))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score);
  const [first] = scored;
  if (first === undefined) return [];
  const beside = scored.slice(1).filter(({ field, score }) => {
    const isNear =
      locatorOf(field.tokens.slice(0, -1)) === locatorOf(first.field.tokens.slice(0, -1));
    return (
      isNear &&
      score >= leastScore + 2 &&
      field.values.length > 0 &&
      field.values.every((value) => machine.test(String(value)))
    );
  });
  return [first.field, ...beside.map(({ field }) => field)];
}

const roles = {
  message:
    /^(?:message|msg|errormessage|errormsg|errmsg|errordescription|detail|details|description|usermessage|reasontext|errortext|text|error|title|desc|info)$/,
  requestId:
    /^x?-?(?:request|trace|correlation|req|log|error|incident|operation)id$|^(?:trace|requestid|traceid|cfray)$/,
  docsUrl:
    /^(?:docurl|docsurl|documentationurl|documentation|helpurl|errorlink|moreinfo|moreinfourl|docs|infourl|errorurl)$/,
} as const;

const messageOrder = [
  "message",
  "msg",
  "errormessage",
  "errormsg",
  "errmsg",
  "errordescription",
  "detail",
];

/** Returns the locators of the fields that have a part in an error, those beside the code first. */
function locatorsFor(role: keyof typeof roles, shape: BodyShape, code: Field): readonly string[] {
  const parent = locatorOf(code.tokens.slice(0, -1));
  const rank = ({ tokens }: Field): number => {
    const order = messageOrder.indexOf(folded(tokens.at(-1)));
    const isNear = locatorOf(tokens.slice(0, -1)) === parent;
    return (isNear ? 0 : 100) + (order < 0 ? 50 : order) + tokens.length;
  };
  const found = shape.fields
    .filter((field) => roles[role].test(folded(field.tokens.at(-1))) && field !== code)
    .filter(
      ({ types, tokens }) =>
        (types.length === 0 || types.includes("string")) && isReachable(tokens, code.tokens),
    )
    .sort((a, b) => rank(a) - rank(b));
  const [first] = found;
  return first === undefined ? [] : [locatorOf(first.tokens)];
}

/** A list besides that of the code has several of everything. */
function isReachable(tokens: readonly string[], code: readonly string[]): boolean {
  const star = tokens.indexOf("*");
  return star < 0 || locatorOf(tokens.slice(0, star + 1)) === locatorOf(code.slice(0, star + 1));
}

/** A shape whose places are known. */
export interface PlacedShape {
  readonly shape: BodyShape;
  readonly codes: readonly Field[];
}

/** Returns the shapes that have a code, each with its fields; one whose code is any text is like another whose codes are known. */
export function placedShapes(shapes: readonly BodyShape[]): readonly PlacedShape[] {
  const sure = shapes.flatMap((shape) => {
    const codes = codeFields(shape);
    return codes.length === 0 ? [] : [{ shape, codes }];
  });
  const known = new Set(
    sure.flatMap(({ codes }) => codes.slice(0, 1).map(({ tokens }) => locatorOf(tokens))),
  );
  const alike = shapes.flatMap((shape) => {
    if (sure.some((one) => one.shape === shape)) return [];
    const code = shape.fields.find(({ tokens }) => known.has(locatorOf(tokens)));
    return code === undefined || isStatus(code, shape) ? [] : [{ shape, codes: [code] }];
  });
  return [...sure, ...alike];
}

/** Returns the envelopes of shapes: one for each place of the first code. */
export function envelopesOf(placed: readonly PlacedShape[]): readonly FoundEnvelope[] {
  const groups = new Map<string, PlacedShape[]>();
  for (const one of placed) {
    const key = locatorOf(one.codes[0]?.tokens ?? []);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const places = (role: keyof typeof roles) =>
      group.flatMap(({ shape, codes: [code] }) =>
        code === undefined ? [] : locatorsFor(role, shape, code),
      );
    const codes = group.flatMap(({ codes }) => codes.map(({ tokens }) => locatorOf(tokens)));
    const headers = group.flatMap(({ shape }) => shape.headers.map((name) => `header:${name}`));
    const [most] = [...group].sort(
      (a, b) =>
        b.shape.bodies.length - a.shape.bodies.length ||
        b.shape.statuses.length - a.shape.statuses.length,
    );
    const mediaTypes = union(
      group.flatMap(({ shape: { mediaType } }) => mediaType ?? []),
      [],
    );
    const [mediaType] = mediaTypes;
    const schema = most?.shape.schema;
    return {
      name: envelopeName(group.flatMap(({ shape }) => shape.name ?? [])[0]),
      code: ten(codes),
      message: ten(places("message")),
      requestId: ten([...places("requestId"), ...headers]),
      docsUrl: ten(places("docsUrl")),
      ...(mediaTypes.length !== 1 || mediaType === undefined || mediaType === "application/json"
        ? {}
        : { mediaType }),
      ...(schema === undefined ? {} : { body: schema }),
    };
  });
}

function ten(locators: readonly string[]): readonly string[] {
  return union(locators, []).slice(0, 10);
}

function envelopeName(name: string | undefined): string {
  const plain = name === undefined ? "" : plainLetters(name).replace(/[^\w .-]/g, " ");
  const pascal = pascalCase(plain);
  return pascal === undefined ? "Standard" : pascal.slice(0, 60);
}

/** Returns the code of a body, and the place that has it. */
export function codeIn(
  body: unknown,
  codes: readonly Field[],
  known: ReadonlySet<string>,
): { readonly code: FoundCode; readonly field: Field } | undefined {
  const found = codes.flatMap((field) =>
    valuesAt(body, field.tokens)
      .filter(isCode)
      .map((code) => ({ code, field })),
  );
  return found.find(({ code }) => known.has(String(code))) ?? found[0];
}
