// Rule 42: a locator has no token that only looks like an index of a list, or that another language would read as one.

import type { JsonSchema } from "../catalog/json-schema.ts";
import { wrongIndex } from "../catalog/locator.ts";
import type { EmbeddedSchema } from "../schema/document.ts";
import { pointerTokens } from "../text/pointer.ts";
import { keyAt, type Placed, placedEntries, placedList, spanAt } from "./context.ts";
import { defineRule, type RuleScope } from "./rule.ts";

export const rule = defineRule({
  number: 42,
  sentence:
    "A number in a locator is an index from 0 to 99 or a key of an object, and no token is in brackets.",
  diagnostics: {
    "locator-token": {
      message: '"{token}" in the locator "{at}" is {fault}.',
      help: "{advice}",
    },
  },
  check: (scope, report) => {
    const { survey } = scope;
    const shared = (name: string) => survey.schemas[name];
    for (const { value: at, pointer, isKey, envelope } of writtenLocators(scope)) {
      const names = envelope === undefined ? Object.keys(scope.document.envelopes) : [envelope];
      if (names.some((name) => !survey.isSound(`/envelopes/${name}/body`))) continue;
      const bodies = names.map((name) => scope.document.envelopes[name]?.body);
      const indices = bodies.map((body) => wrongIndex(at, bare(body), shared));
      const words = indices.includes(undefined) ? bracketWords(at) : indexWords(indices[0] ?? "");
      if (words === undefined) continue;
      const span = isKey ? keyAt(scope, pointer) : spanAt(scope, pointer);
      report("locator-token", { at, ...words }, { span });
    }
  },
});

function bare(body: EmbeddedSchema | undefined): JsonSchema | undefined {
  return body as JsonSchema | undefined;
}

interface Words {
  readonly token: string;
  readonly fault: string;
  readonly advice: string;
}

function indexWords(token: string): Words {
  const number = Number(token);
  const isSpelt = number >= 0 && number <= 99;
  const written = isSpelt
    ? `Write ${number}`
    : 'Write "*" for any element, or "(key=value)" for the first one with that value';
  return {
    token,
    fault: isSpelt ? "no index of a list as JSON Pointers have it" : "no index from 0 to 99",
    advice: `${written}; for a key of an object, say in "body" of the envelope that its parent has "type: object".`,
  };
}

/** Returns what is wrong with a token in brackets, as JSONPath has it. */
function bracketWords(at: string): Words | undefined {
  if (at.startsWith("header:")) return undefined;
  const token = pointerTokens(at).find((one) => /^(\[(\d+|\*|.+=.+)\]|\?\(.*\))$/.test(one));
  if (token === undefined) return undefined;
  const inner = token.replace(/^\[?\??\(?(?:@\.)?|\)?\]?$/g, "");
  const [, key, value] = /^([\w@-]+) *={1,2} *["']?(.*?)["']?$/.exec(inner) ?? [];
  const plain = /^\d+$/.test(inner) ? inner : "*";
  const written = key === undefined ? plain : `(${key}=${value})`;
  return {
    token,
    fault: "no token of a locator",
    advice: `Write "${written}". Locators have "*" for any element, a number for an index, and "(key=value)" for the first element with that value.`,
  };
}

interface WrittenLocator extends Placed<string> {
  /** Whether it is the key of a map. */
  readonly isKey: boolean;
  /** The envelope that it leads into; absent if that may be any. */
  readonly envelope: string | undefined;
}

/** Returns every locator of a document. */
function* writtenLocators({ document, catalog, definitions }: RuleScope): Iterable<WrittenLocator> {
  const keys = (map: object | undefined, pointer: string, envelope?: string) =>
    placedEntries(map as { readonly [at: string]: unknown } | undefined, pointer).map((one) => ({
      value: one.key,
      pointer: one.pointer,
      isKey: true,
      envelope,
    }));
  const list = (value: string | readonly string[] | undefined, pointer: string, envelope: string) =>
    placedList(value, pointer).map((one) => ({ ...one, isKey: false, envelope }));
  yield* keys(document.success, "/success");
  for (const { key: name, value, pointer } of placedEntries(document.envelopes, "/envelopes")) {
    for (const fact of ["code", "message", "requestId", "docsUrl"] as const)
      yield* list(value[fact], `${pointer}/${fact}`, name);
    for (const wait of placedList(value.retryAfter, `${pointer}/retryAfter`)) {
      if (typeof wait.value === "string") yield* list(wait.value, wait.pointer, name);
      else {
        yield* list(wait.value.at, `${wait.pointer}/at`, name);
        yield* keys(wait.value.when, `${wait.pointer}/when`, name);
      }
    }
    yield* keys(value.when, `${pointer}/when`, name);
    yield* keys(value.success, `${pointer}/success`, name);
  }
  const carriers = new Map(catalog.definitions.map((one) => [one.name, one.envelopes[0]]));
  for (const { key, value, pointer } of definitions) {
    const name = carriers.get(key) ?? "";
    yield* keys(value.match?.body, `${pointer}/match/body`, name);
    yield* keys(value.body, `${pointer}/body`, name);
    for (const param of placedEntries(value.params, `${pointer}/params`))
      yield* list(param.value.at, `${param.pointer}/at`, name);
    for (const code of placedList(value.code, `${pointer}/code`))
      if (typeof code.value === "object") yield* list(code.value.at, `${code.pointer}/at`, name);
  }
}
