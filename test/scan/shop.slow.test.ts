// The prepared projects `shop/` and `billing/`, which is in another style: their comments name every use of a code, and a scan must find these and nothing else.

import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow } from "../../generator/disk/files.ts";
import { generate, scan } from "../../generator/index.ts";
import { newFolder, projectFile, projectFolder, run, typeCheck } from "../helpers.ts";

const folder = join(projectFolder, "test/scan/shop");

/** What the comments of a file name, a line each: path, line, form, code, what the catalogs know if it is not known, and what it nearly is. */
function named(project: string, path: string): readonly string[] {
  return projectFile(`test/scan/${project}/${path}`)
    .split("\n")
    .flatMap((line, i) => {
      const uses = /\/\/ use: (.*)$/.exec(line)?.[1]?.split("; ") ?? [];
      return uses.map((use) => `${path}:${i + 1} ${use}`);
    });
}

async function found(cwd: string): Promise<readonly string[]> {
  const { value, diagnostics } = await scan({ cwd });
  if (value === undefined) throw new Error(diagnostics.map((one) => one.message).join("\n"));
  return value.uses.map(({ path, line, form, code, verdict, near }) =>
    [`${path}:${line}`, form, code, verdict === "known" ? "" : verdict, near ?? ""]
      .filter((word) => word !== "")
      .join(" "),
  );
}

test.each([
  ["shop", 60],
  ["billing", 30],
])(
  "every use in %s is found with its form and what the catalogs know, and nothing else",
  async (project, least) => {
    const cwd = join(projectFolder, "test/scan", project);
    const files = filesBelow(cwd).filter((path) => /\.tsx?$/.test(path));
    const expected = files.flatMap((path) => named(project, path));
    expect(await found(cwd)).toEqual(expected);
    expect(expected.length).toBeGreaterThanOrEqual(least);
  },
);

/** Makes a copy of the project with its generated packages, in which tools find what they import. */
async function copied(): Promise<string> {
  const cwd = newFolder();
  cpSync(folder, cwd, { recursive: true });
  symlinkSync(join(projectFolder, "node_modules"), join(cwd, "node_modules"), "junction");
  const { diagnostics } = await generate({ cwd, mode: "write" });
  expect(diagnostics).toEqual([]);
  return cwd;
}

/** Replaces texts in files of a folder, each of which must be there. */
function edit(cwd: string, edits: readonly (readonly [path: string, old: string, text: string])[]) {
  for (const [path, old, text] of edits) {
    const before = readFileSync(join(cwd, path), "utf8");
    expect(before, path).toContain(old);
    writeFileSync(
      join(cwd, path),
      before.replace(old, () => text),
    );
  }
}

