// The README of a catalog's package; its examples run as they are, and what the package does not have is left out.

import template from "../../../templates/package/readme.hbs";
import type { Catalog, Definition, Example, Fixture } from "../../catalog/catalog.ts";
import { asksForFields } from "../../catalog/definition-answer.ts";
import { builtResponse, fixtureOf, paramSamples } from "../../catalog/fixture.ts";
import { translationsOf } from "../../catalog/locale.ts";
import { catalogNames, className, guardName, shownCode } from "../../catalog/names.ts";
import { isBuilt, sampleOf } from "../../catalog/samples.ts";
import { inSentence } from "../../text/lists.ts";
import type { ModuleFormat } from "../options.ts";
import { between, type Inline, render } from "../print/markdown.ts";
import { type Code, fileText, id, lines, lit, nothing, ts } from "../print/typescript.ts";

/** Which of the emitters beside that of the package are on, so that it has their files. */
export interface PackageParts {
  readonly typescript: boolean;
  readonly openapi: boolean;
  readonly overlay: boolean;
  readonly json: boolean;
  readonly markdown: boolean;
}

/** What a catalog's package is published as. */
export interface PublishedPackage {
  readonly name: string;
  readonly parts: PackageParts;
  readonly formats: readonly ModuleFormat[];
}

/** Returns the README of a catalog's package. */
export function readme(catalog: Catalog, { name, parts, formats }: PublishedPackage): string {
  const hasFixture = catalog.definitions.some((one) => fixtureOf(one, catalog) !== undefined);
  const view = {
    name,
    title: catalog.title,
    version: catalog.version,
    description: catalog.description ?? "",
    install: `npm install ${name}`,
    // The samples parse a response of some definition.
    code: parts.typescript && hasFixture ? codeView(catalog, { name, formats }) : "",
    documents: `${documentsText(parts)}${localesText(catalog, parts)}`,
    ...errorsView(catalog, parts),
    http: catalog.http,
    sources: catalog.sources.map(({ title, url, read }) => ({ title, url, read: read ?? "" })),
  };
  const names = new Set(catalog.definitions.map((definition) => definition.name));
  const hasPage = (name: string) => parts.markdown && names.has(name);
  return render(template, view, {
    linkTo: (name) => (hasPage(name) ? `errors.md#${name}` : undefined),
  });
}

/** Returns the view of the package's modules. */
function codeView(catalog: Catalog, { name, formats }: Omit<PublishedPackage, "parts">) {
  const names = catalogNames(catalog.prefix);
  const shown = exampleOf(catalog);
  return {
    formats: formats.includes("cjs") ? "ECMAScript modules and CommonJS" : "ECMAScript modules",
    environments: environmentsOf(formats),
    modules: formats.includes("cjs")
      ? `\`import\` and \`require("${name}")\` give two copies of the package; guards hold for the exceptions of both.`
      : `\`require("${name}")\` works on Node 20.19+, 22.12+ and later. On older Node use \`await import()\`.`,
    example: exampleCode(catalog, { name, shown }),
    printed: printedBy(shown),
    uses: [
      `\`${names.parse}\` returns an exception, which you can throw, return or inspect, or \`undefined\` if the response is not an error. It never throws: an error that this version does not know becomes \`${names.unknown}\`, and nothing of the response is lost.`,
      `\`${names.identify}\` returns the same facts as plain data, without creating an exception.`,
      `\`${names.isError}\` and a guard for each class work across copies of the package; \`${names.isCode}\` and \`${names.isBody}\` check unknown input.`,
      `\`${names.any}\` is the union of all classes: \`name\` and \`code\` narrow it.`,
    ],
    more: moreExamples(catalog, { name, shown }),
    texts: textsCode(catalog, { name, shown }),
  };
}

