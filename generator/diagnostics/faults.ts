// The errors of a schema validator as diagnostics with their places.

import type { SchemaError } from "../schema/validators.js";
import { addTo } from "../text/lists.ts";
import { nearest } from "../text/nearest.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import { keySpanAt, nodeAt, type ScalarNode, type YamlNode } from "../text/yaml-nodes.ts";
import { type Diagnostic, diagnostic, type Note, printable } from "./diagnostic.ts";
import { boundFault, inWords, shown, typesInWords } from "./fault-words.ts";
import { inForm, inOneLine, meantProperty, meantValue } from "./guesses.ts";
import { keywordFault } from "./keyword-faults.ts";
import { locatorFault } from "./locator-faults.ts";
import {
  followed,
  type Place,
  placeOf,
  type RefusedText,
  type ToolSchema,
} from "./schema-place.ts";

/** Returns one diagnostic for each fault, in the order of the text, without those that only follow from another. */
export function schemaFaults(
  errors: readonly SchemaError[],
  text: RefusedText,
): readonly Diagnostic[] {
  const places = new Map<string, SchemaError[]>();
  for (const error of errors) {
    addTo(places, error.instancePath, error);
  }
  const explained = [...places].slice(0, mostPlaces);
  const deeper = withFaultsBelow(explained, places);
  const found = explained
    .flatMap(([pointer, all]) => {
      const place = placeOf(pointer, text);
      const twins = twinsIn(place.node, all);
      return essential(all, place, deeper.has(pointer)).map((error) => {
        const fault = withPointer(explain(error, place), place);
        const more = twins(error);
        return more.length === 0 ? fault : { ...fault, notes: [...fault.notes, ...more] };
      });
    })
    .sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  if (places.size <= mostPlaces) return found;
  const span = { ...text.root.span, end: text.root.span.start + 1 };
  return [...found, diagnostic("more-faults", { count: places.size - mostPlaces }, { span })];
}

function withPointer(fault: Diagnostic, { pointer, text }: Place): Diagnostic {
  if (text.placeless !== true || pointer === "") return fault;
  const message = `It is at "${pointerTokens(pointer).join(".")}" of what the module exports.`;
  return { ...fault, notes: [{ message: printable(message) }] };
}

/** How many faulty places are explained at most: more than anybody reads, and soon done. */
const mostPlaces = 500;

/** Returns those of the explained places that are above other ones. */
function withFaultsBelow(
  explained: readonly (readonly [pointer: string, errors: unknown])[],
  places: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const shown = new Set(explained.map(([pointer]) => pointer));
  const above = new Set<string>();
  for (const pointer of places.keys()) {
    for (let end = pointer.lastIndexOf("/"); end >= 0; end = pointer.lastIndexOf("/", end - 1)) {
      const outer = pointer.slice(0, end);
      if (shown.has(outer)) above.add(outer);
      if (end === 0) break;
    }
  }
  return above;
}

/** Leaves out what only follows: the other branches of a choice, and what was said of a value in other words. */
function essential(
  all: readonly SchemaError[],
  place: Place,
  below: boolean,
): readonly SchemaError[] {
  const about = all.filter((error) => isOwn(error, place) && !isMisspelt(error, all, place));
  if (!all.some((error) => error.keyword === "oneOf")) return about;
  if (choiceOfProperties(place) !== undefined) return about;
  const others = about.filter((error) => !["oneOf", "type", "const"].includes(error.keyword));
  if (others.length > 0 || below) return others;
  const [first] = about.filter((error) => error.keyword === "type");
  if (first === undefined) return about;
  const values = about.flatMap(({ keyword, params }) =>
    keyword === "const" ? [String(params["allowedValue"])] : [],
  );
  const types = about.flatMap((error) => (error.keyword === "type" ? error.params["type"] : []));
  return [{ ...first, params: { type: [...values, ...types] } }];
}

/** Returns whether an error is about the value itself, and not about a key in it or a type that it does not have. */
function isOwn({ keyword, schemaPath }: SchemaError, { node, schema }: Place): boolean {
  if (keyword === "required") return !schemaPath.includes("/oneOf/");
  if (keyword === "oneOf" && schema.oneOf !== undefined) return node.kind === "mapping";
  const closed = schema.enum !== undefined;
  const isWord = node.kind === "scalar" && node.value !== null;
  if (keyword === "type") return !(closed && isWord);
  if (keyword === "enum") return isWord;
  return node.kind !== "mapping" || !["pattern", "minLength", "maxLength"].includes(keyword);
}

