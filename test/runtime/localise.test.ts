// Texts in other languages: which of them is taken for a tag, and what fills them.

import { expect, test } from "vitest";
import { type Localiser, localise } from "../../runtime/localise.ts";
import { packageOf } from "./sampler.ts";

const { make, parse } = await packageOf(`
id: shop
title: Shop
version: 1.0.0
prefix: Shop
codeType: integer
envelopes:
  Body: { code: /code, message: /message }
definitions:
  OutOfStock:
    code: 1
    kind: failed-precondition
    summary: The article is out of stock.
    message: "Only {left} of {article} are left"
    params:
      left: { type: integer }
      article: { type: string }
  Closed: { code: 2, kind: unavailable, summary: The shop is closed. }
`);

const shop: Localiser = {
  catalog: "shop/",
  translations: {
    "de-CH": { OutOfStock: { message: ["Nur noch ", "left", " Stück von ", "article", " übrig"] } },
    de: {
      OutOfStock: { message: ["Noch ", "left", " von ", "article"] },
      Closed: { message: ["Der Laden ist geschlossen."] },
    },
    fr: { OutOfStock: { message: ["Plus que ", "price", ""] } },
    "zh-Hant": { Closed: { message: ["商店已關門。"] } },
  },
};

const left = { left: 2, article: "Uhr" };
const outOfStock = make("OutOfStock", { params: left, message: "Only 2 of Uhr are left" });
const closed = make("Closed");
const own = { tag: "und", message: "Only 2 of Uhr are left" };
const german = { tag: "de", message: "Noch 2 von Uhr" };
const swiss = { tag: "de-CH", message: "Nur noch 2 Stück von Uhr übrig" };

test.each([
  ["de", german],
  ["de-CH", swiss],
  ["de-ch", swiss],
  ["DE_CH", swiss],
  ["de-CH-1996", swiss],
  ["de-CH-x-private", swiss],
  ["de-AT", german],
  ["de-Latn-AT", german],
  ["d", own],
  ["deu", own],
  ["it", own],
  ["", own],
  ["-", own],
  ["*", own],
  ["de".repeat(60), own],
  // Of a template whose hole nobody fills a person could make nothing.
  ["fr", own],
  ["fr-CA", own],
])("in %j", (tag, expected) => {
  expect(localise(shop, outOfStock, tag)).toEqual(expected);
});

test("a language that lacks a definition falls back to the wider one", () => {
  const text = { tag: "de", message: "Der Laden ist geschlossen." };
  expect(localise(shop, closed, "de-CH")).toEqual(text);
  expect(localise(shop, closed, "zh-Hant-TW").tag).toBe("zh-Hant");
  expect(localise(shop, closed, "zh").tag).toBe("und");
});

test("params are read from a parsed error too", () => {
  const parsed = parse({ status: 409, body: { code: 1, message: "Only 2 of Uhr are left" } });
  expect(localise(shop, parsed, "de")).toEqual(german);
  const foreign = parse({ status: 409, body: { code: 1, message: "sold out" } });
  expect(localise(shop, foreign, "de")).toEqual({ tag: "und", message: "sold out" });
});

test("a param cannot forge a line, and a long one is cut", () => {
  const error = make("OutOfStock", { params: { left: 2, article: "\u202ea\nb" } });
  expect(localise(shop, error, "de").message).toBe("Noch 2 von \\u202ea\\u000ab");
  const long = make("OutOfStock", { params: { left: 2, article: "a".repeat(70_000) } });
  expect(localise(shop, long, "de").message.length).toBeLessThan(65_600);
});

test("anything else has its own message, and nothing throws", () => {
  const trap = new Proxy(new Error("m"), {
    get: () => {
      throw new Error("trap");
    },
  });
  for (const tag of ["de", undefined, null, 1, {}] as readonly string[]) {
    expect(localise(shop, new Error("plain"), tag).message).toBe("plain");
    expect(localise(shop, trap, tag).message).toBe("");
    expect(localise(shop, parse({ status: 500, body: { code: 9 } }), tag).tag).toBe("und");
    for (const one of [undefined, null, 1, "text", []])
      expect(localise(shop, one, tag)).toEqual({ tag: "und", message: "" });
  }
});

test("an exception of another catalog has its own message", () => {
  const other = { ...shop, catalog: "other/" };
  expect(localise(other, outOfStock, "de")).toEqual(own);
});
