// The README of a catalog's package; its first example runs as it stands, and what the package does not have is left out.

import template from "../../../templates/package/readme.hbs";
import type { Catalog, Definition, Json } from "../../catalog/catalog.ts";
import { fixtureOf, paramSamples } from "../../catalog/fixture.ts";
import { catalogNames, className, guardName } from "../../catalog/names.ts";
import { isBuilt, sampleOf } from "../../catalog/samples.ts";
import { type Inline, render } from "../print/markdown.ts";
import { type Code, fileText, id, lines, lit, nothing, ts } from "../print/typescript.ts";

/** Which of the emitters beside that of the package are on, so that it has their files. */
export interface PackageParts {
  readonly typescript: boolean;
  readonly openapi: boolean;
  readonly overlay: boolean;
  readonly markdown: boolean;
}

/** What a catalog's package is published as. */
export interface PublishedPackage {
  readonly name: string;
  readonly parts: PackageParts;
}

/** Gives the README of a catalog's package. */
export function readme(catalog: Catalog, { name, parts }: PublishedPackage): string {
  const view = {
    name,
    title: catalog.title,
    version: catalog.version,
    description: catalog.description ?? "",
    install: `npm install ${name}`,
    code: parts.typescript ? codeView(catalog, name) : "",
    documents: documentsText(parts),
    rows: catalog.definitions.map(rowOf),
    sources: catalog.sources.map(({ title, url, read }) => ({ title, url, read: read ?? "" })),
  };
  return render(template, view, { linkTo: () => undefined });
}

/** What is said of the package's modules. */
function codeView(catalog: Catalog, name: string) {
  const names = catalogNames(catalog.prefix);
  const shown = exampleOf(catalog);
  return {
    modules: `ECMAScript modules; \`require("${name}")\` works on Node 20.19+, 22.12+ and later. On older Node use \`await import()\`.`,
    example: exampleCode(catalog, { name, shown }),
    printed: printedBy(shown),
    uses: [
      `\`${names.parse}\` gives an exception to throw, to return or to look into, and \`undefined\` for a response that is no error. It never throws: what this version does not know becomes \`${names.unknown}\`, with nothing lost.`,
      `\`${names.identify}\` gives the same facts as plain data, without making an exception.`,
      `\`${names.isError}\` and a guard for each class work across copies of the package; \`${names.isCode}\` and \`${names.isBody}\` check what arrived.`,
      `\`${names.any}\` is the union of all classes: \`name\` and \`code\` narrow it.`,
    ],
    more: moreExamples(catalog, { name, shown }),
    texts: textsCode(catalog, { name, shown }),
  };
}

/** Gives a sentence on the documents beside the README, empty where there are none. */
function documentsText({ typescript, openapi, overlay, markdown }: PackageParts): string {
  if (!openapi) return markdown ? "`errors.md` describes each of the errors at length." : "";
  const parts = [
    `\`openapi.yaml\` holds the${typescript ? " same" : ""} errors as OpenAPI components`,
    ...(overlay ? ["`openapi.overlay.yaml` adds them to a description"] : []),
    ...(markdown ? ["`errors.md` describes each of them at length"] : []),
  ];
  const [last = ""] = parts.splice(-1);
  return parts.length === 0 ? `${last}.` : `${parts.join(", ")}, and ${last}.`;
}

interface Shown {
  readonly definition: Definition;
  readonly status: number | undefined;
  readonly body: Json;
  readonly message: string | undefined;
}

interface Naming {
  readonly name: string;
  readonly shown: Shown;
}

/** The first example of the catalog; where there is none, a body built for the first definition. */
function exampleOf(catalog: Catalog): Shown {
  for (const definition of catalog.definitions) {
    const [example] = definition.examples;
    const plain = definition.codes.length === 1 && definition.match === undefined;
    if (example === undefined || !plain || example.scope !== undefined) continue;
    return { definition, status: example.status, body: example.body, message: example.message };
  }
  const plain = catalog.definitions.find(
    (one) => one.match === undefined && one.codes.length === 1,
  );
  const definition = plain ?? (catalog.definitions[0] as Definition);
  const envelope = catalog.envelopes.find((one) => one.name === definition.envelopes[0]);
  const { status, body } = fixtureOf(definition, catalog);
  const located = envelope !== undefined && envelope.message.length > 0;
  const isPlain = definition.messages.length === 0;
  return {
    definition,
    status,
    body,
    message: located && isPlain ? definition.codes[0]?.summary : undefined,
  };
}

