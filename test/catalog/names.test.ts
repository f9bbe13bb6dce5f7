// Names and links that are made from a catalog.

import { builtinModules } from "node:module";
import { describe, expect, test } from "vitest";
import {
  anonymousMember,
  catalogNames,
  codeNameFor,
  codeSlug,
  docsLink,
  isNodeModule,
  nameInWords,
} from "../../generator/catalog/names.ts";
import { sortedByCode } from "../../generator/catalog/order.ts";

const table = (
  title: string,
  of: (text: string) => string,
  rows: Readonly<Record<string, string>>,
): void => {
  describe(title, () => {
    test.each(Object.entries(rows))("%s → %s", (from, to) => {
      expect(of(from)).toBe(to);
    });
  });
};

table("a name in words", nameInWords, {
  InvalidRequest: "Invalid request",
  Forbidden: "Forbidden",
  HTTPTimeout: "HTTP timeout",
  InvalidURL: "Invalid URL",
  InvalidURLFormat: "Invalid URL format",
  MissingParameter2003: "Missing parameter 2003",
  MissingParameterMinus2010: "Missing parameter minus 2010",
  NotAUser: "Not a user",
  X: "X",
  ABC: "ABC",
  A1B2: "A 1 b 2",
});

table("a code in a name", (code) => codeNameFor("Wrong", code, (name) => name === "NotFound"), {
  "2003": "Wrong2003",
  "-2010": "WrongMinus2010",
  "-a": "WrongA",
  "a-1": "WrongA1",
  invalid_request: "InvalidRequest",
  CANT_INVITE_SELF: "CantInviteSelf",
  not_found: "WrongNotFound",
  E1001: "WrongE1001",
  "insufficient.funds/EUR": "InsufficientFundsEur",
  "0x10": "Wrong0x10",
  用户: "Wrong",
});

table("a code that nobody names", (code) => anonymousMember(code, (name) => name === "NotFound"), {
  "40001": "Code40001",
  "-103": "CodeMinus103",
  already_exists: "AlreadyExists",
  not_found: "NotFoundCode",
});

table("a slug", codeSlug, {
  ALREADY_EXISTS: "already-exists",
  "a..b//c": "a-b-c",
  "-103": "-103",
  "29001": "29001",
  "Ü ": "-",
});

describe("a link", () => {
  const check = (rule: string, text: string, expected: string): void =>
    test(`${rule} of ${text}`, () => {
      const link = docsLink(rule, { text, name: "Name" });
      expect(link).toBe(expected);
      expect(new URL(link).href).toBe(link);
    });
  check("https://x.y/{code}", "29001", "https://x.y/29001");
  check("https://x.y/{code}#{name}", "a/b c", "https://x.y/a%2Fb%20c#Name");
  check("https://x.y/{code}", "(it's)*!", "https://x.y/%28it%27s%29%2A%21");
  check("https://x.y/{code}", "用", "https://x.y/%E7%94%A8");
  check("https://x.y/{code}", "<script>\"&'", "https://x.y/%3Cscript%3E%22%26%27");
  check("https://x.y/#{slug}", "Not_Found", "https://x.y/#not-found");
  check("https://x.y/{code}{code}", "{code}", "https://x.y/%7Bcode%7D%7Bcode%7D");
  check("https://x.y/{code}", "$&$1", "https://x.y/%24%26%241");
});

test("every name of a package begins or ends as its prefix says", () => {
  expect(catalogNames("Cdp")).toEqual({
    base: "CdpError",
    unknown: "UnknownCdpError",
    any: "AnyCdpError",
    code: "CdpErrorCode",
    name: "CdpErrorName",
    body: "CdpErrorBody",
    isCode: "isCdpErrorCode",
    isBody: "isCdpErrorBody",
    isError: "isCdpError",
    isUnknown: "isUnknownCdpError",
    identify: "identifyCdpError",
    parse: "parseCdpError",
    fromResponse: "cdpErrorFromResponse",
    revive: "reviveCdpError",
    match: "matchCdpError",
    byName: "CdpErrorByName",
    arms: "CdpErrorArms",
    fixtures: "cdpErrorFixtures",
    localise: "localiseCdpError",
    catalog: "cdpErrorCatalog",
    definitions: "cdpErrorDefinitions",
  });
});

test("codes are ordered by value, then as text", () => {
  const sorted = [
    "-103",
    "-5",
    "0",
    "007",
    "7",
    "10",
    "0".repeat(20) + 11,
    "12",
    "9".repeat(200),
    "-",
    "1e5",
    "A",
    "a",
    "é",
  ];
  const reversed = [...sorted].reverse();
  expect(sortedByCode(reversed, (code) => ({ code }))).toEqual(sorted);
});

test("every module that Node.js has under the name of a package is known, and no other name", () => {
  const names = builtinModules.filter((name) => /^[a-z0-9_]+$/.test(name) && !name.startsWith("_"));
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !isNodeModule(name))).toEqual([]);
  for (const name of ["errors", "test", "acme", "@acme/fs", "toString"]) {
    expect(isNodeModule(name)).toBe(false);
  }
});
