// The envelopes: the types of their bodies, how they are told apart, and how bodies are made.

import { fieldsSchema } from "../../catalog/body.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { bodyName, catalogNames, fieldsName, schemaName } from "../../catalog/names.ts";
import { bareSchema, bareSchemas, recognitionTables } from "../../catalog/recognition.ts";
import { type Code, doc, id, lit, nothing, ts, union } from "../print/typescript.ts";
import { envelopeAnswers } from "./answers.ts";
import { type Refer, schemaDeclaration } from "./types.ts";

/** Gives `src/envelopes.ts`. */
export function envelopesModule(catalog: Catalog): Code {
  const { prefix } = catalog;
  const names = catalogNames(prefix);
  const refer: Refer = (name) => id(schemaName(prefix, name));
  const shared = catalog.schemas.map(({ name, schema }) =>
    schemaDeclaration(schemaName(prefix, name), schema, { refer, intro: `${name}.` }),
  );
  const bodies = catalog.envelopes.map((envelope) =>
    schemaDeclaration(bodyName(prefix, envelope.name), envelope.body, {
      refer,
      intro: `A body of the envelope ${envelope.name}. ${envelope.description ?? ""}`,
    }),
  );
  const fields = catalog.envelopes.flatMap((envelope) => {
    const schema = fieldsSchema(envelope);
    const intro = `What only you know of a body of the envelope ${envelope.name}.`;
    const name = fieldsName(prefix, envelope.name);
    return schema === undefined ? [] : [schemaDeclaration(name, schema, { refer, intro })];
  });
  // One that reads headers alone would make a body of everything.
  const telling = catalog.envelopes.filter((one) => Object.keys(bareSchema(one.body)).length > 0);
  const all = union(telling.map((envelope) => id(bodyName(prefix, envelope.name))));
  const bare = bareSchemas(catalog);
  const schemas =
    bare === undefined
      ? nothing
      : ts`
${doc("The schemas that bodies and params share.")}export const schemas: runtime.Schemas = ${lit(bare as never)};
`;
  const answers = catalog.envelopes.map((envelope) => envelopeAnswers(envelope).code);
  return ts`import * as runtime from "./runtime.js";

${shared}${bodies}${fields}${doc(`An error body of ${catalog.title}.`)}export type ${id(names.body)} = ${all};

${doc("How each envelope is recognised, and where its facts stand.")}export const envelopes: readonly runtime.Envelope[] = ${lit(recognitionTables(catalog).envelopes as never)};

${doc("What each body looks like, for the strict guard.")}export const bodies: readonly runtime.JsonSchema[] = ${lit(telling.map((envelope) => bareSchema(envelope.body)) as never)};
${schemas}
${answers}`;
}
