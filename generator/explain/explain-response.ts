// A real response to what it is, by the same recognition that the generated packages have.

import { textAt } from "../../runtime/locate.ts";
import { paramsOf } from "../../runtime/messages.ts";
import { recognise } from "../../runtime/recognise.ts";
import { retryAdvice } from "../../runtime/retry.ts";
import type { Recognition } from "../../runtime/steps.ts";
import { waitsIn } from "../../runtime/waits.ts";
import type { Json } from "../catalog/catalog.ts";
import { everyStep } from "../catalog/steps.ts";
import { happenedInWords, type KnownErrors, type ResponseExplanation } from "./explanation.ts";

/** A response as somebody has it in a log. */
export interface SeenResponse {
  readonly status?: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly scope?: string | undefined;
  readonly operation?: string | undefined;
}

/** Returns what the catalogs take a response for: those that know its code, else those that find an error in it. */
export function explainResponse(
  response: SeenResponse,
  catalogs: readonly KnownErrors[],
): readonly ResponseExplanation[] {
  const read = catalogs.flatMap((catalog) => {
    const found = recognise({ ...catalog.tables, steps: everyStep }, response);
    return found === undefined ? [] : [{ catalog, found }];
  });
  const best = (is: (found: Recognition) => boolean) => read.filter(({ found }) => is(found));
  const known = best((found) => found.definition !== undefined || found.candidates.length > 0);
  const coded = best((found) => found.wireCode !== undefined);
  const chosen = known.length > 0 ? known : coded.length > 0 ? coded : read;
  return chosen.map(({ catalog, found }) => explained(found, catalog));
}

function explained(found: Recognition, known: KnownErrors): ResponseExplanation {
  const { definition, wireCode, candidates, kind, retry, effect } = found;
  const own = known.errors.find(({ name }) => name === definition?.name);
  const { envelope, response, element } = found;
  const message = textAt(envelope?.message, response, element);
  const requestId = textAt(envelope?.requestId, response, element);
  const { retryAfter, retryAt } = waitsIn(found);
  const params = shownParams(found, known);
  const advise = (idempotent: boolean): string =>
    adviceOf({ retry, effect, retryAfter, retryAt }, idempotent);
  return {
    what: "response",
    catalog: known.catalog,
    ...(response.status === undefined ? {} : { status: response.status }),
    ...(own === undefined
      ? {}
      : { error: own.explain(wireCode === undefined ? undefined : String(wireCode)) }),
    ...(wireCode === undefined ? {} : { code: wireCode }),
    candidates: candidates.map(({ name }) => name),
    ...{ kind, retry, effect, happened: happenedInWords(effect) },
    ...(message === undefined ? {} : { message }),
    ...params,
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    advice: { once: advise(false), idempotent: advise(true) },
  };
}

/** Returns the params of a response as an exception of the package shows them: only those that are marked safe have their values. */
function shownParams(
  found: Recognition,
  { tables }: KnownErrors,
): Pick<ResponseExplanation, "params" | "hidden"> {
  const { safe = [] } = found.definition ?? {};
  const all = Object.entries(
    paramsOf(found, { ...tables, steps: everyStep }) as Record<string, Json>,
  );
  const [shown, hidden] = [true, false].map((isShown) =>
    all.filter(([name]) => safe.includes(name) === isShown),
  );
  return {
    ...(shown?.length ? { params: Object.fromEntries(shown) } : {}),
    ...(hidden?.length ? { hidden: hidden.map(([name]) => name) } : {}),
  };
}

/** A run has no clock, so that a moment in a response is only said. */
function adviceOf(facts: Parameters<typeof retryAdvice>[0], idempotent: boolean): string {
  const { retry, retryAt } = { retryAt: undefined, ...facts };
  const advice = retryAdvice(
    { ...facts, retryAt: undefined },
    { idempotent, attempt: 1, now: 0, random: () => 1 },
  );
  if (!advice.retry) return `No. ${advice.reason}`;
  if (retryAt !== undefined)
    return `Yes, after ${new Date(retryAt).toISOString()}. ${advice.reason}`;
  const wait = facts.retryAfter === undefined ? "" : `, in ${facts.retryAfter} seconds`;
  return `Yes${wait}. ${retry === "after-backoff" ? advice.reason : ""}`.trim();
}
