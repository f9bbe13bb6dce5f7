// The README of the joined package; its example runs as it stands.

import template from "../../../templates/package/errors.hbs";
import { catalogNames, namespaceName } from "../../catalog/names.ts";
import { render } from "../print/markdown.ts";
import { fileText, id, lit, ts } from "../print/typescript.ts";
import type { CatalogPackage } from "./joining.ts";

/** Gives the README of the package that joins others, published under a name; there is at least one of them. */
export function readme(packages: readonly CatalogPackage[], name: string): string {
  const view = {
    name,
    install: `npm install ${name}`,
    example: exampleCode(packages, name),
    rows: packages.map(({ catalog, name: from }) => ({
      id: { code: catalog.id },
      namespace: { code: namespaceName(catalog.id) },
      title: catalog.title,
      package: { code: from },
      errors: String(catalog.definitions.length),
    })),
  };
  return render(template, view, { linkTo: () => undefined });
}

function exampleCode(packages: readonly CatalogPackage[], name: string): string {
  const [first] = packages;
  if (first === undefined) throw new Error("there is no package to join");
  const { id: catalog, prefix } = first.catalog;
  const space = id(namespaceName(catalog));
  const code = ts`import { ${space}, hasKind, parseError, retryAdvice } from ${lit(name)};

// With fetch: await errorFromResponse(${lit(catalog)}, response)
const error = parseError(${lit(catalog)}, { status: 503, body: "<html>" });

if (${space}.${id(catalogNames(prefix).isError)}(error)) {
  const advice = retryAdvice(error, { idempotent: false, attempt: 1, now: Date.now() });
  console.log(error.name, hasKind(error, "unavailable"), advice.retry);
}`;
  return fileText(code).trimEnd();
}
