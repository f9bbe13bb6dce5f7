// The README of one package of several catalogs; its example runs as it is.

import template from "../../../templates/package/joined.hbs";
import type { Catalog } from "../../catalog/catalog.ts";
import { fixtureOf } from "../../catalog/fixture.ts";
import { catalogNames, namespaceName } from "../../catalog/names.ts";
import { inSentence } from "../../text/lists.ts";
import type { MadeFile } from "../emitter.ts";
import { render } from "../print/markdown.ts";
import { fileText, id, lit, ts } from "../print/typescript.ts";
import { bindingOf, isReservedWord } from "./joining.ts";

/** The one package: the name that it is published under, and its files. */
export interface JoinedPackage {
  readonly name: string;
  readonly made: readonly MadeFile[];
}

/** Returns the README of one package of several catalogs. */
export function joinedReadme(catalogs: readonly Catalog[], { name, made }: JoinedPackage): string {
  const first = catalogs.find(({ http }) => http) ?? catalogs[0];
  if (first === undefined) throw new Error("there is no catalog to join");
  const path = `${name}/${first.id}`;
  const view = {
    name,
    install: `npm install ${name}`,
    example: exampleCode(first, name),
    alone: `Code of one API alone imports its path, such as \`${path}\`, or its namespace here: both are the same classes.
On that path there are also \`${path}/definitions\`, texts for people as data, and \`${path}/fixtures\`, a valid response of each error for tests.${documentsOf(first, made)}`,
    rows: catalogs.map(({ id, title, definitions }) => ({
      id: { code: id },
      namespace: { code: namespaceName(id) },
      title,
      package: { code: `${name}/${id}` },
      errors: String(definitions.length),
    })),
  };
  return render(template, view, { linkTo: () => undefined });
}

/** Returns a sentence on the documents of a catalog, if there are any. */
function documentsOf({ id }: Catalog, made: readonly MadeFile[]): string {
  const uses = [
    ["errors.md", "describes each error at length"],
    ["openapi.yaml", "holds the same errors as OpenAPI components"],
    ["errors.json", "has them as data for other tools and languages"],
  ].filter(([name]) => made.some(({ path }) => path === `${id}/${name}`));
  const words = inSentence(uses.map(([name, use]) => `\`${id}/${name}\` ${use}`));
  if (words === "") return "";
  return `\nOf the documents beside it, ${words}.`;
}

function exampleCode(first: Catalog, name: string): string {
  const exported = id(namespaceName(first.id));
  const isBinding = !isReservedWord(namespaceName(first.id));
  const space = isBinding ? exported : bindingOf(first);
  const imported = isBinding ? space : ts`${exported} as ${space}`;
  const [shown] = first.definitions.flatMap((one) => fixtureOf(one, first) ?? []);
  const given =
    first.http || shown === undefined
      ? ts`
// With fetch: await errorFromResponse(${lit(first.id)}, response)
const error = parseError(${lit(first.id)}, { status: 503, body: "<html>" });`
      : ts`
const error = parseError(${lit(first.id)}, { body: ${lit(shown.body)} });`;
  const code = ts`import { ${imported}, hasKind, parseError, retryAdvice } from ${lit(name)};
${given}

if (${space}.${id(catalogNames(first.prefix).isError)}(error)) {
  const advice = retryAdvice(error, { idempotent: false, attempt: 1, now: Date.now() });
  console.log(error.name, hasKind(error, "unavailable"), advice.retry);
}`;
  return fileText(code).trimEnd();
}
