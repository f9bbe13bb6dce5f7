// The READMEs of what joins catalogs; their example runs as it stands.

import template from "../../../templates/package/errors.hbs";
import type { Catalog } from "../../catalog/catalog.ts";
import { catalogNames, namespaceName } from "../../catalog/names.ts";
import type { MadeFile } from "../emitter.ts";
import { render } from "../print/markdown.ts";
import { fileText, id, lit, ts } from "../print/typescript.ts";
import { bindingOf, type CatalogPackage, isReservedWord } from "./joining.ts";

/** Gives the README of the package that joins others, published under a name; there is at least one of them. */
export function readme(packages: readonly CatalogPackage[], name: string): string {
  return page(packages, name, {
    needs: "It depends on the packages of the APIs and on nothing else.",
    alone:
      "Code of one API alone imports its package, or its namespace here: both are the same classes.",
    column: "Package",
  });
}

/** The one package: the name that it is published under, and its files. */
export interface JoinedPackage {
  readonly name: string;
  readonly made: readonly MadeFile[];
}

/** Gives the README of the one package of several catalogs, published under a name. */
export function joinedReadme(catalogs: readonly Catalog[], { name, made }: JoinedPackage): string {
  const packages = catalogs.map((catalog) => ({ catalog, name: `${name}/${catalog.id}` }));
  const path = packages[0]?.name ?? name;
  return page(packages, name, {
    needs: "It depends on nothing, and each API is a path of its own.",
    alone: `Code of one API alone imports its path, such as \`${path}\`, or its namespace here: both are the same classes.
On that path stand too \`${path}/definitions\`, texts for people as data, and \`${path}/fixtures\`, a valid response of each error for tests.${documentsIn(catalogs, made)}`,
    column: "Import from",
  });
}

/** Names the documents of the first catalog, as far as there are any. */
function documentsIn([first]: readonly Catalog[], made: readonly MadeFile[]): string {
  if (first === undefined) return "";
  const uses = [
    ["errors.md", "describes each error at length"],
    ["openapi.yaml", "holds the same errors as OpenAPI components"],
  ].filter(([name]) => made.some(({ path }) => path === `${first.id}/${name}`));
  if (uses.length === 0) return "";
  const words = uses.map(([name, use]) => `\`${first.id}/${name}\` ${use}`).join(" and ");
  return `\nOf the documents beside it, ${words}.`;
}

interface Wording {
  /** What the package depends on. */
  readonly needs: string;
  /** What code of one API alone does. */
  readonly alone: string;
  /** What the table calls the place that an API is imported from. */
  readonly column: string;
}

function page(packages: readonly CatalogPackage[], name: string, wording: Wording): string {
  const view = {
    ...wording,
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
  const exported = id(namespaceName(catalog));
  const isBinding = !isReservedWord(namespaceName(catalog));
  const space = isBinding ? exported : bindingOf(first.catalog);
  const imported = isBinding ? space : ts`${exported} as ${space}`;
  const code = ts`import { ${imported}, hasKind, parseError, retryAdvice } from ${lit(name)};

// With fetch: await errorFromResponse(${lit(catalog)}, response)
const error = parseError(${lit(catalog)}, { status: 503, body: "<html>" });

if (${space}.${id(catalogNames(prefix).isError)}(error)) {
  const advice = retryAdvice(error, { idempotent: false, attempt: 1, now: Date.now() });
  console.log(error.name, hasKind(error, "unavailable"), advice.retry);
}`;
  return fileText(code).trimEnd();
}
