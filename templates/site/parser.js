// Recognises a response as the packages of a catalog do, for the page of that catalog.

import { explainResponse } from "../../generator/explain/explain-response.ts";

globalThis.faultbookExplain = (response, { id, tables }) => {
  const errors = Object.values(tables.codes)
    .flat()
    .map(([{ name }]) => ({ name, explain: () => ({ name }) }));
  return explainResponse(response, [{ catalog: { id }, tables, errors }])[0];
};
