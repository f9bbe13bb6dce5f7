// The component schemas of params: the details of one error as an object, wherever in a response they stand.

import type { Definition, Param } from "../../catalog/catalog.ts";
import { type Context, type Plain, tidy } from "./context.ts";
import { deprecationText, paragraphs } from "./prose.ts";
import { described, extensible, schemaObject } from "./schema.ts";

/** Gives the schema of the params of an error that has some, each by its name. */
export function paramsSchema(definition: Definition, context: Context): Plain {
  const { name, params, deprecated } = definition;
  return tidy({
    description: paragraphs(`The details of the error ${name}.`, deprecationText(deprecated)),
    deprecated: deprecated === undefined ? undefined : true,
    type: "object",
    required: params.filter((param) => !param.optional).map((param) => param.name),
    properties: Object.fromEntries(params.map((param) => [param.name, property(param, context)])),
  });
}

function property({ schema, description, safe }: Param, context: Context): Plain {
  const own = schemaObject(described(schema, description), context);
  return { ...extensible(own, context), "x-safe": safe };
}
