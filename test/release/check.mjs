// `npm run release:check`: packs every generated package, installs the tarballs in a scratch project, and uses them there as a stranger would.

import { execFileSync } from "node:child_process";
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

const generated = fileURLToPath(new URL("../../generated/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "faultbook-release-"));

try {
  const packages = readdirSync(generated)
    .filter((name) => existsSync(join(generated, name, "package.json")))
    .sort()
    .map(pack);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const tarballs = packages.map(({ file }) => `./${file}`);
  npm("install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", ...tarballs);
  const consumer = join(folder, "consumer.mjs");
  cpSync(fileURLToPath(new URL("./consumer.mjs", import.meta.url)), consumer);
  const names = packages.map(({ name }) => name);
  const used = JSON.parse(run(process.execPath, consumer, ...names));
  process.stdout.write(table(packages, used));
  if (used.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
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

/** Packs one package and tells what is in it. */
function pack(id) {
  const [packed] = Object.values(
    JSON.parse(npm("pack", "--json", "--pack-destination", folder, join(generated, id))),
  );
  const { name, version } = JSON.parse(readFileSync(join(generated, id, "package.json"), "utf8"));
  const file = packed.filename.replace("@", "").replace("/", "-");
  return { name, version, file, files: packed.entryCount, bytes: packed.size };
}

function table(packages, used) {
  const rows = packages.map(({ name, version, files, bytes }, i) => {
    const { definitions, faults } = used[i];
    const verdict = faults.length === 0 ? "good" : faults.join("; ");
    return `| ${name} | ${version} | ${files} | ${(bytes / 1024).toFixed(1)} kB | ${definitions} | ${verdict} |`;
  });
  return [
    "| package | version | files | packed | definitions tried | |",
    "|---|---|---:|---:|---:|---|",
    ...rows,
    "",
  ].join("\n");
}
