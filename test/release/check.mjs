// `npm run release:check`: packs every generated package, and all catalogs in both module formats; lints the tarballs, installs them in a scratch project, and uses them there as a stranger would.

import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = fileURLToPath(new URL("../../", import.meta.url));
const attw = fileURLToPath(
  new URL("dist/index.js", import.meta.resolve("@arethetypeswrong/cli/package.json")),
);
const folder = mkdtempSync(join(tmpdir(), "faultbook-release-"));

try {
  const packages = [join(root, "generated"), generateBoth()].flatMap((generated) =>
    readdirSync(generated)
      .filter((name) => existsSync(join(generated, name, "package.json")))
      .sort()
      .map((name) => pack(join(generated, name))),
  );
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const tarballs = packages.map(({ file }) => `./${file}`);
  npm("install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", ...tarballs);
  for (const file of ["consumer.mjs", "consumer.cjs"]) {
    cpSync(fileURLToPath(new URL(`./${file}`, import.meta.url)), join(folder, file));
  }
  const used = JSON.parse(run(process.execPath, "consumer.mjs", ...packages.map(argument)));
  const rows = [];
  for (const [i, one] of packages.entries()) {
    const { definitions, faults } = used[i];
    rows.push({
      ...one,
      definitions,
      verdicts: [faults, await linted(one), typesOf(one), required(one)],
    });
  }
  process.stdout.write(table(rows));
  if (rows.some(({ verdicts }) => verdicts.flat().length > 0)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command, ...args) {
  return execFileSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function npm(...args) {
  return run("npm", ...args, "--silent");
}

/** Generates the packages of all catalogs once more, in both module formats, and gives their folder. */
function generateBoth() {
  const source = join(folder, "both");
  cpSync(join(root, "catalog"), join(source, "catalog"), { recursive: true });
  const config = `outputs: [{ path: out }, { path: out/all, joined: {} }]
emitters: { package: { scope: "@both", license: MIT, formats: [esm, cjs] } }
`;
  writeFileSync(join(source, "faultbook.config.yaml"), config);
  const args = [join(root, "dist/cli.cjs"), "generate", "--quiet"];
  execFileSync(process.execPath, args, { cwd: source, stdio: ["ignore", "ignore", "inherit"] });
  return join(source, "out");
}

/** Packs one package and tells what is in it. */
function pack(path) {
  const [packed] = Object.values(
    JSON.parse(npm("pack", "--json", "--pack-destination", folder, path)),
  );
  const text = readFileSync(join(path, "package.json"), "utf8");
  const { name, version, exports, faultbook } = JSON.parse(text);
  const file = packed.filename.replace("@", "").replace("/", "-");
  const isModule = ([, target]) => typeof target === "object";
  const modules = Object.entries(exports)
    .filter(isModule)
    .map(([path]) => name + path.slice(1));
  const ofCatalog = faultbook?.catalog !== undefined;
  const hasBoth = exports["."].require !== undefined;
  const size = { files: packed.entryCount, bytes: packed.size };
  return { name, version, modules, ofCatalog, hasBoth, file, ...size };
}

/** Gives what the consumers need to know of a package. */
function argument({ name, modules, ofCatalog, hasBoth }) {
  return JSON.stringify({ name, modules, ofCatalog, hasBoth });
}

/** Gives all that publint says of a tarball, suggestions too. */
async function linted({ file }) {
  const tarball = new Uint8Array(readFileSync(join(folder, file))).buffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  return messages.map((one) => formatMessage(one, pkg, { color: false }) ?? one.code);
}

/** Gives what attw says of a tarball; what promises ES modules alone may be one where CommonJS is resolved. */
function typesOf({ file, hasBoth }) {
  const ignored = hasBoth ? [] : ["--ignore-rules", "cjs-resolves-to-esm"];
  const options = ["--format", "ascii", "--no-color", "--no-emoji", ...ignored];
  const said = spawnSync(process.execPath, [attw, file, ...options], {
    cwd: folder,
    encoding: "utf8",
  });
  return said.status === 0 ? [] : [said.stdout + said.stderr];
}

/** Gives what is wrong with `require()`, on a Node that has it for what the package has. */
function required(one) {
  if (!process.features.require_module && !one.hasBoth) return [];
  const said = spawnSync(process.execPath, ["consumer.cjs", argument(one)], {
    cwd: folder,
    encoding: "utf8",
  });
  return said.status === 0 && said.stderr === "" ? [] : [said.stdout + said.stderr];
}

function table(rows) {
  const shown = rows.map(({ name, version, hasBoth, files, bytes, definitions, verdicts }) => {
    const [use, lint, types, require] = verdicts.map((faults) =>
      faults.length === 0 ? "good" : faults.join("; ").replaceAll(/\s+/g, " "),
    );
    const formats = hasBoth ? "esm, cjs" : "esm";
    const facts = `${name} | ${version} | ${formats} | ${files} | ${(bytes / 1024).toFixed(1)} kB`;
    return `| ${facts} | ${definitions} | ${use} | ${lint} | ${types} | ${require} |`;
  });
  return [
    `On Node ${process.versions.node}:`,
    "",
    "| package | version | formats | files | packed | definitions tried | use | publint | attw | require() |",
    "|---|---|---|---:|---:|---:|---|---|---|---|",
    ...shown,
    "",
  ].join("\n");
}
