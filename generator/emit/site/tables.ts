// What a page recognises pasted responses by: the tables of the catalog's package, without its internal errors.

import type { Catalog, Json } from "../../catalog/catalog.ts";
import { documentedTables } from "../../catalog/documented.ts";
import { flat, lines, lit, tableKey, ts } from "../print/typescript.ts";

/** Returns the script that holds the tables of a catalog. */
export function tablesScript(catalog: Catalog): string {
  const { codes, params = {}, ...rest } = documentedTables(catalog);
  const table = (rows: object) => {
    const all = Object.entries(rows).map(
      ([name, row]) => ts`${tableKey(name)}: ${flat(plain(row))},`,
    );
    return ts`{
  __proto__: null,
  ${lines(all)}
}`;
  };
  const others = Object.entries(rest).map(
    ([name, value]) => ts`${tableKey(name)}: ${flat(plain(value))},`,
  );
  return `${
    ts`globalThis.faultbookTables = {
  id: ${lit(catalog.id)},
  tables: {
    ${lines(others)}
    params: ${table(params)},
    codes: ${table(codes)},
  },
};`.text
  }\n`;
}

/** What is undefined in a table is not there. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