/** Returns whether an error says that a property is missing that is there misspelt. */
function isMisspelt(error: SchemaError, all: readonly SchemaError[], place: Place): boolean {
  if (error.keyword !== "required" && error.keyword !== "oneOf") return false;
  const { missingProperty } = error.params;
  const missing = [missingProperty ?? choiceOfProperties(place) ?? []].flat();
  const known = Object.keys(place.schema.properties ?? {});
  return all.some(({ keyword, params }) => {
    if (keyword !== "additionalProperties") return false;
    const meant = nearest(String(params["additionalProperty"]), known);
    return meant !== undefined && missing.includes(meant);
  });
}

function choiceOfProperties({ schema }: Place): readonly string[] | undefined {
  const names = schema.oneOf?.map((branch) => branch.required?.[0]);
  return names?.every((name) => name !== undefined) ? names : undefined;
}

function explain(error: SchemaError, place: Place): Diagnostic {
  const added = String(error.params["additionalProperty"] ?? "");
  if (added.startsWith("x-") && place.text.placeless !== true)
    return misplacedExtension(added, place);
  const fault = keywordFault(error, place);
  if (fault !== undefined) return fault;
  const { node, schema } = place;
  const { params } = error;
  const span = node.span;
  const form = formOf(schema);
  switch (error.keyword) {
    case "additionalProperties":
      return unknownProperty(String(params["additionalProperty"]), place);
    case "required":
      return missingProperty(String(params["missingProperty"]), place);
    case "type":
      return wrongType([params["type"]].flat().map(String), place);
    case "enum":
    case "const":
      return notOneOf(error, place);
    case "pattern":
      return badForm(place);
    case "propertyNames":
      return badKey(String(params["propertyName"]), place);
    case "oneOf":
      return chooseOne(place);
    case "uniqueItems":
      return duplicateItem(params, place);
    default: {
      const holes = { name: sentence(place.name), fault: boundFault(error), form };
      return diagnostic("out-of-bounds", holes, { span });
    }
  }
}

function formOf({ form, description }: ToolSchema): string {
  return form ?? description ?? "";
}

/** Returns what to write instead of a text, as a sentence with a space after it. */
function writtenAdvice(text: string, { title }: ToolSchema): string {
  const fault = locatorFault(text, title);
  if (fault !== undefined) return fault;
  const written = inForm(text, title);
  return written === undefined ? "" : `Write ${JSON.stringify(written)}. `;
}

function badForm({ name, node, schema }: Place): Diagnostic {
  const value = shown(node);
  const holes = { value, name, advice: writtenAdvice(value, schema), form: formOf(schema) };
  return diagnostic("bad-form", holes, { span: node.span });
}

function wrongType(types: readonly string[], { name, node, schema, pointer }: Place): Diagnostic {
  const holes = {
    name: sentence(name),
    expected: typesInWords(types),
    actual: inWords(node),
    advice: mapAdvice(types, schema, pointer) + typeAdvice(types, node),
    about: schema.description ?? schema.form ?? "",
  };
  return diagnostic("wrong-type", holes, { span: node.span });
}

/** Shows a map where one is expected, as a sentence with a space after it. */
function mapAdvice(types: readonly string[], schema: ToolSchema, pointer: string): string {
  const example = schema.examples?.[0];
  if (!types.includes("object") || typeof example !== "object") return "";
  const key = pointerTokens(pointer).at(-1);
  return `Write, for example, ${key === undefined ? "" : `${key}: `}${inOneLine(example)}. `;
}

/** What is meant most often where a value has the wrong type, as a sentence with a space after it. */
function typeAdvice(types: readonly string[], node: YamlNode): string {
  const { kind, span } = node;
  if (kind === "sequence" || (kind === "scalar" && node.value === null)) return "";
  const wantsText = types.includes("string");
  if (kind === "mapping") {
    const inBraces = span.file.text[span.start] === "{";
    return wantsText && !inBraces ? "A text that holds a colon and a space needs quotes. " : "";
  }
  if (wantsText) return `If it is a text, quote it: ${JSON.stringify(node.source)}. `;
  const isNumber = types.includes("integer") && /^-?[0-9]+$/.test(node.source);
  return isNumber ? `Write it without quotes: ${node.source}. ` : "";
}

