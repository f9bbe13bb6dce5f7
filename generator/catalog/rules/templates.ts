// The rules on message templates, on their languages, and on the params that are read from them.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { DefinitionDocument } from "../../schema/document.ts";
import { suggestion } from "../../text/nearest.ts";
import { escapeToken } from "../../text/pointer.ts";
import type { Catalog, Definition, Param } from "../catalog.ts";
import { type JsonSchema, schemaRefPrefix } from "../json-schema.ts";
import { holeNames, parseTemplate, type Template } from "../template.ts";
import {
  keyAt,
  type Placed,
  placedEntries,
  placedList,
  type RuleScope,
  spanAt,
} from "./context.ts";

/** Templates parse, their holes do not touch, no message has one twice, every named hole is a param, and those of translations stand in the message. */
export function checkTemplates(context: RuleScope): readonly Diagnostic[] {
  return context.definitions.flatMap(({ value: definition, pointer }) => {
    const { match } = definition;
    const messages = [
      ...parsed(placedList(definition.message, `${pointer}/message`)),
      ...parsed(placedList(match?.message, `${pointer}/match/message`)),
    ];
    const translations = parsed(placedEntries(definition.translations, `${pointer}/translations`));
    if (messages.length === 0 && translations.length === 0) return [];
    return [
      ...[...messages, ...translations].flatMap((one) => templateFault(one, context)),
      ...messages.flatMap((one) => [
        ...repeatedHoles(one, context),
        ...unknownHoles(one, definition, context),
      ]),
      ...translations.flatMap((one) => foreignHoles(one, messages, context)),
    ];
  });
}

/** A param has a place in every message or is optional, and one that is read from a message is a text or a number. */
export function checkParams(context: RuleScope): readonly Diagnostic[] {
  return context.catalog.definitions.flatMap((definition) =>
    definition.params.flatMap((param) => {
      if (param.at.length > 0) return [];
      const pointer = `/definitions/${definition.name}/params/${escapeToken(param.name)}`;
      return [
        ...withoutPlace(param, definition, () => keyAt(context, pointer)),
        ...(isScalarParam(param.schema, context.catalog)
          ? []
          : [diagnostic("param-type", { param: param.name }, { span: keyAt(context, pointer) })]),
      ];
    }),
  );
}

/** The languages of a definition's translations differ by more than case, which language tags do not have. */
export function checkLocales(context: RuleScope): readonly Diagnostic[] {
  return context.definitions.flatMap(({ value: { translations }, pointer }) => {
    if (translations === undefined) return [];
    const known = new Map<string, string>();
    return Object.keys(translations).flatMap((locale) => {
      const first = known.get(locale.toLowerCase());
      if (first === undefined) {
        known.set(locale.toLowerCase(), locale);
        return [];
      }
      const span = keyAt(context, `${pointer}/translations/${locale}`);
      const before = keyAt(context, `${pointer}/translations/${first}`);
      const notes = [{ message: "It is first given here.", span: before }];
      return [diagnostic("locale-repeated", { locale, first }, { span, notes })];
    });
  });
}

type PlacedTemplate = Placed<Template>;

function parsed(places: readonly Placed<string>[]): readonly PlacedTemplate[] {
  return places.map(({ value, pointer }) => ({ value: parseTemplate(value), pointer }));
}

function templateFault(
  { value, pointer }: PlacedTemplate,
  context: RuleScope,
): readonly Diagnostic[] {
  const { fault } = value;
  if (fault === undefined) return [];
  const place = { span: spanAt(context, pointer) };
  if (fault.kind === "touching") return [diagnostic("template-holes-touch", {}, place)];
  return [diagnostic("template-syntax", { reason: fault.reason, hole: "{}" }, place)];
}

function repeatedHoles(
  { value, pointer }: PlacedTemplate,
  context: RuleScope,
): readonly Diagnostic[] {
  const holes = value.fault === undefined ? holesOf(value).filter((hole) => hole !== "") : [];
  const repeated = new Set(holes.filter((hole, i) => holes.indexOf(hole) < i));
  return [...repeated].map((hole) =>
    diagnostic("template-hole-repeated", { hole }, { span: spanAt(context, pointer) }),
  );
}

function unknownHoles(
  { value, pointer }: PlacedTemplate,
  definition: DefinitionDocument,
  context: RuleScope,
): readonly Diagnostic[] {
  if (value.fault !== undefined) return [];
  const params = new Set(Object.keys(definition.params ?? {}));
  return holeNames(value)
    .filter((hole) => !params.has(hole))
    .map((hole) => {
      const near = suggestion(hole, params).trimStart();
      const advice =
        near === ""
          ? 'Add it to "params", or write {} for a hole that nobody reads.'
          : `${near} Else add it to "params", or write {} for a hole that nobody reads.`;
      const holes = { hole, what: "no param of its definition", advice };
      return diagnostic("template-hole-unknown", holes, { span: spanAt(context, pointer) });
    });
}

function foreignHoles(
  { value, pointer }: PlacedTemplate,
  messages: readonly PlacedTemplate[],
  context: RuleScope,
): readonly Diagnostic[] {
  if (value.fault !== undefined) return [];
  const inMessages = new Set(messages.flatMap((message) => holesOf(message.value)));
  return [...new Set(holesOf(value))]
    .filter((hole) => !inMessages.has(hole))
    .map((hole) => {
      const holes = {
        hole: hole === "" ? "{}" : hole,
        what: "in no message of its definition, so that nothing fills it",
        advice: "Use only the holes of the message in a translation.",
      };
      return diagnostic("template-hole-unknown", holes, { span: spanAt(context, pointer) });
    });
}

function holesOf({ parts }: Template): readonly string[] {
  return parts.filter((_, i) => i % 2 === 1);
}

function withoutPlace(
  param: Param,
  { messages }: Definition,
  spanOf: () => Diagnostic["span"],
): readonly Diagnostic[] {
  const everywhere = messages.every((message) => holeNames(message).includes(param.name));
  const unread = messages.some((message) => message.fault !== undefined);
  if (param.optional || everywhere || unread) return [];
  return [diagnostic("param-without-place", { param: param.name }, { span: spanOf() })];
}

const scalarTypes: ReadonlySet<unknown> = new Set(["string", "number", "integer"]);
const mostSteps = 50;

function isScalarParam(schema: JsonSchema, catalog: Catalog): boolean {
  let at: JsonSchema | undefined = schema;
  for (let step = 0; step < mostSteps && typeof at?.$ref === "string"; step++) {
    const name = at.$ref.slice(schemaRefPrefix.length);
    at = catalog.schemas.find((one) => one.name === name)?.schema;
    if (at === undefined) return true;
  }
  if (at === undefined || scalarTypes.has(at.type)) return true;
  const values: readonly unknown[] = Array.isArray(at.enum) ? at.enum : [at.const];
  return at.type === undefined && values.every((value) => scalarTypes.has(typeof value));
}