function textsIn(cwd: string): Readonly<Record<string, string>> {
  const paths = filesBelow(cwd).filter((path) => /^(?:src|test)\//.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(cwd, path), "utf8")]));
}

/** Gives the lines of a folder that differ from those of another one, by file. */
function changedLines(before: ReturnType<typeof textsIn>, after: ReturnType<typeof textsIn>) {
  return Object.entries(after).flatMap(([path, text]) => {
    const known = new Set(before[path]?.split("\n"));
    return text
      .split("\n")
      .filter((line) => !known.has(line))
      .map((line) => `${path}: ${line.replace(/ \/\/ use: .*/, "").trim()}`);
  });
}

/** Compiles a copy and runs its tests; gives what the compiler and the tests complain of. */
async function complaints(cwd: string): Promise<string> {
  const types = await typeCheck("typescript7", join(cwd, "tsconfig.json"));
  const { code, stdout } = await run(process.execPath, ["out/test/orders.spec.js"], cwd);
  return `${types}${code === 0 ? "" : stdout}`;
}

/** Three programs of the compiler take seconds, and beside other tests a minute. */
const patience = 600_000;

test("fixes of the project as it is compile, its tests pass, and a second run finds nothing to do", {
  timeout: patience,
}, async () => {
  const cwd = await copied();
  const before = textsIn(cwd);
  const { value, diagnostics } = await scan({ cwd, fix: true });
  expect(value?.fixed.length).toBe(11);
  // Nothing thrown becomes another class while somebody asks for the class.
  expect(diagnostics.map(({ code }) => code)).toContain("scan-class-asked");
  const after = textsIn(cwd);
  expect(changedLines(before, after)).toEqual([
    'src/client.ts: import { ShopErrorCode } from "../generated/shop/src/index.js";',
    'src/client.ts: if (body.error.code === ShopErrorCode.CartEmpty) return "empty";',
    "src/client.ts: if (code !== ShopErrorCode.OrderLocked) return placeOrder(order);",
    'src/client.ts: if (code === ShopErrorCode.OutOfStock) return hints.get("out_of_stock") ?? "";',
    'src/errors.ts: import { ShopErrorCode } from "../generated/shop/src/index.js";',
    "src/errors.ts: return code === ShopErrorCode.RateLimited || code === ShopErrorCode.Busy;",
    'src/http.ts: import { ShopErrorCode } from "../generated/shop/src/index.js";',
    "src/http.ts: const status = code === ShopErrorCode.Internal ? 500 : 400;",
    'src/ledger.ts: import { LedgerErrorCode } from "../generated/ledger/src/index.js";',
    'src/ledger.ts: if (reply.code === LedgerErrorCode.AccountFrozen) return "frozen";',
    "src/ledger.ts: case LedgerErrorCode.BalanceLow:",
    "src/ledger.ts: case LedgerErrorCode.LimitReached:",
    'src/orders.ts: import { ShopErrorCode } from "../generated/shop/src/index.js";',
    "src/orders.ts: case ShopErrorCode.CardExpired:",
    "src/orders.ts: case ShopErrorCode.LegacyCheckout:",
  ]);
  expect(await complaints(cwd)).toBe("");
  expect((await scan({ cwd, fix: true })).value?.fixed).toEqual([]);
  expect(textsIn(cwd)).toEqual(after);
});

test("with the names of the team exported by the package, what is thrown moves there too", {
  timeout: patience,
}, async () => {
  const cwd = await copied();
  const errors = readFileSync(join(cwd, "src/errors.ts"), "utf8");
  const [declared = ""] = /export enum [\s\S]*?\n}\n/.exec(errors) ?? [];
  const [classes = ""] = /export class AppError[\s\S]*?(?=export const errorM)/.exec(errors) ?? [];
  const known =
    "FraudSuspected: { code: fraud_suspected, kind: declined, summary: A fraud., status: 403 }";
  const from = '"../generated/shop/src/index.js";';
  const exported = `import { ErrorCode } from ${from}\n\nexport { AppError, ErrorCode } from ${from}\n`;
  edit(cwd, [
    ["catalog/shop.yaml", "  GiftWrap", `  ${known}\n  GiftWrap`],
    ["src/errors.ts", declared, exported],
    ["src/errors.ts", classes, ""],
  ]);
  expect((await generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
  const before = textsIn(cwd);
  const shown = await scan({ cwd, fix: true, dryRun: true });
  expect(textsIn(cwd)).toEqual(before);
  const { value, diagnostics } = await scan({ cwd, fix: true });
  expect(shown.value?.fixed).toEqual(value?.fixed);
  expect(shown.value?.diff.match(/^\+(?!\+\+)/gm)?.length).toBe(26);
  expect(diagnostics.filter(({ code }) => /not-fixed|asked/.test(code))).toEqual([]);
  const changed = changedLines(before, textsIn(cwd));
  expect(changed.filter((line) => /new|import/.test(line))).toEqual([
    `src/client.ts: import { ShopErrorCode } from ${from}`,
    `src/errors.ts: import { ErrorCode, ShopErrorCode } from ${from}`,
    `src/http.ts: import { ItemMissingError, ShopErrorCode } from ${from}`,
    'src/http.ts: if (code === "ENOENT") throw new ItemMissingError();',
    'src/ledger.ts: import { LedgerErrorCode } from "../generated/ledger/src/index.js";',
    'src/orders.ts: import { AppError, ErrorCode, errorMessages } from "./errors.js";',
    `src/orders.ts: import { CartEmptyError, FraudSuspectedError, ItemMissingError, OutOfStockError, PaymentDeclinedError, ShopErrorCode } from ${from}`,
    "src/orders.ts: if (order.items.length === 0) throw new CartEmptyError();",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands there.
    "src/orders.ts: if (!stock.has(item)) throw new ItemMissingError({ message: `No ${item}.` });",
    "src/orders.ts: if (stock.get(item) === 0) throw new OutOfStockError();",
    'src/orders.ts: if (order.id === "payment_declined") throw new PaymentDeclinedError();',
    'src/orders.ts: if (order.id === "fraud") throw new FraudSuspectedError();',
    `test/orders.spec.ts: import { CardExpiredError, UserMissingError } from ${from}`,
    'test/orders.spec.ts: expect(explain(new CardExpiredError())).toBe("Use another card.");',
    'test/orders.spec.ts: expect(explain(new UserMissingError())).toBe("Who are you?");',
  ]);
  expect(await complaints(cwd)).toBe("");
});
