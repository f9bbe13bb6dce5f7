// A draft as the text of a catalog: in house order, with a comment at what a person must decide.

import { tidy } from "../text/data.ts";
import { yamlWriter } from "../text/yaml-print.ts";
import { type Draft, type DraftDefinition, envelopeOf } from "./draft.ts";
import { cleanMarkdown, lineOf } from "./error-texts.ts";
import type { FoundEnvelope, ShownBody } from "./finding.ts";
import { sureConfidence } from "./kinds.ts";

/** Returns the text of a catalog; `schema` is the path to its JSON Schema. */
export function catalogText(draft: Draft, schema: string): string {
  const { id, title, prefix, codeType, envelopes } = draft;
  const writer = yamlWriter();
  for (const [key, value] of Object.entries({ id, title, version: "0.1.0", prefix, codeType }))
    writer.entry(key, value);
  const head = writer.take();
  return [
    `# yaml-language-server: $schema=${schema}\n`,
    "# What is marked TODO is for a person to decide.\n",
    head,
    "\n",
    sourcesText(draft),
    scopesText(draft),
    envelopes.length > 1 ? `envelope: ${envelopes[0]?.name}\n` : "",
    "# TODO: check these places; they follow from the names of fields and from examples.\n",
    envelopesText(envelopes),
    "\n",
    familiesText(draft),
    statusesText(draft),
    "definitions:\n",
    draft.definitions.map((one) => definitionText(one, draft)).join("\n"),
  ].join("");
}

function sourcesText({ sources }: Draft): string {
  if (sources.length === 0) return "";
  const writer = yamlWriter();
  writer.open("sources");
  for (const { id, title, url, path } of sources) {
    writer.open(id);
    writer.entry("title", title);
    writer.entry("url", url ?? placeholder(path));
    writer.close();
  }
  writer.close();
  return `${writer.take().replace(/^( {4}url: .*\/\/example\.com\/.*)$/gm, "$1 # TODO: the address of this document")}\n`;
}

