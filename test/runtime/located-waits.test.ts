// Waits as real APIs send them: located with a unit and conditions, read, advised on, and sent again.

import { describe, expect, test } from "vitest";
import { retryAdvice } from "../../runtime/retry.ts";
import { packageOf } from "./sampler.ts";

const now = Date.UTC(2026, 10, 28);

function packageWith(retryAfter: string) {
  return packageOf(`
id: t
title: T
version: 1.0.0
prefix: Tt
codeType: string
envelopes: { E: { code: /code, message: /message, retryAfter: ${retryAfter} } }
definitions:
  Limited: { code: limited, kind: rate-limited, summary: S., status: 429 }
`);
}

const github =
  '{ at: "header:x-ratelimit-reset", unit: epoch-seconds, when: { "header:x-ratelimit-remaining": "0" } }';
const reset = String(now / 1000 + 59);
const elements = '{ at: "/details/*/wait", unit: milliseconds, when: { "/details/*/type": rate } }';

type Row = readonly [api: string, at: string, headers: object, body: object, ms: number];
const rows: readonly Row[] = [
  ["Matrix", "{ at: /retry_after_ms, unit: milliseconds }", {}, { retry_after_ms: 1120 }, 1120],
  [
    "Matrix beside Retry-After",
    "{ at: /retry_after_ms, unit: milliseconds }",
    { "retry-after": "2" },
    { retry_after_ms: 1120 },
    2000,
  ],
  [
    "Azure",
    '{ at: "header:retry-after-ms", unit: milliseconds }',
    { "retry-after-ms": "350" },
    {},
    350,
  ],
  ["GitHub", github, { "x-ratelimit-reset": reset, "x-ratelimit-remaining": "0" }, {}, 59_000],
  [
    "GitHub with requests left",
    github,
    { "x-ratelimit-reset": reset, "x-ratelimit-remaining": "17" },
    {},
    250,
  ],
  [
    "GitHub with Retry-After too",
    github,
    { "x-ratelimit-reset": reset, "x-ratelimit-remaining": "0", "retry-after": "60" },
    {},
    60_000,
  ],
  [
    "Binance",
    "{ at: /data/retryAfter, unit: epoch-milliseconds }",
    {},
    { data: { retryAfter: now + 7000 } },
    7000,
  ],
  ["Discord", "/retry_after", {}, { retry_after: 64.57 }, 64_570],
  [
    "google.rpc",
    '{ at: "/details/*/retryDelay", unit: duration }',
    {},
    { details: [{ reason: "x" }, { retryDelay: "53s" }] },
    53_000,
  ],
  [
    "an unusable element before a usable one",
    '"/details/*/w"',
    {},
    { details: [{ w: "x" }, { w: 5 }] },
    5000,
  ],
  ["the first element of several", '"/details/*/w"', {}, { details: [{ w: 3 }, { w: 50 }] }, 3000],
  [
    "the element for which a condition holds",
    elements,
    {},
    {
      details: [
        { type: "other", wait: 9000 },
        { type: "rate", wait: 700 },
      ],
    },
    700,
  ],
  [
    "OpenAI",
    '{ at: "header:x-ratelimit-reset-requests", unit: duration }',
    { "x-ratelimit-reset-requests": "6m0s" },
    {},
    360_000,
  ],
  [
    "RateLimit",
    '{ at: "header:ratelimit-reset", unit: seconds }',
    { "RateLimit-Reset": "50" },
    {},
    50_000,
  ],
  [
    "a header of milliseconds",
    '{ at: "header:retry-after", unit: milliseconds }',
    { "retry-after": "50" },
    {},
    50,
  ],
  ["a joined header", "/none", { "retry-after": "5, 5" }, {}, 5000],
  [
    "an unusable place before a usable one",
    "[/a, { at: /b, unit: milliseconds }]",
    {},
    { a: -1, b: 800 },
    800,
  ],
];
test.each(rows)("the wait of %s", async (_, at, headers, more, ms) => {
  const { parse } = await packageWith(at);
  const error = parse({ status: 429, headers, body: { code: "limited", message: "m", ...more } });
  const options = { idempotent: false, attempt: 1, now, random: () => 0.5 };
  expect(retryAdvice(error, options)).toMatchObject({ retry: true, afterMs: ms });
});

describe("an answer", () => {
  const at = now + 7000;
  const date = "Sat, 28 Nov 2026 00:00:07 GMT";
  const sent: readonly (readonly [at: string, init: object, headers: object, body: object])[] = [
    ["{ at: /w, unit: milliseconds }", { retryAfter: 1.12 }, { "retry-after": "2" }, { w: 1120 }],
    ["{ at: /w, unit: milliseconds }", { retryAt: at }, { "retry-after": date }, {}],
    ["{ at: /w, unit: epoch-milliseconds }", { retryAt: at }, { "retry-after": date }, { w: at }],
    ["{ at: /w, unit: duration }", { retryAfter: 3.5 }, { "retry-after": "4" }, { w: "3.5s" }],
    [
      '{ at: "header:x-w", unit: epoch-seconds }',
      { retryAt: at },
      { "x-w": `${at / 1000}`, "retry-after": date },
      {},
    ],
    [
      '{ at: "header:retry-after", unit: milliseconds }',
      { retryAfter: 5 },
      { "retry-after": "5000" },
      {},
    ],
    [github, { retryAt: at }, { "retry-after": date }, {}],
    ["/w", {}, {}, {}],
    ["/w", { retryAfter: Number.NaN, retryAt: -1 }, {}, {}],
  ];
  test.each(sent)("with a wait at %s, of %j", async (place, init, headers, body) => {
    const { make } = await packageWith(place);
    const answer = make("Limited", init).toResponse();
    expect(answer.headers).toEqual({ "content-type": "application/json", ...headers });
    expect(answer.body).toEqual({ code: "limited", message: "S.", ...body });
  });
});
