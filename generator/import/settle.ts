// A draft until its catalog is valid: what the rules refuse is left out, and said.

import type { Catalog } from "../catalog/catalog.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { loadCatalog } from "../rules/load.ts";
import { parseYaml } from "../text/yaml.ts";
import { childrenOf, type YamlNode } from "../text/yaml-nodes.ts";
import { catalogText } from "./catalog-text.ts";
import { freeName } from "./code-names.ts";
import type { Draft, DraftDefinition } from "./draft.ts";
import type { FoundEnvelope } from "./finding.ts";

/** A catalog that is valid, and what was left out for that. */
export interface Settled {
  readonly draft: Draft;
  readonly text: string;
  /** The catalog that the text is; nothing if it is not valid. */
  readonly catalog?: Catalog | undefined;
  /** A sentence each. */
  readonly left: readonly string[];
  /** What is still refused; none if the catalog is valid. */
  readonly diagnostics: readonly Diagnostic[];
}

const mostRounds = 12;

/** Returns a valid catalog of a draft. */
export async function settle(
  draft: Draft,
  { path, schema }: { readonly path: string; readonly schema: string },
): Promise<Settled> {
  let now = draft;
  const left: string[] = [];
  for (let round = 0; ; round++) {
    const file = { path, text: catalogText(now, schema) };
    const { value: catalog, diagnostics } = await loadCatalog(file);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const { value: root } = errors.length === 0 ? { value: undefined } : parseYaml(file);
    if (root === undefined || round === mostRounds)
      return {
        draft: now,
        text: file.text,
        catalog,
        left,
        diagnostics: errors.filter(({ severity }) => severity === "error"),
      };
    const before = now;
    // A later fault may be about a part that an earlier one took away, so each part is changed once a round.
    const done = new Set<string>();
    for (const error of errors) {
      for (const span of [error.span, ...(error.places ?? [])]) {
        const tokens = span === undefined ? [] : pathTo(root, span.start);
        const key = tokens.slice(0, 4).join("/");
        if (done.has(key)) continue;
        done.add(key);
        now = without(now, { tokens, error, left, source: before });
      }
    }
    if (now === before) return { draft: now, text: file.text, left, diagnostics: errors };
  }
}

/** Returns the keys on the way to an offset. */
function pathTo(root: YamlNode, offset: number): readonly string[] {
  const tokens: string[] = [];
  let node: YamlNode | undefined = root;
  while (node !== undefined) {
    const next: readonly [string, YamlNode] | undefined = childrenWithKeys(node)
      .find(([, , start, end]) => start <= offset && offset < end)
      ?.slice(0, 2) as [string, YamlNode] | undefined;
    if (next === undefined) break;
    tokens.push(next[0]);
    node = next[1];
  }
  return tokens;
}

function childrenWithKeys(
  node: YamlNode,
): readonly (readonly [string, YamlNode, number, number])[] {
  return childrenOf(node).map(([token, child]) => {
    const key = node.kind === "mapping" ? node.entries.get(token)?.key : undefined;
    return [
      token,
      child,
      key?.span.start ?? child.span.start,
      Math.max(child.span.end, key?.span.end ?? 0, child.span.start + 1),
    ];
  });
}

interface Fault {
  readonly tokens: readonly string[];
  readonly error: Diagnostic;
  readonly left: string[];
  /** The draft that was printed. */
  readonly source: Draft;
}

function without(draft: Draft, fault: Fault): Draft {
  const [part, name = ""] = fault.tokens;
  if (part === "definitions") return withoutInDefinition(draft, name, fault);
  if (part === "envelopes") return withoutInEnvelope(draft, name, fault);
  if (part === "statuses") {
    tell(fault, `the texts of the status ${name}`);
    return { ...draft, statuses: draft.statuses.filter(({ status }) => String(status) !== name) };
  }
  if (part === "families") {
    tell(fault, `the section "${draft.families[Number(name)]?.title ?? name}"`);
    return { ...draft, families: draft.families.filter((_, i) => i !== Number(name)) };
  }
  if (part === "prefix") return { ...draft, prefix: `${draft.prefix.slice(0, 29)}Api` };
  if (part === "id") return { ...draft, id: `${draft.id.slice(0, 55)}-api` };
  return draft;
}