/** Returns where the package works, and from which version: `npm run test:clients` tries it. */
function environmentsOf(
  formats: readonly ModuleFormat[],
): readonly { readonly environment: Inline; readonly from: Inline }[] {
  const isBoth = formats.includes("cjs");
  const node16: Inline = ["5.0; in CommonJS not with ", { code: "node16" }];
  const rows: readonly (readonly [environment: Inline, from: Inline])[] = [
    [["Node.js, ", { code: "import" }], "18"],
    [["Node.js, ", { code: "require()" }], isBoth ? "18" : "20.19, 22.12"],
    ["TypeScript", isBoth ? "5.0" : node16],
    ...(isBoth ? ([["Jest with its defaults", "29"]] as const) : []),
    ["Vitest, Next.js, Metro", "4, 15, 0.80"],
    ["Bun, Deno, workerd", "1, 2, 2025"],
  ];
  return rows.map(([environment, from]) => ({ environment, from }));
}

/** Returns a sentence on the documents beside the README, empty if there are none. */
function documentsText({ typescript, openapi, overlay, json, markdown }: PackageParts): string {
  const them = openapi ? "them" : "the errors";
  const parts = [
    ...(openapi
      ? [`\`openapi.yaml\` contains the${typescript ? " same" : ""} errors as OpenAPI components`]
      : []),
    ...(overlay ? ["`openapi.overlay.yaml` adds them to a description"] : []),
    ...(markdown ? [`\`errors.md\` describes each of ${them} in detail`] : []),
    ...(json ? [`\`errors.json\` has ${them} as data for other tools and languages`] : []),
  ];
  return parts.length === 0 ? "" : `${inSentence(parts, ", and ")}.`;
}

/** Returns a sentence on the languages that the package has besides that of its catalog. */
function localesText({ locales }: Catalog, { typescript, markdown }: PackageParts): string {
  const files = locales.flatMap(({ tag }) => [
    ...(markdown ? [`\`errors.${tag}.md\``] : []),
    ...(typescript ? [`\`./definitions/${tag}\``] : []),
  ]);
  if (files.length === 0) return "";
  return `\nIn other languages there are ${inSentence(files)}; what is not translated is in that of the catalog.`;
}

/** A table with more codes is left to the page of all errors. */
const mostCodes = 100;

/** Returns the table of errors, or the sentence on where else they are. */
function errorsView(catalog: Catalog, { typescript, markdown }: PackageParts): object {
  const count = catalog.codes.length;
  if (count <= mostCodes) {
    return { rows: catalog.definitions.map((one) => rowOf(one, catalog, markdown)), elsewhere: "" };
  }
  const codes = ` all ${count} codes.`;
  if (markdown) return { rows: [], elsewhere: [linked("errors.md", ""), " lists", codes] };
  const place = typescript ? catalogNames(catalog.prefix).code : "openapi.yaml";
  return { rows: [], elsewhere: [{ code: place }, " has", codes] };
}

interface Shown extends Omit<Fixture, "status"> {
  readonly definition: Definition;
  readonly status: number | undefined;
  readonly example: Example | undefined;
}

interface Naming {
  readonly name: string;
  readonly shown: Shown;
}

/** Returns the first example of the catalog, preferably of a plain definition, or the fixture of one if there is no example. */
function exampleOf(catalog: Catalog): Shown {
  const { definitions } = catalog;
  const isPlain = (one: Definition): boolean => one.codes.length === 1 && one.match === undefined;
  const examples = definitions.filter((one) => one.examples.length > 0);
  const built = definitions.filter((one) => fixtureOf(one, catalog) !== undefined);
  const definition =
    examples.find(isPlain) ??
    examples[0] ??
    built.find(isPlain) ??
    ((built[0] ?? definitions[0]) as Definition);
  const fixture = fixtureOf(definition, catalog) ?? builtResponse(definition, 0, catalog);
  const [example] = definition.examples;
  return { definition, example, ...fixture, status: example ? example.status : fixture.status };
}