function placeholder(path: string): string {
  const name = encodeURIComponent(path.split("/").at(-1) ?? "").replace(/[!'()*]/g, "-");
  return `https://example.com/${name}`;
}

function scopesText({ definitions }: Draft): string {
  const scopes = [...new Set(definitions.flatMap((one) => one.scopes))].slice(0, 500);
  if (scopes.length === 0) return "";
  const writer = yamlWriter();
  writer.entry("scopes", scopes, "flow");
  return `${writer.take()}\n`;
}

function envelopesText(envelopes: readonly FoundEnvelope[]): string {
  const writer = yamlWriter();
  writer.open("envelopes");
  for (const { name, code, message, requestId, docsUrl, mediaType, body } of envelopes) {
    writer.open(name);
    writer.entry("code", one(code), "flow");
    writer.entry("message", one(message), "flow");
    writer.entry("requestId", one(requestId), "flow");
    writer.entry("docsUrl", one(docsUrl), "flow");
    writer.entry("mediaType", mediaType);
    if (body !== undefined) {
      const { properties, ...others } = body;
      writer.open("body");
      for (const [key, value] of Object.entries(others)) writer.entry(key, value, "flow");
      writer.open("properties");
      for (const [key, schema] of Object.entries(Object(properties) as object)) {
        writer.entry(key, schema, JSON.stringify(schema).length > longestFlow ? undefined : "flow");
      }
      writer.close();
      writer.close();
    }
    writer.close();
  }
  writer.close();
  return writer.take();
}

/** What is longer has lines of its own. */
const longestFlow = 160;

/** Returns the only value of a list, the list, or nothing if it is empty. */
function one(list: readonly unknown[]): unknown {
  return list.length > 1 ? list : list[0];
}

function familiesText({ families }: Draft): string {
  if (families.length === 0) return "";
  const writer = yamlWriter();
  writer.entry(
    "families",
    families.map(({ range, title }) => ({ ...range, title: title.slice(0, 300) })),
    "lines",
  );
  return `${writer.take()}\n`;
}

function statusesText({ statuses, sources }: Draft): string {
  if (statuses.length === 0) return "";
  const writer = yamlWriter();
  writer.open("statuses");
  for (const { status, texts, sources: ids } of statuses) {
    const { summary, description, causes, resolution } = texts;
    writer.open(String(status));
    writer.entry("title", summary);
    writer.entry("description", description);
    writer.entry("causes", one(causes));
    writer.entry("resolution", one(resolution));
    if (sources.length > 1 || summary === undefined) writer.entry("source", one(ids), "flow");
    writer.close();
  }
  writer.close();
  return `${writer.take()}\n`;
}

/** Returns the lines of one definition. */
export function definitionText(
  definition: DraftDefinition,
  draft: Pick<Draft, "envelopes" | "sources">,
): string {
  const { name, codes, kind, summary, title, statuses, operations, scopes, texts, sources } =
    definition;
  const [first] = draft.envelopes;
  const own = definition.envelopes.filter(
    (one) => definition.envelopes.length > 1 || one !== first?.name,
  );
  const writer = yamlWriter();
  writer.open("definitions");
  writer.open(name);
  writer.entry(
    "code",
    codes.length === 1 && codes[0]?.at === undefined
      ? codes[0]?.code
      : codes.map(({ code, at, deprecated }) =>
          at === undefined && deprecated === undefined
            ? code
            : tidy({ code, at, deprecated: deprecation(deprecated) }),
        ),
    "flow",
  );
  writer.entry("kind", kind);
  writer.entry("summary", summary);
  writer.entry("status", one(statuses), "flow");
  writer.entry("scope", one(scopes), "flow");
  writer.entry("operation", one(operations), "flow");
  writer.entry("envelope", one(own), "flow");
  writer.entry("title", title);
  writer.entry("description", texts.description);
  writer.entry("causes", listText(texts.causes));
  writer.entry("resolution", listText(texts.resolution));
  const samples = texts.samples.slice(0, 100);
  if (samples.length > 0)
    writer.entry(
      "examples",
      samples.map((sample) => exampleOf(sample, definition, draft)),
    );
  writer.entry("deprecated", deprecation(definition.deprecated, definition.use), "flow");
  writer.entry("source", one(sources), "flow");
  writer.close();
  writer.close();
  return commented(writer.take().replace(/^definitions:\n/, ""), definition);
}

function deprecation(reason: string | undefined, use?: string): object | undefined {
  return reason === undefined ? undefined : tidy({ since: "0.1.0", reason, use });
}

function listText(items: readonly string[]): unknown {
  return items.length > 0 ? items : undefined;
}

function exampleOf(
  { title, status, body }: ShownBody,
  { statuses, envelopes: listed }: DraftDefinition,
  { envelopes }: Pick<Draft, "envelopes">,
): object {
  const own = envelopeOf(body, envelopes)?.name;
  const isShown =
    status !== undefined &&
    statuses.length > 1 &&
    statuses.includes(status) &&
    status !== statuses[0];
  return tidy({
    title:
      title === undefined ? undefined : lineOf(cleanMarkdown(title)).slice(0, 300) || undefined,
    status: isShown ? status : undefined,
    envelope: listed.length > 1 && own !== listed[0] ? own : undefined,
    body,
  });
}

/** Adds the comments to the lines of a definition. */
function commented(
  text: string,
  { proposed, kind, isSummaryMade, isNameMade, isStatusDisputed, meant, name }: DraftDefinition,
): string {
  const percent = Math.round(proposed.confidence * 100);
  const guess =
    kind === "unknown"
      ? "# TODO: choose a kind"
      : proposed.confidence < sureConfidence
        ? `# TODO: check; proposed by ${proposed.from}, ${percent} % sure`
        : undefined;
  const lines = text.split("\n").map((line) => {
    if (guess !== undefined && line.startsWith("    kind: ")) return `${line} ${guess}`;
    if (isStatusDisputed === true && line.startsWith("    status: "))
      return `${line} # TODO: check; the sources name different statuses`;
    if (isSummaryMade && line.startsWith("    summary: "))
      return `${line} # TODO: say what went wrong`;
    if (meant !== undefined && line === `  ${name}:`)
      return `${line} # TODO: did you mean "${meant}"?`;
    if (isNameMade && line === `  ${name}:`) return `${line} # TODO: choose a name`;
    return line;
  });
  return lines.join("\n");
}
