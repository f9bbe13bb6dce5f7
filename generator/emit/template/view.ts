// What a user's template is given, as data: the fields of everything that it can reach by names.

import type {
  Catalog,
  CatalogCode,
  CodeOwner,
  Condition,
  Definition,
  DefinitionCode,
  Deprecation,
  Envelope,
  Example,
  Locator,
  Match,
  NamedSchema,
  Param,
  Reservation,
  Source,
  Status,
  Translation,
} from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import type { Template, TemplateFault } from "../../catalog/template.ts";

/** What a path of a template leads to. */
export type Shape = Anything | Value | List | MapOf | Fields;

/** What nothing is known of, such as options and bodies. */
interface Anything {
  readonly kind: "anything";
}

/** A text, a number, a truth value or null. */
interface Value {
  readonly kind: "value";
}

interface List {
  readonly kind: "list";
  readonly item: Shape;
}

/** A map whose keys may be any. */
interface MapOf {
  readonly kind: "map";
  readonly value: Shape;
}

interface Fields {
  readonly kind: "fields";
  /** What it is called in a sentence. */
  readonly name: string;
  /** All fields that it may have, those that may be absent too. */
  readonly fields: Readonly<Record<string, Shape>>;
}

type KeysOf<T> = T extends unknown ? keyof T : never;
type FieldOf<T, Key> = T extends unknown ? (Key extends keyof T ? T[Key] : never) : never;

type ShapeOf<T> = [T] extends [string | number | boolean | null | undefined]
  ? Value
  : [T] extends [readonly unknown[] | undefined]
    ? List
    : Anything | MapOf | Fields;

/** The compiler refuses a field too many or too few, and a list that is said to be none. */
function fieldsOf<T>(
  name: string,
  fields: { readonly [Key in KeysOf<T>]: ShapeOf<FieldOf<T, Key>> },
): Fields {
  return { kind: "fields", name, fields: fields as Readonly<Record<string, Shape>> };
}

function listOf(item: Shape): List {
  return { kind: "list", item };
}

/** Whatever it may be; nothing that it leads to is refused. */
export const anything: Anything = { kind: "anything" };
/** A text, a number, a truth value or null. */
export const value: Value = { kind: "value" };

const values = listOf(value);
const mapOfAnything: MapOf = { kind: "map", value: anything };

const schema = fieldsOf<JsonSchema>("a JSON Schema", {
  $ref: value,
  type: anything,
  const: anything,
  enum: listOf(anything),
  properties: mapOfAnything,
  required: values,
  items: anything,
  additionalProperties: anything,
  oneOf: listOf(anything),
  minimum: value,
  maximum: value,
  exclusiveMinimum: value,
  exclusiveMaximum: value,
  minLength: value,
  maxLength: value,
  minItems: value,
  maxItems: value,
  title: value,
  description: value,
  examples: listOf(anything),
});

const fault = fieldsOf<TemplateFault>("the fault of a message", { kind: value, reason: value });
const message = fieldsOf<Template>("a message", { source: value, parts: values, fault });
const locator = fieldsOf<Locator>("a locator", { kind: value, tokens: values, name: value });
const locators = listOf(locator);
const condition = fieldsOf<Condition>("a condition", {
  at: locator,
  equals: values,
  present: value,
});
const conditions = listOf(condition);

const source = fieldsOf<Source>("a source", {
  id: value,
  title: value,
  url: value,
  read: value,
  docsUrl: value,
});
const sources = listOf(source);

const namedSchema = fieldsOf<NamedSchema>("a shared schema", { name: value, schema });

const envelope = fieldsOf<Envelope>("an envelope", {
  name: value,
  code: locators,
  message: locators,
  requestId: locators,
  docsUrl: locators,
  retryAfter: locators,
  when: conditions,
  body: schema,
  description: value,
});

const status = fieldsOf<Status>("a status", {
  key: value,
  title: value,
  description: value,
  causes: values,
  resolution: values,
  kind: value,
  retry: value,
  effect: value,
  sources,
});

const deprecation = fieldsOf<Deprecation>("a deprecation", {
  since: value,
  reason: value,
  use: value,
});

const match = fieldsOf<Match>("a match", {
  scopes: values,
  operations: values,
  statuses: values,
  envelopes: values,
  messages: listOf(message),
  body: conditions,
});

const definitionCode = fieldsOf<DefinitionCode>("a code of a definition", {
  literal: value,
  text: value,
  name: value,
  title: value,
  summary: value,
  description: value,
  causes: values,
  resolution: values,
  retry: value,
  effect: value,
  statuses: values,
  docsUrl: value,
  since: value,
  deprecated: deprecation,
  sources,
  own: value,
});

const param = fieldsOf<Param>("a param", {
  name: value,
  schema,
  at: locators,
  safe: value,
  optional: value,
  description: value,
});

const translation = fieldsOf<Translation>("a translation", { locale: value, template: message });

const example = fieldsOf<Example>("an example", {
  title: value,
  status: value,
  headers: { kind: "map", value },
  body: anything,
  envelope: value,
  code: value,
  message: value,
  scope: value,
  operation: value,
  sources,
});

const definition = fieldsOf<Definition>("a definition", {
  name: value,
  title: value,
  kind: value,
  summary: value,
  codes: listOf(definitionCode),
  statuses: values,
  scopes: values,
  operations: values,
  envelopes: values,
  match,
  retry: value,
  effect: value,
  description: value,
  causes: values,
  resolution: values,
  docsUrl: value,
  params: listOf(param),
  messages: listOf(message),
  translations: listOf(translation),
  examples: listOf(example),
  since: value,
  deprecated: deprecation,
  sources,
});

const owner = fieldsOf<CodeOwner>("an owner of a code", { definition, code: definitionCode });

const catalogCode = fieldsOf<CatalogCode>("a code", {
  literal: value,
  text: value,
  member: value,
  owners: listOf(owner),
});

const reservation = fieldsOf<Reservation>("a reservation", {
  kind: value,
  code: value,
  from: value,
  to: value,
  name: value,
  reason: value,
});

const catalog = fieldsOf<Catalog>("a catalog", {
  id: value,
  title: value,
  version: value,
  prefix: value,
  codeType: value,
  description: value,
  docsUrl: value,
  sources,
  scopes: values,
  operations: values,
  schemas: listOf(namedSchema),
  envelopes: listOf(envelope),
  envelope: value,
  success: conditions,
  statuses: listOf(status),
  definitions: listOf(definition),
  codes: listOf(catalogCode),
  reserved: listOf(reservation),
  derived: anything,
});

/** What a template finds at its top: one catalog, or all of them where its scope is `all`. */
export interface TemplateView {
  /** What the configuration gives it. */
  readonly options: object;
  readonly catalog?: Catalog;
  readonly catalogs?: readonly Catalog[];
}

/** The fields of a template's view; a template of both scopes may ask which it is given. */
export const templateView: Shape = fieldsOf<TemplateView>("what a template is given", {
  options: anything,
  catalog,
  catalogs: listOf(catalog),
});
