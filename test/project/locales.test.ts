// Texts in other languages: read beside the catalogs, compared with them, and in every output that shows texts.

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { diff, generate, release, validate } from "../../generator/index.ts";
import { asLine } from "../helpers.ts";
import { project, put } from "../hostile/project.ts";

const catalog = `id: pay
title: Pay API
version: 1.0.0
prefix: Pay
codeType: mixed
description: Errors of payments.
envelopes: { Body: { code: /code, message: /message } }
statuses:
  404: { title: Missing, description: Nothing is there. }
families:
  - { prefix: card_, kind: declined, title: Cards }
  - { from: 4000, to: 4099, kind: conflict, title: Conflicts }
definitions:
  TooLow:
    code: [too_low, { code: 5003, summary: It is too low for the fee., title: Fee }]
    kind: insufficient-funds
    summary: The balance is too low.
    description: See [Gone](#Gone).
    causes: [It was spent., It is reserved.]
    resolution: Add money.
    message: "Too low: {asset}"
    params: { asset: { type: string } }
    deprecated: { since: 1.0.0, reason: It is split. }
  Gone:
    code: gone
    kind: not-found
    summary: It is gone.
    message: It is gone
    translations: { fr: C'est parti }
  Ledger:
    code: ledger
    kind: internal
    summary: It is closed.
    internal: true
`;

const german = `title: Pay-Schnittstelle
description: Fehler beim Zahlen.
definitions:
  TooLow:
    title: Guthaben zu niedrig
    summary: Das Guthaben ist zu niedrig.
    description: Siehe [Gone](#Gone).
    causes: [Es wurde ausgegeben., Es ist reserviert.]
    resolution: Zahlen Sie ein.
    message: "Zu niedrig: {asset}"
    deprecated: Er wird geteilt.
    codes:
      "5003": { title: Gebühr, summary: Es reicht nicht für die Gebühr. }
  Gone: { message: Es ist weg }
  Ledger: { summary: Es ist geschlossen. }
statuses: { "404": { title: Fehlt, description: Da ist nichts. } }
families: { card_: { title: Karten }, 4000..4099: { title: Konflikte } }
`;

/** Nobody else may know the internal definition. */
const hidden = "emitters: { package: { access: private } }\n";

const path = "catalog/locales/de/pay.yaml";

function pay(files: Readonly<Record<string, string>> = {}): string {
  return project({ "catalog/pay.yaml": catalog, "faultbook.config.yaml": hidden, ...files });
}

async function written(files: Readonly<Record<string, string>>) {
  const cwd = pay(files);
  const outcome = await generate({ cwd, mode: "write" });
  expect(outcome.diagnostics.map(asLine)).toEqual([]);
  return { cwd, read: (file: string) => readFileSync(join(cwd, "generated", file), "utf8") };
}

async function lines(files: Readonly<Record<string, string>>) {
  const { diagnostics } = await validate({ cwd: pay(files) });
  return diagnostics.map((one) => `${one.severity} ${asLine(one)}`);
}

