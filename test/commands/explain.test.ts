// `explain`: what a code, a name, a kind, a diagnostic or a response is, in lines that fit a terminal.

import { describe, expect, test } from "vitest";
import { askedOf } from "../../generator/cli/asked.ts";
import { explained } from "../../generator/cli/explained.ts";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { explainResponse } from "../../generator/explain/explain-response.ts";
import { explainWord } from "../../generator/explain/explain-word.ts";
import { type ExplainOptions, explain, validate } from "../../generator/index.ts";
import { diagnosticTable } from "../../generator/rules/all.ts";
import { linkInMarkdown, sentenceInMarkdown } from "../../generator/text/sentence.ts";
import { base } from "../change/edits.ts";
import { compile, projectFolder, temporaryFolder } from "../helpers.ts";
import { project } from "../hostile/project.ts";

const catalog = `id: acme
title: Acme Payments API
version: 1.0.0
prefix: Acme
codeType: mixed
envelopes:
  Standard:
    code: /error/code
    message: /error/message
    requestId: header:x-request-id
definitions:
  InsufficientBalance:
    code: [insufficient_balance, 4002]
    kind: insufficient-funds
    summary: The source account does not have enough balance.
    status: 409
    description: The balance counts what is available, without what other transfers hold back, and without what arrives later today.
    causes: Another transfer was faster.
    resolution:
      - Top up the source account.
      - Transfer less.
    docsUrl: https://example.com/errors#insufficient_balance
  ServiceBusy:
    code: busy
    kind: unavailable
    summary: The service cannot take the request now.
    status: 503
    deprecated: { since: 1.0.0, reason: It is never busy., use: InsufficientBalance, sunset: "2027-01" }
`;

const cwd = project({ "catalog/acme.yaml": catalog });

