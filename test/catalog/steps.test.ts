// The steps that a package has for its catalog find all that every step would find.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyStep, withSteps } from "../../generator/catalog/steps.ts";
import type { Recognition } from "../../runtime/facts.ts";
import { recognise } from "../../runtime/recognise.ts";
import type { Recogniser } from "../../runtime/steps.ts";
import { compile, projectFile, shipped } from "../helpers.ts";
import { bodyLike, codes, headers, messages } from "../runtime/input.ts";

const head = `id: t
title: T
version: 1.0.0
prefix: Tt
codeType: mixed
`;
const alone = "definitions: { One: { code: [1, s], kind: conflict, summary: S. } }\n";
/** Catalogs that need hardly any step, and the names of those that they need. */
const small: Readonly<Record<string, readonly [text: string, steps: readonly string[]]>> = {
  "one place": [`envelopes: { E: { code: /code } }\n${alone}`, []],
  "a list": [`envelopes: { E: { code: /errors/*/code } }\n${alone}`, ["othersIn"]],
  "two envelopes": [
    `envelope: E\nenvelopes: { E: { code: /code }, F: { code: /error/code, message: /message } }\n${alone}`,
    ["othersIn"],
  ],
  "a success": [
    `success: { /success: [true] }\nenvelopes: { E: { code: /code } }\n${alone}`,
    ["isSuccess", "succeeds", "isContradicted"],
  ],
  "a family": [
    `families: [{ prefix: s, kind: internal }]\nenvelopes: { E: { code: /code } }\ndefinitions: { One: { code: 1, kind: conflict, summary: S. } }\n`,
    ["familyOf"],
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

/** What is found of a response, with the params that its exception would have. */
function foundBy(tables: Recogniser, input: unknown): unknown {
  const found: Recognition | undefined = recognise(tables, input);
  return found && { ...found, params: tables.steps.paramsOf?.(found, tables) ?? {} };
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