describe("texts in another language", () => {
  test("are in a page with the same anchors, on a sub-path, in errors.json and in messages", async () => {
    const config = "emitters: { package: { access: private, formats: [esm, cjs] } }\n";
    const { cwd, read } = await written({ [path]: german, "faultbook.config.yaml": config });
    const [page, own] = [read("pay/errors.de.md"), read("pay/errors.md")];
    const anchors = (text: string) => text.match(/<a id="[^"]*">/g);
    expect(anchors(page)).toEqual(anchors(own));
    for (const text of ["Pay-Schnittstelle", "Fehler beim Zahlen", "Guthaben zu niedrig", "Gebühr"])
      expect([text, page.includes(text), own.includes(text)]).toEqual([text, true, false]);
    for (const text of ["Das Guthaben ist zu niedrig", "Es wurde ausgegeben", "Zahlen Sie ein"])
      expect(page).toContain(text);
    for (const text of ["Er wird geteilt", "Da ist nichts", "Karten", "Konflikte", "It is gone"])
      expect(page).toContain(text);
    expect(page).not.toContain("geschlossen");
    const { exports } = JSON.parse(read("pay/package.json"));
    expect(exports["./definitions/de"]).toEqual({
      import: { types: "./dist/definitions/de.d.ts", default: "./dist/definitions/de.js" },
      require: { types: "./dist/definitions/de.d.cts", default: "./dist/definitions/de.cjs" },
    });
    const module = join(cwd, "generated/pay/dist/definitions/de");
    const esm = await import(/* @vite-ignore */ pathToFileURL(`${module}.js`).href);
    expect(createRequire(import.meta.url)(`${module}.cjs`)).toEqual({ ...esm });
    expect(esm.payErrorDefinitions.TooLow).toEqual({
      title: "Guthaben zu niedrig",
      summary: "Das Guthaben ist zu niedrig.",
      description: "Siehe [Gone](#Gone).",
      causes: ["Es wurde ausgegeben.", "Es ist reserviert."],
      resolution: ["Zahlen Sie ein."],
      deprecated: { since: "1.0.0", reason: "Er wird geteilt." },
      codes: [{ code: 5003, title: "Gebühr", summary: "Es reicht nicht für die Gebühr." }],
    });
    expect(esm.payErrorDefinitions.Gone).toEqual({ title: "Gone", summary: "It is gone." });
    expect(esm.payErrorCatalog).toMatchObject({
      title: "Pay-Schnittstelle",
      statuses: [{ key: "404", title: "Fehlt" }],
      families: [
        { from: 4000, title: "Konflikte" },
        { prefix: "card_", title: "Karten" },
      ],
    });
    const data = JSON.parse(read("pay/errors.json"));
    const gone = data.errors.find((one: { name: string }) => one.name === "Gone");
    expect(gone.locales).toEqual({ de: { message: "Es ist weg" }, fr: { message: "C'est parti" } });
    expect(data.catalog.locales).toEqual({
      de: { title: "Pay-Schnittstelle", description: "Fehler beim Zahlen." },
    });
    const load = (name: string) =>
      import(/* @vite-ignore */ pathToFileURL(join(cwd, "generated/pay/dist", name)).href);
    const { parsePayError } = await load("index.js");
    const { localisePayError } = await load("localise.js");
    const error = parsePayError({ body: { code: "too_low", message: "Too low: BTC" } });
    expect(localisePayError(error, "de-AT")).toEqual({ tag: "de", message: "Zu niedrig: BTC" });
    const other = parsePayError({ body: { code: "gone", message: "It is gone" } });
    expect(localisePayError(other, "fr")).toEqual({ tag: "fr", message: "C'est parti" });
    expect(read("pay/README.md")).toContain("`errors.de.md` and `./definitions/de`");
  });

  test("are in one package of several catalogs too", async () => {
    const config = `${hidden}outputs: [{ path: generated, joined: {} }]\n`;
    const { cwd, read } = await written({ [path]: german, "faultbook.config.yaml": config });
    expect(read("pay/errors.de.md")).toContain("Guthaben zu niedrig");
    const { exports } = JSON.parse(read("package.json"));
    expect(Object.keys(exports)).toContain("./pay/definitions/de");
    const module = join(cwd, "generated/dist/pay/definitions/de.js");
    const { payErrorCatalog } = await import(/* @vite-ignore */ pathToFileURL(module).href);
    expect(payErrorCatalog.title).toBe("Pay-Schnittstelle");
  });

  test("are no facts that callers depend on", async () => {
    const cwd = pay({ [path]: german });
    await release({ cwd });
    put(cwd, { [path]: german.replace("Guthaben zu niedrig", "Zu wenig") });
    const { value } = await diff({ cwd });
    expect(value?.catalogs.map(({ changes }) => changes)).toEqual([[]]);
  });

  test("are seen by the next run, whatever happens to them", async () => {
    const cwd = pay({ "node_modules/.keep": "" });
    const page = join(cwd, "generated/pay/errors.de.md");
    const run = async () => {
      const { value, diagnostics } = await generate({ cwd, mode: "write" });
      expect(diagnostics).toEqual([]);
      return [value?.created, value?.updated, value?.deleted];
    };
    await run();
    expect(await run()).toEqual([0, 0, 0]);
    put(cwd, { [path]: german });
    await run();
    expect(readFileSync(page, "utf8")).toContain("Guthaben zu niedrig");
    expect(await run()).toEqual([0, 0, 0]);
    writeFileSync(join(cwd, path), german.replace("Guthaben zu niedrig", "Zu wenig Guthaben"));
    await run();
    expect(readFileSync(page, "utf8")).toContain("Zu wenig Guthaben");
    rmSync(join(cwd, "catalog/locales"), { recursive: true });
    await run();
    expect(existsSync(page)).toBe(false);
  });
});