async function told(options: Partial<ExplainOptions>, format = "text"): Promise<string> {
  const outcome = await explain({ cwd, ...options });
  const text = explained(outcome, format);
  for (const line of text.split("\n")) {
    if (format === "text" && !/[{/]/.test(line)) expect(line.length).toBeLessThanOrEqual(80);
  }
  return text === "" ? outcome.diagnostics.map(({ message }) => message).join("\n") : text;
}

test("an error is explained by its code as it is meant at night", async () => {
  expect(
    await told({ word: "insufficient_balance" }),
  ).toBe(`InsufficientBalance: "insufficient_balance", 4002, HTTP 409 (Acme Payments API)

  The source account does not have enough balance.

  The balance counts what is available, without what other transfers hold back,
  and without what arrives later today.

  Did it happen? No. The operation had no effect.
  Retry?         Only after something has changed: the same request fails again.
  What to do     1. Top up the source account.
                 2. Transfer less.
  Causes         Another transfer was faster.
  Kind           insufficient-funds
  In code        InsufficientBalanceError, isInsufficientBalanceError
  Body
    {
      "error": {
        "code": "insufficient_balance",
        "message": "The source account does not have enough balance."
      }
    }
  Link           https://example.com/errors#insufficient_balance
`);
});

test.each([
  "4002",
  "InsufficientBalance",
  "insufficientbalance",
  "InsufficientBalanceError",
  "isInsufficientBalanceError",
  "AcmeInsufficientBalanceError",
  "acme/InsufficientBalance",
])("%s is the same error", async (word) => {
  expect(await told({ word })).toMatch(/^InsufficientBalance: /);
});

test("what is deprecated says what to use", async () => {
  expect(await told({ word: "busy" })).toMatch(
    /^ {2}Deprecated {5}since 1\.0\.0, until 2027-01: It is never busy\. Use\n +InsufficientBalance\.$/m,
  );
});

test("a kind lists the errors of it", async () => {
  const text = await told({ word: "unavailable" });
  expect(text).toMatch(/^unavailable: a kind of errors\n/);
  expect(text).toContain("acme/ServiceBusy (busy)");
});

test.each(["409", "HTTP 409"])("%s is a status, and lists its errors", async (word) => {
  const text = await told({ word });
  expect(text).toMatch(/^HTTP 409: a status\n/);
  expect(text).toContain("Errors         acme/InsufficientBalance (insufficient_balance, 4002)\n");
});

test("a status that no error has is unknown, and a code that looks like one is both", async () => {
  expect(await told({ word: "418" })).toBe('Nothing is called "418".');
  const { value } = await explain({ cwd: projectFolder, word: "402" });
  expect((value?.matches ?? []).map(({ what }) => what)).toEqual(["error", "status"]);
});

test("a code with facts of its own is explained with them, from the catalog and from its data", async () => {
  const text = `id: cards
title: Cards
version: 2.0.0
prefix: Cards
codeType: mixed
docsUrl: https://example.com/errors#{code}
envelopes: { Standard: { code: /code, message: /message } }
statuses: { 429: { retry: after-backoff, effect: none } }
definitions:
  Declined:
    code:
      - declined
      - { code: do_not_honor, name: DoNotHonor, summary: The bank refuses for good., retry: never, effect: unknown }
      - 51
    kind: declined
    summary: The bank declined the card.
    status: 402
reserved:
  - { code: old_code, reason: It meant that the card was lost. }
  - { codes: { from: 900, to: 999 }, reason: A partner uses them. }
  - { name: CardLost, reason: It became Declined. }
`;
  const catalogs = project({ "catalog/cards.yaml": text });
  const { files } = await compile(text);
  const { errorsIn } = await import("../../generator/explain/explain-data.ts");
  const packed = errorsIn(JSON.parse(files.get("errors.json") ?? "") as Record<string, unknown>);
  const both = async (word: string): Promise<string> => {
    const outcome = await explain({ cwd: catalogs, word });
    const ofData = { value: { matches: explainWord(word, [packed]) }, diagnostics: [] };
    const [told, toldOfData] = [explained(outcome, "text"), explained(ofData, "text")];
    const withoutBody = (one: string) => one.replace(/^ {2}Body.*\n(?: {4}[ {}].*\n)*/gm, "");
    expect(withoutBody(toldOfData)).toBe(withoutBody(told));
    return told || outcome.diagnostics.map(({ message }) => message).join("\n");
  };
  for (const word of ["do_not_honor", "DoNotHonor"]) {
    expect(await both(word)).toBe(`Declined: "do_not_honor", HTTP 402 (Cards)

  The bank refuses for good.

  Did it happen? Perhaps. The operation may have happened, wholly or in part:
                 look it up before you repeat it.
  Retry?         No. This request cannot succeed.
  Kind           declined
  In code        DeclinedError, isDeclinedError
  Body           {"code":"do_not_honor","message":"The bank refuses for good."}
  Link           https://example.com/errors#do_not_honor
`);
  }
  expect(await both("declined")).toContain("Only after something has changed");
  expect(await both("51")).toContain("  Link           https://example.com/errors#51\n");
  expect(await both("429")).toMatch(/^An error without a code, HTTP 429 \(Cards\)\n/);
  expect(await both("418")).toBe('Nothing is called "418".');
  expect(await both("old_code")).toBe(`The code "old_code" is reserved (Cards)

  It meant that the card was lost.

  Now            No error of version 2.0.0 has it. A server of an older version
                 may send it.
`);
  expect(await both("950")).toMatch(/^The range of codes 900\.\.999 is reserved/);
  for (const word of ["CardLost", "CardLostError", "isCardLostError"])
    expect(await both(word)).toMatch(/^The name "CardLost" is reserved \(Cards\)/);
  const response = { status: 402, headers: {}, body: '{"code":"do_not_honor"}' };
  const answer = explained(await explain({ cwd: catalogs, response }), "text");
  expect(answer).toContain("The bank refuses for good.");
  expect(explainResponse(response, [packed])[0]?.error?.summary).toBe("The bank refuses for good.");
});

test("what a diagnostic says of each case has readable places", async () => {
  expect(await told({ word: "code-repeated" })).toContain(
    '  The code "<code>" is listed twice in the definition "<definition>".\n',
  );
  expect(await told({ word: "usage" })).toContain("  The message is different in each case.\n");
  for (const word of Object.keys(diagnosticTable)) {
    const [said = ""] = (await told({ word })).split("  Wrong");
    expect(said).not.toMatch(/\{\w+\}/);
  }
});

test("a word of the shipped catalogs may mean several things", async () => {
  const { value } = await explain({ cwd: projectFolder, word: "timeout" });
  expect((value?.matches ?? []).map(({ what }) => what)).toContain("kind");
  expect(
    (await explain({ cwd: projectFolder, word: "12009" })).value?.matches.length,
  ).toBeGreaterThan(1);
});

test("a diagnostic and a kind of change are explained anywhere, also where no project is", async () => {
  const elsewhere = temporaryFolder();
  for (const word of Object.keys(diagnosticTable)) {
    const { value, diagnostics } = await explain({ cwd: elsewhere, word });
    expect(diagnostics).toEqual([]);
    const [match] = value?.matches.slice(-1) ?? [];
    expect(["diagnostic", "change"]).toContain(match?.what);
  }
  expect(await told({ word: "code-undecided" })).toContain("  Rule           Of two definitions");
  expect(await told({ word: "code-changed" })).toContain("  Step           major\n");
});

test("a warning that some commands refuse is explained as both", async () => {
  expect(await told({ word: "release-step" })).toMatch(
    /^release-step: a warning of Faultbook, and an error in "diff --require",\n"generate --check" and "release"\n/,
  );
  expect(await told({ word: "release-missing" })).toMatch(
    /^release-missing: a warning of Faultbook\n/,
  );
});

test("a code that no error has is explained by its family, and one that an error has is not", async () => {
  const cards = project({
    "catalog/cards.yaml": catalog.replace(
      "definitions:",
      `families:
  - { prefix: insuf, kind: declined, retry: never, effect: none, title: Declines, description: The issuer said no., causes: Nobody knows., resolution: [Ask for another card., Call the issuer.] }
  - { from: 4000, to: 4099, kind: invalid-argument }
definitions:`,
    ),
  });
  expect(
    await told({ cwd: cards, word: "insuf_funds" }),
  ).toBe(`The unknown code "insuf_funds", of the codes that begin with "insuf" (Acme
Payments API)

  Declines

  The issuer said no.

  Did it happen? No. The operation had no effect.
  Retry?         No. This request cannot succeed.
  What to do     1. Ask for another card.
                 2. Call the issuer.
  Causes         Nobody knows.
  Kind           declined
  Now            No error of version 1.0.0 has the code.
`);
  expect(await told({ cwd: cards, word: "4050" })).toMatch(
    /^The unknown code 4050, of the codes from 4000 to 4099 /,
  );
  for (const word of ["insufficient_balance", "4002"])
    expect(await told({ cwd: cards, word })).toMatch(/^InsufficientBalance: /);
  expect(await told({ cwd: cards, word: "4100" })).toMatch(/^Nothing is called "4100"\./);
});

test("what nobody knows is answered with what is near", async () => {
  const outcome = await explain({ cwd, word: "insuficient_balance" });
  expect(exitCodeOf(outcome)).toBe(1);
  expect(await told({ word: "insuficient_balance" })).toBe(
    'Nothing is called "insuficient_balance". Did you mean "insufficient_balance"?',
  );
  expect(await told({ word: "zzzzzzzzzzzz" })).toBe('Nothing is called "zzzzzzzzzzzz".');
  expect(exitCodeOf(await explain({ cwd: temporaryFolder(), word: "busy" }))).toBe(2);
});

describe("a response", () => {
  const respond = (status: number | undefined, body: string, headers = {}) =>
    told({ response: { status, headers, body } });

  test("with a known code is what the parser takes it for, with its retry advice", async () => {
    const body = '{"error":{"code":"busy","message":"Try later."}}';
    const text = await respond(503, body, { "retry-after": "5", "x-request-id": "r-1" });
    expect(text).toContain('ServiceBusy: "busy", HTTP 503');
    expect(text).toContain("  Server says    Try later.\n");
    expect(text).toContain("  Request ID     r-1\n");
    expect(text).toContain("  Did it happen? Perhaps.");
    expect(text).toContain("  Retry?         No. The operation may have happened");
    expect(text).toContain("  If idempotent  Yes, in 5 seconds.");
  });

  test("shows the params that an exception shows, and names the others", async () => {
    const charges = project({ "catalog/pay.yaml": base });
    const body =
      '{"error":{"code":"insufficient_balance","message":"No.","limit":3,"asset":"ETH","more":1}}';
    const response = { status: 409, headers: {}, body };
    const text = await told({ cwd: charges, response });
    expect(text).toContain("  Params         limit: 3\n");
    expect(text).toContain('  Not shown      asset (not marked "safe")\n');
    expect(text).not.toContain("ETH");
    const { value } = await explain({ cwd: charges, response });
    expect(value?.matches[0]).toMatchObject({ params: { limit: 3 }, hidden: ["asset"] });
    expect(JSON.stringify(value)).not.toContain("ETH");
  });

  test("with an unknown code, or of a proxy, has the facts of its status", async () => {
    expect(await respond(422, '{"error":{"code":"new_code"}}')).toMatch(
      /^The unknown code "new_code", HTTP 422 \(Acme/,
    );
    const proxy = await respond(502, "<html>Bad gateway</html>");
    expect(proxy).toMatch(/^An error without a code, HTTP 502 \(Acme/);
    expect(proxy).toContain("  Kind           unavailable\n");
  });

  test("that is no error says so", async () => {
    expect(await respond(200, "{}")).toBe(
      "This response is no error according to the catalog: HTTP 200 is below 400, and the body is none of its errors.",
    );
    expect(await respond(undefined, "{}")).toBe(
      "This response is no error according to the catalog: it has no status, and the body is none of its errors.",
    );
  });
});

test("as Markdown nothing of a catalog is markup", async () => {
  const hostile = catalog.replace(
    "Another transfer was faster.",
    '"<b>*bold*</b> [link](https://x.example) `code`"',
  );
  const text = explained(
    await explain({ cwd: project({ "catalog/acme.yaml": hostile }), word: "4002" }),
    "markdown",
  );
  expect(text).toContain("\\<b\\>\\*bold\\*\\</b\\> \\[link\\](https://x.example) \\`code\\`");
  expect(text).toMatch(/^## InsufficientBalance/);
  expect(sentenceInMarkdown("a \u202e b")).toBe("a \ufffd b");
});

test.each([
  [{}, ["a", "b"], "One word is explained at a time."],
  [{ status: "429" }, ["a"], "A word and a response exclude each other."],
  [{ status: "42" }, [], '"42" is not a status.'],
  [{ header: ["odd"] }, [], '"odd" is not a header; write "name: value".'],
  [{}, [], "There is nothing to explain."],
])("%j and %j are wrong use", (values, words, what) => {
  expect(askedOf(values, words, () => "")).toEqual({ kind: "wrong", what });
});

test("a body comes from an option, or from standard input", () => {
  const asked = (values: object) => askedOf(values as never, [], () => "from input");
  expect(asked({ body: "{}" })).toMatchObject({ response: { body: "{}" } });
  expect(asked({ status: "503", header: ["Retry-After: 5"] })).toMatchObject({
    response: { body: "from input", status: 503, headers: { "retry-after": "5" } },
  });
  expect(asked({})).toMatchObject({ response: { body: "from input" } });
});

test("what was to go is warned about from the day that is given, and by no clock", async () => {
  const codes = async (today?: string) =>
    (await validate({ cwd, today })).diagnostics.map(({ code }) => code);
  expect(await codes()).toEqual([]);
  expect(await codes("2027-01-31")).toEqual([]);
  expect(await codes("2027-02-01")).toEqual(["sunset-passed"]);
});

test("each code of a definition has its own time to go", async () => {
  const time = "deprecated: { since: 1.0.0, reason: R., sunset: 2027-01 }";
  const codes = `code: [insufficient_balance, { code: full, ${time} }, { code: slow, ${time} }]`;
  const text = catalog.replace("code: [insufficient_balance, 4002]", codes);
  const own = project({ "catalog/acme.yaml": text });
  const { diagnostics } = await validate({ cwd: own, today: "2027-02-01" });
  const about = diagnostics.filter(({ message }) => message.includes('"InsufficientBalance"'));
  expect(about.map(({ message, help }) => [message, help])).toEqual(
    ["full", "slow"].map((code) => [
      `The code "${code}" of "InsufficientBalance" is deprecated, and was to go after 2027-01.`,
      "Remove it and reserve it, or give it more time.",
    ]),
  );
});

describe("the texts of an explanation in another language", () => {
  const languages = project({
    "catalog/acme.yaml": catalog,
    "catalog/locales/zh/acme.yaml":
      "title: Acme 支付\ndefinitions:\n  InsufficientBalance: { title: 余额不足, summary: 余额不足。, causes: 其他转账更快。, resolution: [充值。, 少转。] }\n",
    "catalog/locales/de/acme.yaml":
      "definitions: { ServiceBusy: { summary: Der Dienst ist belegt. } }\n",
  });
  const inLanguage = (language: string, word = "insufficient_balance") =>
    told({ cwd: languages, word, language });

  test.each(["zh", "ZH", "zh-CN", "zh_Hans_CN"])("%s shows them", async (language) => {
    const text = await inLanguage(language);
    expect(text).toMatch(/^InsufficientBalance: .* \(Acme 支付\)\n\n {2}余额不足。/);
    expect(text).toContain("  What to do     1. 充值。\n                 2. 少转。\n");
    expect(text).toContain("  Causes         其他转账更快。\n");
    expect(text).toContain("The balance counts what is available");
  });

  test("a text that has no translation, and the catalog's own language, are as they are", async () => {
    const own = await told({ cwd: languages, word: "insufficient_balance" });
    expect(await inLanguage("de")).toBe(own);
    expect(await inLanguage("en-GB")).toBe(own);
    expect(await inLanguage("de-AT", "busy")).toContain("Der Dienst ist belegt.");
  });

  test("data and Markdown have them, too, and so has a response", async () => {
    const outcome = await explain({ cwd: languages, word: "insufficient_balance", language: "zh" });
    expect(outcome.value?.matches[0]).toMatchObject({
      catalog: { title: "Acme 支付" },
      title: "余额不足",
      summary: "余额不足。",
      causes: ["其他转账更快。"],
      resolution: ["充值。", "少转。"],
    });
    expect(explained(outcome, "markdown")).toContain("\n\n余额不足。\n\n");
    const response = { status: 409, headers: {}, body: '{"error":{"code":4002}}' };
    expect(await told({ cwd: languages, response, language: "zh" })).toContain("余额不足。");
  });

  test("a language that no catalog has is reported with those that one has", async () => {
    const outcome = await explain({ cwd: languages, word: "busy", language: "zho" });
    expect(outcome.diagnostics.map(({ code, message, help }) => [code, message, help])).toEqual([
      [
        "explain-language",
        'No catalog has texts in the language "zho". Did you mean "zh"?',
        "Use one of: de, en, zh. Other languages are in locales/<tag>/<id>.yaml beside the catalogs.",
      ],
    ]);
    expect(exitCodeOf(outcome)).toBe(2);
    expect(askedOf({ lang: "zh", package: "a" }, ["busy"], () => undefined).kind).toBe("wrong");
  });
});

test("no URL ends its link in Markdown", () => {
  expect(linkInMarkdown("https://a.example/(b)?c=<d>&e=[f]#é\\")).toBe(
    "[https://a.example/(b)?c=\\<d\\>\\&e=\\[f\\]\\#é\\\\](https://a.example/%28b%29?c=%3Cd%3E&e=%5Bf%5D#%C3%A9%5C)",
  );
});

test("a link is a link in Markdown", async () => {
  expect(await told({ word: "insufficient_balance" }, "markdown")).toContain(
    "- **Link** [https://example.com/errors\\#insufficient\\_balance](https://example.com/errors#insufficient_balance)\n",
  );
});
