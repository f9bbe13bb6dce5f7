// The errors of a package, from its `errors.json`.

import type { Tables } from "../../runtime/facts.ts";
import { isMap } from "../catalog/json-schema.ts";
import {
  adviceInWords,
  type ErrorExplanation,
  happenedInWords,
  type KnownErrors,
} from "./explanation.ts";

/** What this file reads of an error in `errors.json`. */
interface ErrorData extends Omit<ErrorExplanation, "codes" | "what" | "catalog" | "body"> {
  readonly codes: readonly CodeData[];
  readonly fixture?: { readonly body: NonNullable<ErrorExplanation["body"]> };
}

/** A code, and what is true of it alone. */
interface CodeData extends Partial<Omit<ErrorExplanation, "name">> {
  readonly code: string | number;
  readonly name: string;
  readonly member?: string;
}

/** Returns the errors of the data of a package, which was checked to be of our format. */
export function errorsIn(data: Readonly<Record<string, unknown>>): KnownErrors {
  const catalog = data["catalog"] as KnownErrors["catalog"] & { readonly prefix?: string };
  const all = Array.isArray(data["errors"]) ? (data["errors"] as readonly unknown[]) : [];
  const errors = all.filter(isErrorData).map((one) => {
    const codes = one.codes.map(({ code }) => code);
    const own = [one.name, ...one.codes.map(({ name }) => name)];
    return {
      name: one.name,
      kind: one.kind,
      codes: codes.map(String),
      statuses: one.statuses ?? [],
      names: [
        ...[...own, one.className, one.guard, `${catalog.prefix ?? ""}${one.className}`],
        ...own.map((name) => `${catalog.id}/${name}`),
      ],
      explain: (word?: string) => explanationOf(one, codeCalled(word, one), catalog),
    };
  });
  const facts = Object.entries(isMap(data["facts"]) ? data["facts"] : {});
  const reserved = facts
    .filter(([key]) => key.startsWith("reserved "))
    .map(([key, reason]) => ({ key, reason: String(reason) }));
  return { catalog, tables: data["recognition"] as Tables, errors, reserved, families: [] };
}

function codeCalled(word: string | undefined, { codes }: ErrorData): CodeData | undefined {
  const lower = word?.toLowerCase();
  return (
    codes.find(({ code }) => String(code) === word) ??
    codes.slice(1).find(({ name }) => name.toLowerCase() === lower)
  );
}

function isErrorData(value: unknown): value is ErrorData {
  return isMap(value) && typeof value["name"] === "string" && Array.isArray(value["codes"]);
}

function explanationOf(
  one: ErrorData,
  asked: CodeData | undefined,
  catalog: KnownErrors["catalog"],
): ErrorExplanation {
  const { codes, fixture } = one;
  const { code: _code, name: _name, member: _member, ...own } = asked ?? codes[0] ?? {};
  const said = { ...one, ...(asked === undefined ? {} : own) };
  const { retry, effect } = said;
  const { statuses = [], scopes = [], operations = [], causes = [], resolution = [] } = said;
  const isOwn =
    asked !== undefined && Object.keys(own).some((key) => !["docsUrl", "title"].includes(key));
  return {
    ...said,
    what: "error",
    catalog,
    codes: (isOwn ? [asked] : codes).map(({ code }) => code),
    title: isOwn ? said.title : one.title,
    ...{ statuses, scopes, operations, causes, resolution },
    happened: happenedInWords(effect),
    advice: adviceInWords(retry, effect),
    ...(fixture === undefined || (asked ?? codes[0]) !== codes[0] ? {} : { body: fixture.body }),
  };
}