function tell({ error, left }: Fault, what: string): void {
  left.push(`Left out ${what}: ${error.message}`);
}

function withoutInEnvelope(draft: Draft, name: string, fault: Fault): Draft {
  const [, , field = "body"] = fault.tokens;
  const changed = (one: FoundEnvelope): FoundEnvelope => {
    const { body, ...rest } = one;
    if (field === "body" || body !== undefined) return rest;
    return ["message", "requestId", "docsUrl"].includes(field) ? { ...one, [field]: [] } : one;
  };
  if (
    draft.envelopes.every((one) => one.name !== name || one.body === undefined) &&
    !["message", "requestId", "docsUrl"].includes(field)
  )
    return draft;
  return {
    ...draft,
    envelopes: draft.envelopes.map((one) => (one.name === name ? changed(one) : one)),
  };
}

function withoutInDefinition(draft: Draft, name: string, fault: Fault): Draft {
  const {
    error,
    tokens: [, , field, index, inner],
  } = fault;
  const definition = draft.definitions.find((one) => one.name === name);
  if (definition === undefined) return draft;
  const replaced = (change: DraftDefinition): Draft => ({
    ...draft,
    definitions: draft.definitions.map((one) => (one.name === name ? change : one)),
  });
  if (/^name-/.test(error.code))
    return replaced({ ...definition, name: otherName(draft, definition), isNameMade: true });
  const { texts } = definition;
  switch (field) {
    case "examples": {
      const at = Number(index);
      const sample = texts.samples[at];
      const envelope = draft.envelopes.find((one) => one.body !== undefined);
      // A schema that refuses a real body is wrong, and not the body.
      if (error.code === "example-body" && envelope !== undefined)
        return { ...draft, envelopes: draft.envelopes.map(({ body: _, ...rest }) => rest) };
      if (sample === undefined) return draft;
      if (inner === "title") {
        const { title: _, ...untitled } = sample;
        return replaced({
          ...definition,
          texts: { ...texts, samples: texts.samples.with(at, untitled) },
        });
      }
      tell(fault, `an example of "${name}"`);
      return replaced({
        ...definition,
        texts: { ...texts, samples: texts.samples.filter((_, i) => i !== at) },
      });
    }
    case "description": {
      const { description: _, ...rest } = texts;
      tell(fault, `the description of "${name}"`);
      return replaced({ ...definition, texts: rest });
    }
    case "causes":
    case "resolution":
      tell(fault, `the ${field} of "${name}"`);
      return replaced({ ...definition, texts: { ...texts, [field]: [] } });
    case "title": {
      const { title: _, ...rest } = definition;
      return replaced(rest);
    }
    case "status":
      return replaced({ ...definition, statuses: [] });
    case "scope":
      return replaced({ ...definition, scopes: [] });
    case "operation":
      return replaced({ ...definition, operations: [] });
    case "envelope":
      return replaced({ ...definition, envelopes: [] });
    case "deprecated": {
      const { use, deprecated, ...rest } = definition;
      if (use !== undefined && deprecated !== undefined) return replaced({ ...rest, deprecated });
      tell(fault, `the deprecation of "${name}"`);
      return replaced(rest);
    }
    default:
      tell(fault, `the error "${name}"`);
      return { ...draft, definitions: draft.definitions.filter((one) => one !== definition) };
  }
}

function otherName(
  { definitions, prefix }: Draft,
  { name, codes: [first] }: DraftDefinition,
): string {
  const short = name.replace(/(?:Error|Exception)+$/, "");
  const base = short !== "" && short !== name ? short : `${prefix}${name}`;
  const taken = new Set(definitions.map((one) => one.name.toLowerCase()));
  return freeName(base, first?.code ?? "", (lower) => taken.has(lower));
}