describe("what is wrong with them", () => {
  test.each([
    [
      "definitions: { ToLow: { title: A }, TooLow: { codes: { too_lw: { title: A } } } }",
      [
        `error ${path}:1:16 locale-name-unknown The catalog has no definition "ToLow". Did you mean "TooLow"?`,
        `error ${path}:1:56 locale-name-unknown The definition "TooLow" has no code "too_lw". Did you mean "too_low"?`,
      ],
    ],
    [
      "statuses: { '405': { title: A } }\nfamilies: { card: { title: A } }",
      [
        `error ${path}:1:13 locale-name-unknown The catalog has no status "405". Did you mean "404"?`,
        `error ${path}:2:13 locale-name-unknown The catalog has no family "card". Did you mean "card_"?`,
      ],
    ],
    [
      "definitions: { Gone: { causes: A }, TooLow: { codes: { too_low: { title: A } } } }",
      [
        `warning ${path}:1:24 locale-text-idle The catalog has no causes of "Gone", so this one is left out.`,
        `warning ${path}:1:67 locale-text-idle The catalog has no title of "too_low", so this one is left out.`,
      ],
    ],
    [
      'definitions: { TooLow: { message: "Zu niedrig: {money}" } }',
      [
        `error ${path}:1:35 template-hole-unknown The hole "money" is in no message of its definition, so nothing fills it.`,
      ],
    ],
    [
      "definitions: { TooLow: { message: 'Zu {' } }",
      [`error ${path}:1:35 template-syntax The template is invalid: a single "{" is in the text.`],
    ],
    [
      "definitions: { TooLow: { description: 'Siehe [a](#Gon), [b](javascript:x), [c](#Ledger).' } }",
      [
        `error ${path}:1:50 unknown-reference "Gon" is not a definition of this catalog. Did you mean "Gone"?`,
        `error ${path}:1:61 link-url "javascript:x" is not an absolute http or https URL.`,
        `error ${path}:1:80 internal-link The link leads to "Ledger", which is internal, so that no document shows it.`,
      ],
    ],
    [
      "definitions: { TooLow: { sumary: A, title: [] } }",
      [
        `error ${path}:1:26 unknown-property "sumary" is not a property of the definition "TooLow". Did you mean "summary"?`,
        `error ${path}:1:44 wrong-type "title" must be a text, and this is a list.`,
      ],
    ],
    ["", [`error ${path}:1:1 yaml-empty The file is empty.`]],
    ["{}", [`error ${path}:1:1 out-of-bounds The file must not be empty.`]],
  ])("%s", async (text, expected) => {
    expect(await lines({ [path]: text })).toEqual(expected);
  });

  test("files that belong to nothing, and folders that are no languages", async () => {
    expect(
      await lines({
        "catalog/locales/de/payy.yaml": "title: A\n",
        "catalog/locales/fr/pay.yaml": "definitions: { Gone: { message: Parti } }\n",
        [path]: "title: A\n",
        "catalog/locales/de/pay.yml": "title: A\n",
      }),
    ).toEqual([
      'error catalog/locales/de/pay.yml:1:1 locale-file-repeated The catalog "pay" has another file with texts in "de".',
      'error catalog/locales/de/payy.yaml:1:1 locale-without-catalog No catalog beside the folder "locales" has the id "payy". Did you mean "pay"?',
      'error catalog/locales/fr/pay.yaml:1:24 locale-twice The message of "Gone" in "fr" is also in the "translations" of the catalog.',
    ]);
    expect(
      await lines({
        "catalog/locales/zh-cn/pay.yaml": "title: A\n",
        "catalog/locales/german/pay.yaml": "title: A\n",
        "catalog/locales/x_y/pay.yaml": "title: A\n",
        "catalog/locales/con/pay.yaml": "title: A\n",
        "catalog/locales/de-x-sixteens-letters-inwords-andmore/pay.yaml": "title: A\n",
        "catalog/locales/pay.yaml": "title: A\n",
        "catalog/locales/zh-Hant-TW/pay.yaml": "title: A\n",
        "catalog/locales/de-1996/pay.yaml": "definitions: { Gon: { title: A } }\n",
      }),
    ).toEqual([
      'error catalog/locales/con:1:1 locale-tag "con" in the folder of languages is not a language tag: Windows has no folder of this name.',
      'error catalog/locales/de-x-sixteens-letters-inwords-andmore:1:1 locale-tag "de-x-sixteens-letters-inwords-andmore" in the folder of languages is not a language tag: it has more than 35 characters.',
      'error catalog/locales/pay.yaml:1:1 locale-tag "pay.yaml" in the folder of languages is not a language tag: it does not have the form of BCP 47.',
      'error catalog/locales/x_y:1:1 locale-tag "x_y" in the folder of languages is not a language tag: it does not have the form of BCP 47.',
      'error catalog/locales/zh-cn:1:1 locale-tag "zh-cn" in the folder of languages is not a language tag: its case is not the usual one.',
      'error catalog/locales/de-1996/pay.yaml:1:16 locale-name-unknown The catalog has no definition "Gon". Did you mean "Gone"?',
    ]);
  });

  test("files of catalogs that only another configuration has are none of it", async () => {
    const files = { "catalog/locales/de/other.yaml": "title: A\n" };
    expect(
      await lines({ ...files, "faultbook.config.yaml": `${hidden}catalogs: catalog/pay.yaml\n` }),
    ).toEqual([]);
  });
});

