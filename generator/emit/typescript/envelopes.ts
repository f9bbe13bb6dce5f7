// The envelopes: the types of their bodies, how they are recognised, and how answers are built.

import type { Catalog, Envelope } from "../../catalog/catalog.ts";
import { answerName, bodyName, catalogNames, fieldsName, schemaName } from "../../catalog/names.ts";
import { bareSchema, bareSchemas } from "../../catalog/recognition.ts";
import { constantDeclaration, typeDeclaration } from "../print/declarations.ts";
import type { Module } from "../print/modules.ts";
import { doc, id, lit, ts, union } from "../print/typescript.ts";
import { runtimeTypesLink } from "./codes.ts";
import { withLinks } from "./links.ts";
import { type Refer, schemaDeclaration } from "./types.ts";

/** Returns whether an envelope tells an error body from any other value: one that reads headers alone would make a body of everything. */
export function isTelling({ body }: Envelope): boolean {
  return Object.keys(bareSchema(body)).length > 0;
}

/** Prints the module `envelopes`. */
export function* envelopesModule(catalog: Catalog): Module {
  const { prefix, title } = catalog;
  const { answers, tables } = catalog.derived;
  const names = catalogNames(prefix);
  const refer: Refer = (name) => id(schemaName(prefix, name));
  yield runtimeTypesLink;
  for (const { name, schema } of catalog.schemas) {
    yield schemaDeclaration(schemaName(prefix, name), schema, { refer, intro: `${name}.` });
  }
  for (const { name, body, description = "" } of catalog.envelopes) {
    const intro = `A body of the envelope ${name}. ${withLinks(description)}`;
    yield schemaDeclaration(bodyName(prefix, name), body, { refer, intro });
  }
  for (const { name } of catalog.envelopes) {
    const schema = answers[name]?.fields;
    if (schema === undefined) continue;
    const intro = `The fields of a body of the envelope ${name} that only you know.`;
    yield schemaDeclaration(fieldsName(prefix, name), schema, { refer, intro });
  }
  const telling = catalog.envelopes.filter(isTelling);
  const all = union(telling.map((envelope) => id(bodyName(prefix, envelope.name))));
  yield typeDeclaration(doc(`An error body of ${title}.`), ts`type ${id(names.body)} = ${all};`);
  yield* constantDeclaration({
    doc: doc("How each envelope is recognised, and where its facts are."),
    name: ts`envelopes`,
    type: ts`readonly runtime.Envelope[]`,
    value: lit(tables.envelopes as never),
  });
  yield* constantDeclaration({
    doc: doc("The shape of each body, for the strict guard."),
    name: ts`bodies`,
    type: ts`readonly runtime.JsonSchema[]`,
    value: lit(telling.map((envelope) => bareSchema(envelope.body)) as never),
  });
  const bare = bareSchemas(catalog);
  if (bare !== undefined) {
    yield* constantDeclaration({
      doc: doc("The schemas that bodies and params share."),
      name: ts`schemas`,
      type: ts`runtime.Schemas`,
      value: lit(bare as never),
    });
  }
  for (const { name } of catalog.envelopes) {
    yield* constantDeclaration({
      doc: doc(`The shape of answers in the envelope ${name}.`),
      name: id(answerName(name)),
      type: ts`runtime.AnswerShape`,
      value: lit({ envelope: name, slots: answers[name]?.slots ?? [] } as never),
    });
  }
}