function exampleCode(catalog: Catalog, { name, shown }: Naming): string {
  const names = catalogNames(catalog.prefix);
  const { definition, example, status, headers, body, scope, operation } = shown;
  const guard = id(guardName(definition.name));
  const sent = Object.keys(headers).length === 0 ? {} : { headers };
  const called = definition.match === undefined ? {} : { scope, operation };
  const fields = Object.entries({ status, ...sent, body: JSON.stringify(body), ...called }).flatMap(
    ([key, value]) => (value === undefined ? [] : [ts`${id(key)}: ${lit(value)},`]),
  );
  const fixture = ts`${id(names.fixtures)}.${id(definition.name)}`;
  const given = example === undefined ? fixture : ts`{\n  ${lines(fields)}\n}`;
  const imports = ts`import { ${guard}, ${id(names.parse)} } from ${lit(name)};`;
  const all =
    example === undefined
      ? [imports, ts`import { ${id(names.fixtures)} } from ${lit(`${name}/fixtures`)};`]
      : [imports];
  const code = ts`${lines(all)}
${catalog.http ? withFetch : nothing}
const error = ${id(names.parse)}(${given});

if (${guard}(error)) {
  console.log(error.name, error.code, error.retry, error.effect);
}`;
  return fileText(code).trimEnd();
}

function printedBy({ definition, example }: Shown): string {
  const [first] = definition.codes;
  const code = definition.codes.find(({ literal }) => literal === example?.code) ?? first;
  return `${className(definition.name)} ${code?.text ?? ""} ${code?.retry ?? ""} ${code?.effect ?? ""}`;
}

const withFetch = ts`
// With fetch: { status: response.status, headers: response.headers, body: await response.text() }`;

interface Sample {
  readonly text: string;
  readonly code: string;
}

/** Returns what else the package does, each with an example that runs as it is. */
function moreExamples(catalog: Catalog, naming: Naming): readonly Sample[] {
  const { name, shown } = naming;
  const names = catalogNames(catalog.prefix);
  const fixtures = ts`import { ${id(names.fixtures)} } from ${lit(`${name}/fixtures`)};`;
  const fixture = ts`${id(names.fixtures)}.${id(shown.definition.name)}`;
  const ofHttp = [
    example(
      `\`${names.fromResponse}\` reads a clone of a response of \`fetch\`; \`./fixtures\` has a valid response for each error, for tests.`,
      ts`import { ${id(names.fromResponse)} } from ${lit(name)};
${fixtures}

const { status, headers, body, scope, operation } = ${fixture};
const response = new Response(JSON.stringify(body), { status, headers });
const error = await ${id(names.fromResponse)}(response, { scope, operation });
console.log(error?.name);`,
    ),
  ];
  const isHttp = catalog.http;
  const translated = catalog.definitions.find(
    (one) => one.translations.length > 0 && fixtureOf(one, catalog) !== undefined,
  );
  return [
    ...(isHttp ? ofHttp : []),
    example(
      `\`${names.match}\` calls the function for the name of the error; in TypeScript it does not compile if an error, or \`unknown\`, has no function.`,
      ts`import { ${id(names.match)}, ${id(names.parse)} } from ${lit(name)};
${fixtures}

const error = ${id(names.parse)}(${fixture});
const text = ${id(names.match)}(error, {
  ${id(shown.definition.name)}: (known) => known.kind,
  // and so on for every error
  unknown: (other) => other.message,
});
console.log(text);`,
    ),
    example(
      "`retryAdvice` says whether to retry a request, after how many milliseconds, and why. It never advises a blind retry if the operation may have happened, and it waits as long as the server asks: `retryAfter` is a length in seconds, `retryAt` a moment in milliseconds since 1970. If that is more than `maxWait`, one day by default, it advises not to retry in this process.",
      ts`import { ${id(names.parse)}, retryAdvice } from ${lit(name)};
${fixtures}

const error = ${id(names.parse)}(${fixture});
const advice = retryAdvice(error, { idempotent: false, attempt: 1, now: Date.now() });
console.log(advice.retry, advice.afterMs, advice.reason);`,
    ),
    example(
      `A server creates the same exceptions, and answers with their ${isHttp ? "status, headers and body" : "body"}.`,
      serverCode(catalog, naming),
    ),
    ...(translated === undefined ? [] : [localisedSample(translated, catalog, name)]),
  ];
}

