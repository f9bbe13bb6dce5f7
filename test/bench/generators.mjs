// The peers of `generate`: other generators on the OpenAPI document, or the schemas, that Faultbook made of the same catalog.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";

const libraries = ["", "../../"].map((place) =>
  fileURLToPath(new URL(`${place}node_modules/`, import.meta.url)),
);

/** The program of a peer, which is installed for the benchmark or for the whole project. */
function programOf(path) {
  return libraries.map((one) => join(one, path)).find((one) => existsSync(one)) ?? path;
}

/**
 * Writes what the peers read, and gives the command of each by its name; it starts without output, as `generate` does.
 * Some of them make only what an operation refers to, so there is one that can give every error.
 */
export function generatorPeers(cwd) {
  const made = readFileSync(join(cwd, "generated/synthetic/openapi.yaml"), "utf8");
  const { components } = load(made);
  const spec = join(cwd, "peers.openapi.yaml");
  writeFileSync(spec, made.replace(/^components:$/m, `${pathsOf(components)}components:`));
  const schema = join(cwd, "peers.schema.json");
  writeFileSync(schema, JSON.stringify(schemaOf(components)));
  const peer = ([name, program, args]) => {
    const into = join(cwd, "peers", name.replace("/", "-"));
    const before = () => {
      rmSync(into, { recursive: true, force: true });
      mkdirSync(into, { recursive: true });
    };
    return [name, { args: [programOf(program), ...args(into)], cwd, before }];
  };
  const peers = [
    ["openapi-typescript", "openapi-typescript/bin/cli.js", (to) => [spec, "-o", join(to, "a.ts")]],
    [
      "@hey-api/openapi-ts",
      "@hey-api/openapi-ts/bin/run.js",
      (to) => ["-i", spec, "-o", to, "-p", "@hey-api/typescript", "--no-log-file"],
    ],
    ["oazapfts", "oazapfts/dist/cli.js", (to) => [spec, join(to, "a.ts")]],
    [
      "json-schema-to-typescript",
      "json-schema-to-typescript/dist/src/cli.js",
      (to) => ["--unreachableDefinitions", "-i", schema, "-o", join(to, "a.ts")],
    ],
  ];
  return Object.fromEntries(peers.map(peer));
}

/** Gives the YAML of one operation that answers with every response component. */
function pathsOf({ responses }) {
  const keys = Object.keys(responses).map((name) => {
    const status = /\d(?:\d\d|XX)$/i.exec(name)?.[0] ?? "default";
    return `        "${status}": { $ref: "#/components/responses/${name}" }\n`;
  });
  const operation = "paths:\n  /transfers:\n    post:\n      operationId: createTransfer\n";
  return `${operation}      responses:\n${keys.join("")}`;
}

/** Gives the schemas as one JSON Schema. */
function schemaOf({ schemas }) {
  const text = JSON.stringify(schemas).replaceAll("#/components/schemas/", "#/definitions/");
  return { title: "Synthetic", type: "object", definitions: JSON.parse(text) };
}
