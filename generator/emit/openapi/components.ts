// The component schemas: the codes, the bodies of the envelopes, of each error, and of each status.

import type {
  CatalogCode,
  Definition,
  DefinitionCode,
  Envelope,
  Param,
} from "../../catalog/catalog.ts";
import type { Writer } from "../../text/writer.ts";
import { alternatives } from "./alternatives.ts";
import type { Context } from "./context.ts";
import { type BodySchema, described, extensible, schemaObject } from "./dialect.ts";
import { definitionFacts, envelopeFacts, writeExtensions } from "./extensions.ts";
import { schemaRef } from "./names.ts";
import { bodySchemas } from "./narrowing.ts";
import { entryOf, type Plain } from "./objects.ts";
import type { Occasion } from "./occasions.ts";
import { deprecationText, lineText, paragraphs, relinked } from "./prose.ts";

/** A component of the document. */
export interface Component {
  readonly name: string;
  /** The component itself, or a function that writes its entries. */
  readonly content: Plain | ((writer: Writer) => void);
}

/** Returns all component schemas: first those that others refer to, then the errors, then the statuses. */
export function* componentSchemas(context: Context): Iterable<Component> {
  const { catalog, names } = context;
  yield { name: names("codes"), content: (writer) => writeCodes(context, writer) };
  for (const { name, schema } of catalog.schemas)
    yield { name: names("schema", name), content: schemaObject(schema, context) };
  for (const envelope of catalog.envelopes)
    yield {
      name: names("body", envelope.name),
      content: (writer) => writeEnvelope(envelope, context, writer),
    };
  yield { name: names("any body"), content: anyBodySchema(context) };
  for (const definition of catalog.definitions)
    yield {
      name: names("definition", definition.name),
      content: (writer) => writeDefinition(definition, context, writer),
    };
  for (const definition of catalog.definitions)
    if (definition.params.length > 0)
      yield {
        name: names("params", definition.name),
        content: (writer) => writeParams(definition, context, writer),
      };
  for (const occasion of context.occasions)
    yield {
      name: names("status", occasion.key),
      content: statusSchema(occasion, context),
    };
}

/** Returns the schema of an occasion's body, with a title if it is a choice: viewers show it where another choice has it as a part. */
function statusSchema(occasion: Occasion, context: Context): Plain {
  const schema = alternatives(occasion, context);
  if (schema["$ref"] !== undefined) return schema;
  const { key } = occasion;
  const status = key === "default" ? "any HTTP status" : `HTTP status ${key.toUpperCase()}`;
  return { title: `Errors with ${status}`, ...schema };
}

function writeCodes(context: Context, writer: Writer): void {
  const { codes, codeType, title } = context.catalog;
  // OpenAPI 3.0 knows no list of types, and there the values say it all.
  const mixed = context.dialect === "3.0" ? undefined : ["integer", "string"];
  writer.entry("description", `The codes that ${title} is known to send; expect others.`);
  writer.entry("type", codeType === "mixed" ? mixed : codeType, "flow");
  writer.entry(
    "enum",
    codes.map((code) => code.literal),
  );
  const { extensions } = context;
  if (extensions === "none") return;
  writer.entry(
    "x-enum-varnames",
    codes.map((code) => code.member),
  );
  if (extensions === "all") writer.entry("x-enum-descriptions", codes.map(codeDescription));
}

function codeDescription({ owners }: CatalogCode): string {
  const [only] = owners;
  // Generators print these as they are.
  const plain = ({ summary, deprecated }: DefinitionCode) =>
    deprecated === undefined ? summary : `${summary} ${deprecationText(deprecated, String)}`;
  if (only !== undefined && owners.length === 1) return plain(only.code);
  return owners.map(({ code }) => `${code.name}: ${plain(code)}`).join(" ");
}

function writeEnvelope(envelope: Envelope, context: Context, writer: Writer): void {
  const body = extensible(schemaObject(envelope.body, context), context);
  const { description, ...rest } = body;
  const own = typeof description === "string" ? description : undefined;
  writer.entry("description", paragraphs(relinked(envelope.description, context), own));
  for (const key of Object.keys(rest)) writer.entry(key, rest[key]);
  writeExtensions({ tagged: envelope, more: () => envelopeFacts(envelope) }, context, writer);
}

function anyBodySchema({ catalog, names }: Context): Plain {
  const bodies = catalog.envelopes.map(({ name }) => schemaRef(names("body", name)));
  const [only] = bodies;
  if (only !== undefined && bodies.length === 1) return only;
  const description = `Any error body of ${catalog.title}, also with a code that is not known yet.`;
  return { title: "Any error", description, anyOf: bodies };
}

function writeDefinition(definition: Definition, context: Context, writer: Writer): void {
  const { title, summary, deprecated, docsUrl, retry, effect } = definition;
  const about = relinked(definition.description, context);
  writer.entry("title", title);
  writer.entry("description", paragraphs(lineText(summary), deprecationText(deprecated), about));
  if (deprecated !== undefined) writer.entry("deprecated", true);
  if (docsUrl !== undefined) writer.entry("externalDocs", { url: docsUrl }, "flow");
  const bodies = definition.envelopes.flatMap((name) =>
    bodySchemas({ definition, envelope: entryOf(context.envelopes, name) }, context),
  );
  const [only] = bodies;
  if (only !== undefined && bodies.length === 1) writeBody(only, context, writer);
  else
    writer.entry(
      "anyOf",
      bodies.map((body) => schemaObject(body, context)),
      "lines",
    );
  const more = () => definitionFacts(definition, context);
  writeExtensions({ retry, effect, tagged: definition, more }, context, writer);
}

function writeBody(schema: BodySchema, context: Context, writer: Writer): void {
  const body = schemaObject(schema, context);
  for (const key of Object.keys(body))
    writer.entry(key, body[key], key === "properties" ? "lines" : "flow");
}

function writeParams(
  { name, params, deprecated }: Definition,
  context: Context,
  writer: Writer,
): void {
  const required = params.filter((param) => !param.optional).map((param) => param.name);
  const properties = params.map((param) => [param.name, paramSchema(param, context)]);
  const about = `The details of the error ${name}.`;
  writer.entry("description", paragraphs(about, deprecationText(deprecated)));
  if (deprecated !== undefined) writer.entry("deprecated", true);
  writer.entry("type", "object");
  if (required.length > 0) writer.entry("required", required, "flow");
  writer.entry("properties", Object.fromEntries(properties), "lines");
}

function paramSchema({ schema, description, safe }: Param, context: Context): Plain {
  const own = schemaObject(described(schema, description), context);
  return context.extensions === "all" ? { ...extensible(own, context), "x-safe": safe } : own;
}
