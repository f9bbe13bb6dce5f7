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
  readonly codes: readonly { readonly code: string | number; readonly name: string }[];
  readonly fixture?: { readonly body: NonNullable<ErrorExplanation["body"]> };
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
      explain: () => explanationOf(one, catalog),
    };
  });
  return { catalog, tables: data["recognition"] as Tables, errors };
}

function isErrorData(value: unknown): value is ErrorData {
  return isMap(value) && typeof value["name"] === "string" && Array.isArray(value["codes"]);
}

function explanationOf(one: ErrorData, catalog: KnownErrors["catalog"]): ErrorExplanation {
  const { codes, fixture, retry, effect } = one;
  const { statuses = [], scopes = [], operations = [], causes = [], resolution = [] } = one;
  return {
    ...one,
    what: "error",
    catalog,
    codes: codes.map(({ code }) => code),
    ...{ statuses, scopes, operations, causes, resolution },
    happened: happenedInWords(effect),
    advice: adviceInWords(retry, effect),
    ...(fixture === undefined ? {} : { body: fixture.body }),
  };
}
