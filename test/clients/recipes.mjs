// The recipe that docs/packages.md has for each client, run on the real client; and what a logger prints of an exception.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const page = readFileSync(join(import.meta.dirname, "../../docs/packages.md"), "utf8");

/** The recipes of a client: each piece of code in the row of the table that names it. */
function recipesOf(client) {
  const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const names = (cell) => cell.split(", ").map((name) => name.replace(/`| \d+$/g, ""));
  const row = rows.find((cells) => cells.length === 4 && names(cells[1]).includes(client));
  if (row === undefined) throw new Error(`docs/packages.md has no recipe for ${client}.`);
  return codeIn(row[2]);
}

/** The recipe for a client that threw something and is in no row. */
const unanswered = codeIn(page.match(/^If a request gets no response.*$/m)[0]);

function codeIn(text) {
  const pieces = [...text.matchAll(/`((?:await )?[a-z]*…[^`]*\))`/g)].map(([, code]) => code);
  if (pieces.length === 0) throw new Error(`There is no code in "${text}".`);
  return pieces.map((code) =>
    code.replaceAll("parse…Error", "parseCoinwError").replaceAll("…ErrorFrom", "coinwErrorFrom"),
  );
}

/** How each client asks, and where its recipe stands: RECIPE with what it got, CAUSE with what it threw. */
const clients = {
  fetch: `const response = await fetch(url).catch((error) => ({ error }));
if (response.error) { const { error } = response; return CAUSE; }
return RECIPE;`,
  ky: `import ky from "ky";
try { await ky(url, { retry: 0 }); } catch (error) { return RECIPE; }`,
  axios: `import axios from "axios";
try { await axios.get(url); } catch (error) { return RECIPE; }`,
  got: `import got from "got";
try { await got(url, { retry: { limit: 0 } }); } catch (error) { return RECIPE; }`,
  "undici request": `import { request } from "undici";
let answer;
try { answer = await request(url); } catch (error) { return CAUSE; }
const { statusCode, headers, body } = answer;
return RECIPE;`,
  ofetch: `import { ofetch } from "ofetch";
try { await ofetch(url, { retry: 0 }); } catch (error) { return RECIPE; }`,
  "node:http": `import { get } from "node:http";
let message;
try {
  message = await new Promise((resolve, reject) => get(url, resolve).on("error", reject));
} catch (error) { return CAUSE; }
let text = "";
for await (const part of message.setEncoding("utf8")) text += part;
return RECIPE;`,
};

/** The fetches that \`…ErrorFromResponse\` takes besides. */
for (const name of ["node-fetch2", "node-fetch3", "cross-fetch"])
  clients[name] = clients.fetch.replace(/^/, `import fetch from "${name}";\n`);

/** A server that refuses all, and what a client must make of that, and of a port where no server is. */
const script = (body, recipe) => {
  const lines = body.replaceAll("RECIPE", recipe).replaceAll("CAUSE", unanswered[0]).split("\n");
  const isImport = (line) => line.startsWith("import ");
  return `import assert from "node:assert";
import { createServer } from "node:http";
import { coinwErrorFromResponse, parseCoinwError, retryAdvice } from "@esm/coinw";
${lines.filter(isImport).join("\n")}

async function ask(url) {
  ${lines.filter((line) => !isImport(line)).join("\n  ")}
}

const server = createServer((_, response) => {
  response.writeHead(429, { "content-type": "application/json", "retry-after": "7" });
  response.end(JSON.stringify({ code: 29001, msg: "slow down" }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = \`http://127.0.0.1:\${server.address().port}/\`;
const { name, status, message, retryAfter } = await ask(url);
assert.deepStrictEqual(
  { name, status, message, retryAfter },
  { name: "RateLimitExceededError", status: 429, message: "slow down", retryAfter: 7 },
);
server.closeAllConnections();
await new Promise((resolve) => server.close(resolve));
const silent = await ask(url);
assert.deepStrictEqual([silent.name, silent.kind], ["UnknownCoinwError", "unavailable"]);
const first = { attempt: 1, now: 0 };
assert.strictEqual(retryAdvice(silent, { idempotent: false, ...first }).retry, false);
assert.strictEqual(retryAdvice(silent, { idempotent: true, ...first }).retry, true);
process.exit(0);
`;
};

/** Runs each recipe of a client; the first that fails is the result. */
const clientEnvironments = Object.entries(clients).map(([client, body]) => ({
  name: client,
  uses: { "undici request": "undici", fetch: "node24", "node:http": "node24" }[client] ?? client,
  works: (project) => {
    const isOther = /-fetch/.test(client);
    const recipes = recipesOf(isOther ? "fetch" : client);
    const results = recipes.map((recipe, i) => {
      project.write({ [`${i}.mjs`]: script(body, recipe) });
      return project.run(project.tool("node24/bin/node"), [`${i}.mjs`]);
    });
    return { recipe: results.find(({ code }) => code !== 0) ?? results[0] };
  },
}));

/** A log line has the facts of an exception and its safe params, and nothing else of what it holds. */
const log = `import assert from "node:assert";
import pino from "pino";
import { LimitExceededError, parseBankError } from "@esm/bank";

const lines = [];
const logger = pino({ base: null, timestamp: false }, { write: (line) => lines.push(line) });
const body = { code: "limit", message: "ann may send 5 EUR.", secret: "hush" };
const parsed = parseBankError({ status: 409, headers: { "x-request-id": "r1" }, body });
const built = new LimitExceededError({ params: { owner: "ann", limit: 5 }, requestId: "r1" });
for (const error of [parsed, built]) {
  assert.strictEqual(error.params.owner, "ann");
  logger.error(error);
  logger.child({ of: "payments" }).warn({ err: error }, "refused");
}
assert.strictEqual(lines.length, 4);
for (const line of lines) {
  const { err } = JSON.parse(line);
  const { code, kind, retry, effect, requestId, safeParams } = err;
  assert.deepStrictEqual(
    { code, kind, retry, effect, requestId, safeParams },
    { code: "limit", kind: "quota-exceeded", retry: "never", effect: "none", requestId: "r1", safeParams: { limit: 5 } },
  );
  assert.match(err.type, /LimitExceededError/);
  assert.doesNotMatch(line, /hush/);
}
for (const line of lines.slice(2)) assert.doesNotMatch(line, /ann/);
`;

/** The catalog of the exceptions that are logged. */
export const bank = `id: bank
title: Bank
version: 1.0.0
prefix: Bank
codeType: string
envelopes: { Body: { code: /code, message: /message, requestId: "header:x-request-id" } }
definitions:
  LimitExceeded:
    code: limit
    kind: quota-exceeded
    retry: never
    summary: The limit was exceeded.
    status: 409
    message: "{owner} may send {limit} EUR."
    params:
      owner: { type: string }
      limit: { type: integer, safe: true }
`;

export const recipes = [
  ...clientEnvironments,
  {
    name: "pino",
    uses: "pino",
    works: (project) => {
      project.write({ "log.mjs": log });
      return { log: project.node(["log.mjs"]) };
    },
  },
];