function exampleCode(catalog: Catalog, { name, shown }: Naming): string {
  const names = catalogNames(catalog.prefix);
  const guard = id(guardName(shown.definition.name));
  const fields = [
    ...(shown.status === undefined ? [] : [ts`status: ${lit(shown.status)},`]),
    ts`body: ${lit(JSON.stringify(shown.body))},`,
  ];
  const code = ts`import { ${guard}, ${id(names.parse)} } from ${lit(name)};

// With fetch: { status: response.status, headers: response.headers, body: await response.text() }
const error = ${id(names.parse)}({
  ${lines(fields)}
});

if (${guard}(error)) {
  console.log(error.name, error.code, error.retry, error.effect);
}`;
  return fileText(code).trimEnd();
}

function printedBy({ definition }: Shown): string {
  const [code] = definition.codes;
  return `${className(definition.name)} ${code?.text ?? ""} ${code?.retry ?? ""} ${code?.effect ?? ""}`;
}

interface Example {
  readonly text: string;
  readonly code: string;
}

/** What else the package does, with an example each that runs as it stands. */
function moreExamples(catalog: Catalog, naming: Naming): readonly Example[] {
  const { name, shown } = naming;
  const names = catalogNames(catalog.prefix);
  const fixtures = ts`import { ${id(names.fixtures)} } from ${lit(`${name}/fixtures`)};`;
  const fixture = ts`${id(names.fixtures)}.${id(shown.definition.name)}`;
  const example = (text: string, code: Code): Example => ({
    text,
    code: fileText(code).trimEnd(),
  });
  return [
    example(
      `\`${names.fromResponse}\` takes the response of \`fetch\` as it is, and reads a clone of it; \`./fixtures\` holds a valid response of each definition, for tests.`,
      ts`import { ${id(names.fromResponse)} } from ${lit(name)};
${fixtures}

const { status, headers, body, scope, operation } = ${fixture};
const response = new Response(JSON.stringify(body), { status, headers });
const error = await ${id(names.fromResponse)}(response, { scope, operation });
console.log(error?.name);`,
    ),
    example(
      `\`${names.match}\` goes through the definitions; in TypeScript it does not compile while one of them, or \`unknown\`, has no arm.`,
      ts`import { ${id(names.match)}, ${id(names.parse)} } from ${lit(name)};
${fixtures}

const error = ${id(names.parse)}(${fixture});
const text = ${id(names.match)}(error, {
  ${id(shown.definition.name)}: (known) => known.kind,
  // and so on for every definition
  unknown: (other) => other.message,
});
console.log(text);`,
    ),
    example(
      "`retryAdvice` says whether to repeat a request, after how many milliseconds, and why: never blindly where the operation may have happened, and as the server's Retry-After says.",
      ts`import { ${id(names.parse)}, retryAdvice } from ${lit(name)};
${fixtures}

const error = ${id(names.parse)}(${fixture});
const advice = retryAdvice(error, { idempotent: false, attempt: 1, now: Date.now() });
console.log(advice.retry, advice.afterMs, advice.reason);`,
    ),
    example(
      "A server makes the same exceptions, and answers with their status, headers and body.",
      serverCode(catalog, naming),
    ),
  ];
}

function serverCode(catalog: Catalog, { name, shown }: Naming): Code {
  const { definition } = shown;
  const known = id(className(definition.name));
  const needed = definition.params.some((param) => !param.optional);
  const params = needed
    ? ts`, params: ${lit(paramSamples(definition, catalog.derived.samples))}`
    : nothing;
  const asked = catalog.derived.answers[definition.envelopes[0] ?? ""]?.fields;
  const given = asked === undefined ? undefined : sampleOf(asked, catalog.derived.samples);
  const fields = isBuilt(given) ? ts`${lit(given.value)}` : nothing;
  return ts`import { ${known} } from ${lit(name)};

const error = new ${known}({ requestId: "request-1"${params} });
const { status, headers, body } = error.toResponse(${fields});
console.log(status, headers["content-type"], JSON.stringify(body));`;
}

function textsCode(catalog: Catalog, { name, shown }: Naming): string {
  const { definitions } = catalogNames(catalog.prefix);
  const code = ts`import { ${id(definitions)} } from ${lit(`${name}/definitions`)};

console.log(${id(definitions)}.${id(shown.definition.name)}.summary);`;
  return fileText(code).trimEnd();
}

function rowOf(definition: Definition): { readonly [cell: string]: Inline } {
  const { codes, kind, summary } = definition;
  const facts = (fact: "retry" | "effect"): Inline =>
    spans([...new Set(codes.map((code) => code[fact]))]);
  return {
    codes: spans(codes.map((code) => code.text)),
    name: { code: className(definition.name) },
    kind,
    retry: facts("retry"),
    effect: facts("effect"),
    summary,
  };
}

/** Texts as code spans with commas between. */
function spans(texts: readonly string[]): Inline {
  return texts.flatMap((text, i): readonly Inline[] =>
    i === 0 ? [{ code: text }] : [", ", { code: text }],
  );
}
