// The steps that a package has for its catalog find all that every step would find.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyStep, withSteps } from "../../generator/catalog/steps.ts";

import { BaseError } from "../../runtime/errors.ts";
import { unknownInitOf } from "../../runtime/parse.ts";
import { recognise } from "../../runtime/recognise.ts";
import type { Recogniser, Recognition } from "../../runtime/steps.ts";
import { compile, projectFile, shipped } from "../helpers.ts";
import { bodyLike, codes, headers, messages } from "../runtime/input.ts";

const head = `id: t
title: T
version: 1.0.0
prefix: Tt
codeType: mixed
`;
const alone = "definitions: { One: { code: [1, s], kind: conflict, summary: S. } }\n";
const lists = ["visitList", "valueInList", "findCode"];
const rivals = ["bestOf", "readerOf", "requestIdHeaders"];
/** Catalogs that need hardly any step, and the names of those that they need. */
const small: Readonly<Record<string, readonly [text: string, steps: readonly string[]]>> = {
  "one place": [`envelopes: { E: { code: /code } }\n${alone}`, []],
  "a list": [`envelopes: { E: { code: /errors/*/code } }\n${alone}`, [...lists, "othersIn"]],
  "two envelopes": [
    `envelope: E\nenvelopes: { E: { code: /code }, F: { code: /error/code, message: /message, requestId: "header:x-request-id" } }\n${alone}`,
    [...rivals, "othersIn"],
  ],
  "an envelope with a condition": [
    `envelopes: { E: { code: /code, when: { /message: x } } }\n${alone}`,
    ["allHold"],
  ],
  "a wait with a condition": [
    `envelopes: { E: { code: /code, retryAfter: { at: /link/n, when: { /message: x } } } }\n${alone}`,
    ["allHold"],
  ],
  "a wait in a list": [
    `envelopes: { E: { code: /code, retryAfter: /errors/*/code } }\n${alone}`,
    ["visitList", "valueInList"],
  ],
  "two places": [
    `envelopes: { E: { code: [/code, /error/code] } }\n${alone}`,
    ["findCode", "othersIn"],
  ],
  "a success": [
    `success: { /success: [true] }\nenvelopes: { E: { code: /code } }\n${alone}`,
    ["isSuccess", "succeeds", "isContradicted"],
  ],
  "a family": [
    `families: [{ prefix: s, kind: internal }]\nenvelopes: { E: { code: /code } }\ndefinitions: { One: { code: 1, kind: conflict, summary: S. } }\n`,
    ["familyOf", "factsOfFamily"],
  ],
  "a shared code": [
    `envelopes: { E: { code: /code, message: /message } }
definitions:
  One: { code: 1, kind: conflict, summary: S., match: { message: x } }
  Two: { code: 1, kind: timeout, summary: S., match: { message: a x b } }
`,
    ["fits", "mostCareful"],
  ],
  "a param of the body": [
    `envelopes: { E: { code: /code } }
definitions: { One: { code: 1, kind: conflict, summary: S., params: { link: { type: string, at: /link, optional: true } } } }
`,
    ["paramsOf"],
  ],
  "a param of the message": [
    `envelopes: { E: { code: /code, message: /message } }
definitions: { One: { code: 1, kind: conflict, summary: S., message: "{n} of x", params: { n: { type: integer, minimum: 2 } } } }
`,
    ["paramsOf", "holesOf", "hasShape"],
  ],
};

const classes = { known: {}, unknown: BaseError as never };

/** What is found of a response, and what its exception would be made of. */
function foundBy(tables: Recogniser, input: unknown): unknown {
  const found: Recognition | undefined = recognise(tables, input);
  if (found === undefined) return undefined;
  const init = unknownInitOf({ tables, classes, shapes: {} }, found);
  const { readers: _, seen: __, ...response } = found.response;
  return { ...found, response, init: { ...init, params: init.params ?? {} } };
}

const response = fc.record(
  {
    status: fc.constantFrom(200, 400, 404, 500),
    headers,
    body: fc.oneof(bodyLike, fc.record({ code: codes, message: messages })),
  },
  { requiredKeys: [] },
);

describe.each(Object.entries(small))("%s", (_, [text, steps]) => {
  test("needs its steps and no others", async () => {
    const { tables } = (await compile(`${head}${text}`)).catalog.derived;
    const recogniser = withSteps(tables);
    expect(Object.keys(recogniser.steps)).toEqual(steps);
    const every: Recogniser = { ...tables, steps: everyStep };
    fc.assert(
      fc.property(response, (input) => {
        expect(foundBy(recogniser, input)).toEqual(foundBy(every, input));
      }),
      { numRuns: 300 },
    );
  });
});

test.each(shipped)("those of %s find its fixtures whole", async (id) => {
  const { tables, fixtures } = (await compile(projectFile(`catalog/${id}.yaml`))).catalog.derived;
  for (const fixture of Object.values(fixtures))
    expect(foundBy(withSteps(tables), fixture)).toEqual(
      foundBy({ ...tables, steps: everyStep }, fixture),
    );
});