function duplicateItem(params: SchemaError["params"], { name, node }: Place): Diagnostic {
  const [j, i] = [Number(params["j"]), Number(params["i"])];
  const notes = [{ message: "It is first given here.", span: nodeAt(node, `/${j}`).span }];
  const span = nodeAt(node, `/${i}`).span;
  return diagnostic("duplicate-item", { name, first: j + 1, second: i + 1 }, { span, notes });
}

function ownerOf({ pointer, text, name }: Place): string {
  const [collection, key, ...rest] = pointerTokens(pointer);
  if (collection === undefined) return text.whole;
  const kinds: Readonly<Record<string, string>> = {
    definitions: "definition",
    envelopes: "envelope",
    sources: "source",
    statuses: "status",
  };
  const kind = kinds[collection];
  if (kind === undefined || key === undefined) return name;
  const entry = `the ${kind} "${key}"`;
  return rest.length === 0 ? entry : `${name} of ${entry}`;
}

function unknownProperty(property: string, place: Place): Diagnostic {
  const known = Object.keys(place.schema.properties ?? {});
  const span = keySpanAt(place.text.root, `${place.pointer}/${escapeToken(property)}`);
  const params = {
    name: property,
    owner: ownerOf(place),
    suggestion: meantProperty(property, known),
    known: known.join(", ") || "nothing",
  };
  return diagnostic("unknown-property", params, { span });
}

/** Reports a key that begins with `x-` and is where there may be none, or has another form than it must. */
function misplacedExtension(name: string, place: Place): Diagnostic {
  const span = keySpanAt(place.text.root, `${place.pointer}/${escapeToken(name)}`);
  const advice =
    place.schema.patternProperties === undefined
      ? "The catalog, its envelopes and its definitions may have keys that begin with x-, and nothing else."
      : "Write x- and up to 64 letters, digits, dots, hyphens and underscores.";
  return diagnostic("extension-key", { name, owner: ownerOf(place), advice }, { span });
}

function missingProperty(property: string, place: Place): Diagnostic {
  const { schema, text, node, pointer } = place;
  const inner = followed(schema.properties?.[property] ?? {}, text.schema, node);
  const isItem = /\/[0-9]+$/.test(pointer) && node.kind === "mapping";
  const whole = pointer === "" || isItem;
  const span = whole ? { ...node.span, end: node.span.start + 1 } : keySpanAt(text.root, pointer);
  const about = inner.description ?? "";
  const owner = sentence(ownerOf(place));
  return diagnostic("missing-property", { owner, name: property, about }, { span });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function notOneOf({ params }: SchemaError, { node, name }: Place): Diagnostic {
  const allowed = [params["allowedValues"] ?? params["allowedValue"]].flat().map(String);
  const value = shown(node);
  const words = { suggestion: meantValue(value, allowed), known: allowed.join(", ") };
  return diagnostic("not-one-of", { value, name, ...words }, { span: node.span });
}

function badKey(key: string, { text, pointer, name, schema }: Place): Diagnostic {
  const rule = followed(schema.propertyNames ?? {}, text.schema, text.root);
  const span = keySpanAt(text.root, `${pointer}/${escapeToken(key)}`);
  const holes = { key, name, advice: writtenAdvice(key, rule), form: formOf(rule) };
  return diagnostic("bad-key", holes, { span });
}

/** Returns what names the keys that a refused one would fall together with, once it is written as it should be. */
function twinsIn(
  node: YamlNode,
  errors: readonly SchemaError[],
): (error: SchemaError) => readonly Note[] {
  const refused = errors.some(({ keyword }) => keyword === "propertyNames");
  if (!refused || node.kind !== "mapping") return () => [];
  const folded = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
  const keys = new Map<string, ScalarNode[]>();
  for (const { key } of node.entries.values()) addTo(keys, folded(key.source), key);
  return ({ keyword, params }) => {
    const name = String(params["propertyName"]);
    const twins = keyword === "propertyNames" ? (keys.get(folded(name)) ?? []) : [];
    return twins
      .filter((key) => key.source !== name)
      .map((key) => ({
        message: `"${key.source}" exists already, and would be the same name.`,
        span: key.span,
      }));
  };
}

function chooseOne(place: Place): Diagnostic {
  const names = choiceOfProperties(place) ?? [];
  const choices = names.map((name) => `"${name}"`).join(", ");
  const about = formOf(place.schema);
  const holes = { owner: sentence(ownerOf(place)), choices, about };
  return diagnostic("choose-one", holes, { span: place.node.span });
}
