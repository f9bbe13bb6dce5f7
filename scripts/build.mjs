// Bundles the command and the programmatic API into few files that are loaded lazily: `npm run build`.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";
import { writeTypes } from "./build-types.mjs";
import { templates } from "./templates.mjs";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

const { output } = await build({
  cwd: root,
  input: { main: "generator/cli.ts", api: "generator/index.ts", child: "generator/cli/child.ts" },
  platform: "node",
  logLevel: "warn",
  plugins: [templates()],
  output: {
    dir: "dist",
    format: "cjs",
    entryFileNames: "[name]-[hash].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    cleanDir: true,
    // What every run of `generate` needs is one file, since each costs time to find and to read.
    codeSplitting: {
      groups: [
        {
          name: "start",
          test: /generator\/(?:cli\/(?!child)|diagnostics\/(?:diagnostic|entry|exit-codes|report|table|[\w-]+-entries)\.ts|text\/(?:source|nearest|characters|day))|levenshtein|rolldown-runtime/,
          priority: 3,
        },
        // What tells that there is nothing to do needs nothing else.
        {
          name: "recall",
          test: /generator\/(?:commands\/(?:generate|sync)\.ts|project\/(?:config-names|inputs)|disk\/(?:memory|files|manifest|state|work-folder))/,
          priority: 2,
        },
        // What opens a project, and no more: comparing texts needs nothing of their meaning.
        {
          name: "open",
          test: /generator\/(?:project\/(?:config|project\.|read|reference|release-files|locale-files)|rules\/secrets|schema\/config-acceptor|catalog\/(?:language|locator|names)|text\/(?:data|lists|secrets))/,
          priority: 2,
        },
        {
          name: "check",
          test: /generator\/(?:catalog|rules|diagnostics|schema\/(?!validators)|text\/(?:yaml|source|pointer|plain)|project\/(?:catalogs|config|outputs|project\.|read|reference|release)|emit\/options)|js-yaml/,
          priority: 1,
        },
        // What a project with a release record needs, and the emitter of facts.
        { name: "change", test: /generator\/change\//, priority: 1 },
        // What `sync` needs too, and of the disk only if it writes.
        { name: "openapi", test: /generator\/emit\/openapi/, priority: 1 },
        { name: "write", test: /generator\/disk\//, priority: 1 },
        {
          name: "sync",
          test: /generator\/(?:sync\/|project\/(?:synced|descriptions|fragments|overlay-file))/,
          priority: 1,
        },
        {
          name: "emit",
          test: /generator\/(?:emit|pipeline|project\/emitters)|\.hbs$|virtual:runtime/,
        },
      ],
    },
  },
});

const hash = createHash("sha256");
for (const { fileName, code } of output) {
  const loaded = loadedByUs(code);
  hash.update(loaded);
  writeFileSync(join(dist, fileName), loaded);
}

/** Files of the bundle are loaded by `load.cjs`, which imports modules of a project for them, too; as text of single bytes they take half the memory. */
function loadedByUs(code) {
  return loadedWhenUsed(code)
    .replace(/\bawait import\((?=[\w(])/g, "await imported(")
    .replace(/\brequire\(["`](\.\/[\w.-]+\.cjs)["`]\)/g, 'require("./load.cjs").load("$1")')
    .replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Makes the files of the bundle that one loads at its beginning load where they are used first, so that a run loads no more than it needs. */
function loadedWhenUsed(code) {
  const loads = /^const require_(\w+) = (require\("\.\/[\w.-]+\.cjs"\));$/gm;
  return [...code.matchAll(loads)].reduce((text, [line, name, load]) => {
    const own = `let used_${name}; const use_${name} = () => used_${name} = ${load};`;
    const used = `(used_${name} ?? use_${name}()).`;
    return text.replace(line, own).replaceAll(`require_${name}.`, used);
  }, code);
}

const [main, api, child] = ["main", "api", "child"].map((name) =>
  output.find((file) => file.name === name),
);
const loader = readFileSync(join(import.meta.dirname, "load.cjs"), "utf8");
const content = hash.digest("hex").slice(0, 16);
writeFileSync(join(dist, "load.cjs"), loader.replace("%BUILD%", content));
const start = `require("./load.cjs").start("./${main.fileName}");`;
writeFileSync(join(dist, "cli.cjs"), `#!/usr/bin/env node\n${start}\n`, { mode: 0o755 });
writeFileSync(join(dist, "child.cjs"), `require("./load.cjs").load("./${child.fileName}");\n`);
const names = api.exports.join(", ");
writeFileSync(
  join(dist, "index.js"),
  `import { load } from "./load.cjs";\n\nexport const { ${names} } = load("./${api.fileName}");\n`,
);
await writeTypes("generator/index.ts", "dist/types");
