// What SECURITY.md promises has its tests; secrets are reported and shown by no report; no code of the tool fetches.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { report } from "../../generator/diagnostics/report.ts";
import { unifiedDiff } from "../../generator/text/diff.ts";
import { masked, secretsIn } from "../../generator/text/secrets.ts";
import { attempt, oneCatalog, project, put, run, snapshot, tiny, tinyWith } from "./project.ts";
import { textsBelow } from "./shape.ts";

const root = new URL("../../", import.meta.url);

test("each promise names tests that exist", () => {
  const text = readFileSync(new URL("SECURITY.md", root), "utf8");
  const rows = text.split("\n").filter((line) => /^\| [A-Z`]/.test(line));
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) {
    const files = row.match(/test\/[\w./-]+\.test\.ts/g) ?? [];
    expect(files, row).not.toEqual([]);
    for (const file of files) expect(existsSync(new URL(file, root)), file).toBe(true);
  }
});

test("no file of the tool can fetch", () => {
  const network =
    /\bfetch\(|["'](?:node:)?(?:https?|http2|net|tls|dns|dgram)["']|XMLHttpRequest|WebSocket/;
  for (const [path, text] of textsBelow(new URL("generator", root).pathname, ".ts")) {
    // The types of the format have the word as the value of a key, and no code.
    if (path === "schema/document.ts") continue;
    const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "").replace(/`[^`]*`/gs, "");
    expect(network.exec(code)?.[0], path).toBeUndefined();
  }
});

const token = `sk${"_live_"}aB3dE6gH9jK2mN5pQ8sT1vW4yZ7`;
const key = `-----BEGIN EC ${"PRIVATE"} KEY-----\\nMHcCAQEEIIGh9jK2mN5pQ8sT1vW4yZ7`;

describe("a secret is reported, and shown by no report", () => {
  test.each([
    [
      "a key in a summary",
      oneCatalog(tinyWith("address is invalid", `key ${token} is invalid`)),
      token,
    ],
    [
      "a key as an unknown field",
      oneCatalog(tinyWith("    kind:", `    ${token}: 1\n    kind:`)),
      token,
    ],
    [
      "a key in a long line",
      oneCatalog(tinyWith("Tiny API", `${"a ".repeat(80)}${token} b`)),
      token,
    ],
    ["a private key", oneCatalog(tinyWith("Tiny API", `"${key}"`)), key],
    [
      "a key that escapes hide",
      oneCatalog(tinyWith("Tiny API", `"${token.replace("_", "\\x5f")}"`)),
      token.slice(4),
    ],
    [
      "a key over two lines",
      oneCatalog(tinyWith("Tiny API", `"${token.slice(0, 20)}\\\n    ${token.slice(20)}"`)),
      token.slice(4, 20),
    ],
    [
      "a key in the configuration",
      {
        ...oneCatalog(tiny),
        "faultbook.config.yaml": `emitters: { package: { author: "${token}" } }\n`,
      },
      token,
    ],
    [
      "a key in a template",
      {
        ...oneCatalog(tiny),
        "faultbook.config.yaml": "emitters: { template: [{ template: t.hbs, path: a.md }] }\n",
        "t.hbs": `See ${token}\n`,
      },
      token,
    ],
    [
      "a password in a link",
      oneCatalog(`docsUrl: https://u:hunter2@a.acme.io/\n${tiny}`),
      "hunter2",
    ],
    [
      "a password in the configuration",
      { ...oneCatalog(tiny), "faultbook.config.yaml": "# https://u:hunter2@a.acme.io/\n{}\n" },
      "hunter2",
    ],
    [
      "a password in a template",
      {
        ...oneCatalog(tiny),
        "faultbook.config.yaml": "emitters: { template: [{ template: t.hbs, path: a.md }] }\n",
        "t.hbs": "See http://u:hunter2@a.acme.io/\n",
      },
      "hunter2",
    ],
  ])("%s", async (what, files, secret) => {
    const cwd = project(files);
    const before = snapshot(cwd);
    const { code, diagnostics } = await attempt(cwd);
    const isPassword = what.startsWith("a password");
    expect(diagnostics.map((one) => one.code)).toContain(
      isPassword ? "url-password" : "secret-like",
    );
    for (const format of ["text", "json", "github"] as const) {
      expect(report(diagnostics, format)).not.toContain(secret);
      expect(report(diagnostics, format)).not.toContain(secret.slice(-20));
    }
    if (!isPassword) return;
    expect(code).toBeGreaterThan(0);
    expect(snapshot(cwd)).toEqual(before);
  });
});

const pem = `-----BEGIN RSA ${"PRIVATE"} KEY-----\nMIIEowIBAAKCAQEA7\nq1w2e3r4t5z6u7i8\n-----END RSA PRIVATE KEY-----\n`;

describe("a difference shows no secret", () => {
  test.each([
    ["in a line that goes", `key ${token}\n`, token],
    ["beside a line that goes", `a\n${token}\nb\n`, token],
    ["in the middle of a key", pem, "q1w2e3r4t5z6u7i8"],
    ["in a password", "see https://u:hunter2@a.acme.io/\n", "hunter2"],
  ])("%s", async (_, added, secret) => {
    const cwd = project(oneCatalog(tiny));
    await run(["generate"], { cwd });
    const path = "generated/tiny/README.md";
    const text = readFileSync(join(cwd, path), "utf8");
    put(cwd, { [path]: text + added });
    for (const format of ["text", "json", "github"]) {
      const { code, stdout, stderr } = await run(["generate", "--check", "--format", format], {
        cwd,
      });
      expect([code, `${stdout}${stderr}`.includes(secret)]).toEqual([1, false]);
      expect(`${stdout}${stderr}`).toContain("README.md");
    }
  });

  test.each([
    [pem.replace("MIIE", "NIIE"), "+***"],
    [pem.replace("q1w2", "q9w2"), "-***"],
    [`${pem}more\n`, "+more"],
  ])("and it is still a difference", (after, line) => {
    const before = `a\n${pem}`;
    const diff = unifiedDiff({ path: "p", before, after: `a\n${after}` });
    expect(diff).toContain(`\n${line}`);
    expect(diff).not.toMatch(/MIIE|NIIE|w2e3r4/);
    expect(diff).toMatch(/^@@ /m);
  });

  test("nor does a code frame inside of a key", () => {
    const text = `a: |\n  ${pem.replaceAll("\n", "\n  ")}`;
    const start = text.indexOf("q1w2");
    const span = { file: { path: "p.yaml", text }, start, end: start + 3 };
    const found = {
      code: "bad-form",
      severity: "error",
      message: "m",
      help: "h",
      notes: [],
    } as const;
    expect(report([{ ...found, span }], "text")).not.toContain("q1w2");
  });
});

test.each([
  ["validate", token],
  ["generate", "--only", token],
  ["generate", "--format", token],
  ["sync", token],
  ["init", "--envelope", token],
  [token],
])("an argument that looks like one is not repeated: %s", async (...args) => {
  const { code, stdout, stderr } = await run(args, { cwd: project(oneCatalog(tiny)) });
  expect(code).toBeGreaterThan(0);
  expect(stdout + stderr).not.toContain(token);
});

test("what is masked has its length, and no text takes long", () => {
  const text = `a ${token} b https://u:p@c/`;
  expect(masked(text)).toBe(`a ${"*".repeat(token.length)} b https://u:*@c/`);
  for (const one of [
    "https://a:",
    "eyJaaaaaaaa.",
    "-----BEGIN A ",
    "xox",
    "//:",
    "a:",
    "\\x41",
    "/a",
    "sk-",
    "Authorization: ",
  ]) {
    expect(secretsIn(one.repeat(20_000))).toEqual([]);
  }
});