test("completeness is a figure, and a warning or an error if it is asked for", async () => {
  for (const [incomplete, code] of [
    ["off", 0],
    ["warn", 0],
    ["error", 1],
  ] as const) {
    const cwd = pay({
      "faultbook.config.yaml": `${hidden}locales: { incomplete: ${incomplete} }\n`,
      [path]: "title: Pay\ndefinitions: { Gone: { title: Weg, summary: Es ist weg. } }\n",
      "catalog/locales/fr/pay.yaml": "title: Pay\n",
    });
    const outcome = await validate({ cwd });
    const found = outcome.diagnostics.map((one) => `${one.severity} ${asLine(one)}`);
    const severity = incomplete === "warn" ? "warning" : "error";
    expect([incomplete, exitCodeOf(outcome), ...found]).toEqual([
      incomplete,
      code,
      ...(incomplete === "off"
        ? []
        : [
            `${severity} ${path}:1:1 locale-incomplete The language "de" of "pay" has 3 of 20 texts.`,
            `${severity} catalog/locales/fr/pay.yaml:1:1 locale-incomplete The language "fr" of "pay" has 1 of 20 texts.`,
          ]),
    ]);
    if (incomplete === "error") continue;
    expect(outcome.value?.locales).toEqual([
      { catalog: "pay", tag: "de", texts: 3, all: 20 },
      { catalog: "pay", tag: "fr", texts: 1, all: 20 },
    ]);
  }
});
