// The component schemas: the codes, the bodies of the envelopes, of each error, and of each status.

import type { CatalogCode, Definition, Envelope } from "../../catalog/catalog.ts";
import { alternatives } from "./alternatives.ts";
import { type Context, entryOf, type Plain, tidy } from "./context.ts";
import { definitionExtensions, envelopeExtension } from "./extensions.ts";
import { type Group, groupKey, sharedGroups } from "./groups.ts";
import { schemaRef } from "./names.ts";
import { commonNarrowing, narrowing } from "./narrowing.ts";
import type { Occasion } from "./occasions.ts";
import { paramsSchema } from "./params.ts";
import { codeSummary, paragraphs, relinked } from "./prose.ts";
import { extensible, schemaObject } from "./schema.ts";

/** Gives all component schemas: first what the others refer to, then the errors, then the statuses. */
export function componentSchemas(occasions: readonly Occasion[], context: Context): Plain {
  const { catalog, names } = context;
  const detailed = catalog.definitions.filter(({ name }) => names.params.has(name));
  return {
    [names.code]: codeSchema(context),
    ...named(names.schemas, catalog.schemas, ({ schema }) => schemaObject(schema, context)),
    ...named(names.bodies, catalog.envelopes, (envelope) => envelopeSchema(envelope, context)),
    [names.anyBody]: anyBodySchema(context),
    ...named(names.definitions, catalog.definitions, (one) => definitionSchema(one, context)),
    ...named(names.params, detailed, (one) => paramsSchema(one, context)),
    ...Object.fromEntries(
      [...sharedGroups(catalog).values()].map((group) => [
        entryOf(names.groups, groupKey(group)),
        groupSchema(group, context),
      ]),
    ),
    ...Object.fromEntries(
      occasions.map((occasion) => [
        entryOf(names.statuses, occasion.key),
        alternatives(occasion, context),
      ]),
    ),
  };
}

function named<Thing extends { readonly name: string }>(
  names: ReadonlyMap<string, string>,
  things: readonly Thing[],
  schema: (thing: Thing) => Plain,
): Plain {
  return Object.fromEntries(things.map((thing) => [entryOf(names, thing.name), schema(thing)]));
}

function codeSchema({ catalog, dialect }: Context): Plain {
  const { codes, codeType, title } = catalog;
  // OpenAPI 3.0 knows no list of types, and there the values say it all.
  const mixed = dialect === "3.0" ? undefined : ["integer", "string"];
  return tidy({
    description: `The codes that ${title} is known to send; expect others.`,
    type: codeType === "mixed" ? mixed : codeType,
    enum: codes.map((code) => code.literal),
    "x-enum-varnames": codes.map((code) => code.member),
    "x-enum-descriptions": codes.map(codeDescription),
  });
}

function codeDescription({ owners }: CatalogCode): string {
  const [only] = owners;
  if (only !== undefined && owners.length === 1) return codeSummary(only.code);
  return owners.map(({ code }) => `${code.name}: ${codeSummary(code)}`).join(" ");
}

function envelopeSchema(envelope: Envelope, context: Context): Plain {
  const whole = extensible(schemaObject(envelope.body, context), context);
  const { description, ...body } = whole;
  const about = envelope.description && relinked(envelope.description, context);
  const own = typeof description === "string" ? description : undefined;
  const text = paragraphs(about, own);
  return { ...tidy({ description: text }), ...body, ...envelopeExtension(envelope) };
}

function anyBodySchema(context: Context): Plain {
  return {
    description: `Any error body of ${context.catalog.title}, also with a code that is not known yet.`,
    anyOf: context.catalog.envelopes.map(({ name }) =>
      schemaRef(entryOf(context.names.bodies, name)),
    ),
  };
}

function definitionSchema(definition: Definition, context: Context): Plain {
  const { title, summary, description, deprecated, docsUrl } = definition;
  const bodies = definition.envelopes.map((name) => {
    const envelope = entryOf(context.envelopes, name);
    const own = narrowing({ definition, envelope }, context);
    return { allOf: [schemaRef(entryOf(context.names.bodies, name)), ...own] };
  });
  const [only] = bodies;
  return tidy({
    title,
    description: paragraphs(summary, description && relinked(description, context)),
    deprecated: deprecated === undefined ? undefined : true,
    externalDocs: docsUrl === undefined ? undefined : { url: docsUrl },
    ...(bodies.length === 1 ? only : { anyOf: bodies }),
    ...definitionExtensions(definition, context),
  });
}

function groupSchema(group: Group, context: Context): Plain {
  const { names } = context;
  const anyOf = group.map(({ name }) => schemaRef(entryOf(names.definitions, name)));
  return {
    description:
      "One of several errors that share a code; what else tells them apart stands in each.",
    // Generators of types take `anyOf` beside properties for one more choice.
    allOf: [...commonNarrowing(group, context), { anyOf }],
  };
}
