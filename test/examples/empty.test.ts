// A stranger's first minutes, in an empty project and in one with workspaces, and what installing brings.

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { newFolder } from "../helpers.ts";
import { edit, run } from "./project.ts";

const here = fileURLToPath(new URL("../../", import.meta.url));

/** Makes a project of nothing but manifests, and installs Faultbook in it. */
async function projectOf(
  manifests: Readonly<Record<string, object>>,
  install = "npm install --save-dev",
): Promise<string> {
  const root = newFolder();
  for (const [folder, manifest] of Object.entries(manifests)) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  }
  await run(root, `${install} '${inject("tarball")}'`);
  return root;
}

const use = `import { isInsufficientBalanceError, parsePayError } from "./generated/pay-errors/dist/index.js";

const error = parsePayError({ status: 409, body: { error: { code: "insufficient_balance" } } });
if (!isInsufficientBalanceError(error)) throw new Error("not recognised");
const code: "insufficient_balance" = error.code;
export const known = [code, error.retry].join(" ");
`;

test("an empty project begins, generates, and what it gets compiles and runs", async () => {
  const root = await projectOf({ ".": { name: "pay", private: true, type: "module" } });
  expect(await run(root, "npx faultbook init")).toContain("wrote catalog/pay-errors.yaml");
  expect(await run(root, "npm run generate")).toMatch(/\d+ created/);
  expect(await run(root, "npm run generate:check")).toMatch(/all \d+ files fresh/);
  writeFileSync(join(root, "use.ts"), use);
  const compilerOptions = { strict: true, module: "nodenext", target: "es2023", types: [] };
  writeFileSync(
    join(root, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["use.ts"] }),
  );
  await run(root, `'${process.execPath}' '${join(here, "node_modules/typescript7/bin/tsc")}'`);
  const program = 'import("./use.js").then(({ known }) => console.log(known))';
  expect(await run(root, `'${process.execPath}' --eval '${program}'`)).toBe(
    "insufficient_balance after-fix\n",
  );
});

/** Gives the bytes of all files below a folder. */
function bytesBelow(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

test("installing brings what the documentation says", async () => {
  const root = await projectOf({ ".": { name: "pay", private: true } });
  const lock = JSON.parse(readFileSync(join(root, "node_modules/.package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  const packages = Object.keys(lock.packages).filter((path) => existsSync(join(root, path)));
  const megabytes = bytesBelow(join(root, "node_modules")) / 1e6;
  const noun = packages.length === 1 ? "package" : "packages";
  const found = `${packages.length} ${noun}, ${megabytes.toFixed(1)} MB`;
  console.log(`npm install --save-dev faultbook brings ${found}:\n${packages.join("\n")}`);
  const readme = readFileSync(join(here, "docs/monorepo.md"), "utf8");
  const [, count, size] = /brings (\d+) packages?, ([\d.]+) MB/.exec(readme) ?? [];
  expect(Number(count)).toBe(packages.length);
  expect(readme).toContain(`\n${packages.join("\n")}\n`);
  expect(Math.abs(megabytes / Number(size) - 1), found).toBeLessThan(0.1);
});

test("in a project with workspaces what init says to do next links the packages", async () => {
  const root = await projectOf(
    {
      ".": { name: "shop", private: true, workspaces: ["errors", "app"] },
      errors: { name: "@shop/orders", version: "1.0.0", private: true },
      app: { name: "@shop/app", version: "1.0.0", private: true, type: "module" },
    },
    "npm install --save-dev --workspace=@shop/orders",
  );
  const said = await run(join(root, "errors"), "npx faultbook init");
  const [, pattern, file] = /Add "([^"]+)" to "workspaces" in (\S+)\. /.exec(said) ?? [];
  expect([pattern, file]).toEqual(["errors/generated/*", "../package.json"]);
  const config = readFileSync(join(root, "errors/faultbook.config.yaml"), "utf8");
  const schema = /\$schema=(\S+)/.exec(config)?.[1] ?? "";
  expect(existsSync(join(root, "errors", schema)), schema).toBe(true);
  await run(root, "npm run generate --workspaces --if-present");
  edit(join(root, "errors", file ?? ""), '"errors"', `"errors", ${JSON.stringify(pattern)}`);
  await run(root, "npm install");
  const program = 'import("@shop/orders-errors").then((all) => console.log(all.OrdersErrorCode))';
  expect(await run(join(root, "app"), `'${process.execPath}' --eval '${program}'`)).toContain(
    "insufficient_balance",
  );
});