function example(text: string, code: Code): Sample {
  return { text, code: fileText(code).trimEnd() };
}

/** Returns how the message of an error is shown in a language that the catalog has. */
function localisedSample(definition: Definition, catalog: Catalog, packageName: string): Sample {
  const { name } = definition;
  const [translation] = translationsOf(definition, catalog);
  const { parse, localise, fixtures } = catalogNames(catalog.prefix);
  return example(
    `\`${localise}\` on the sub-path \`./localise\` returns the message in a language, given by its BCP 47 tag, with the params in it: show it to people, and log \`error.message\`. Without a text in that language, or in a wider one, it is the exception's own message, with the tag \`und\`.`,
    ts`import { ${id(parse)} } from ${lit(packageName)};
import { ${id(fixtures)} } from ${lit(`${packageName}/fixtures`)};
import { ${id(localise)} } from ${lit(`${packageName}/localise`)};

const error = ${id(parse)}(${id(fixtures)}.${id(name)});
const { tag, message } = ${id(localise)}(error, ${lit(translation?.locale ?? "")});
console.log(tag, message);`,
  );
}

function serverCode(catalog: Catalog, { name, shown }: Naming): Code {
  const { definition } = shown;
  const isHttp = catalog.http;
  const known = id(className(definition.name));
  const needed = definition.params.some((param) => !param.optional);
  const params = needed
    ? ts`, params: ${lit(paramSamples(definition, catalog.derived.samples))}`
    : nothing;
  const answer = catalog.derived.answers[definition.envelopes[0] ?? ""];
  const asked = asksForFields(definition, answer) ? answer?.fields : undefined;
  const given = asked === undefined ? undefined : sampleOf(asked, catalog.derived.samples);
  const fields = isBuilt(given) ? ts`${lit(given.value)}` : nothing;
  const sent = ts`const { status, headers, body } = error.toResponse(${fields});
console.log(status, headers["content-type"], JSON.stringify(body));`;
  return ts`import { ${known} } from ${lit(name)};

const error = new ${known}({ requestId: "request-1"${params} });
${isHttp ? sent : ts`console.log(JSON.stringify(error.toBody(${fields})));`}`;
}

function textsCode(catalog: Catalog, { name, shown }: Naming): string {
  const { definitions } = catalogNames(catalog.prefix);
  const code = ts`import { ${id(definitions)} } from ${lit(`${name}/definitions`)};

console.log(${id(definitions)}.${id(shown.definition.name)}.summary);`;
  return fileText(code).trimEnd();
}

function rowOf(
  definition: Definition,
  { codeType, http }: Catalog,
  hasPage: boolean,
): { readonly [cell: string]: Inline } {
  const { name, codes, summary, statuses, deprecated } = definition;
  const struck = (inline: Inline): Inline =>
    deprecated === undefined ? inline : { struck: inline };
  const retries = new Set(codes.map((code) => code.retry));
  return {
    codes: struck(
      between(
        codes.map(({ literal }) => {
          const code = shownCode(literal, codeType);
          return hasPage ? linked(code, `#${name}`) : { code };
        }),
        ", ",
      ),
    ),
    name: { code: className(name) },
    statuses: http ? statuses.join(", ") || "any" : "",
    retry: [...retries].join(", "),
    summary: deprecated === undefined ? summary : [struck(summary), ` ${deprecated.reason}`],
  };
}

function linked(code: string, anchor: string): Inline {
  return { text: { code }, url: `errors.md${anchor}` };
}
