// The server of the browser check: pages under a strict policy, the generated packages as they are published, and their fixtures as real answers.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const generated = fileURLToPath(new URL("../../generated/", import.meta.url));
const nonce = "faultbook";
const policy = [
  "default-src 'none'",
  `script-src 'self' 'nonce-${nonce}'`,
  ...["connect-src", "frame-src", "worker-src"].map((one) => `${one} 'self'`),
  "base-uri 'none'",
].join("; ");

/** Returns every generated package: its name, its modules by the names that import them, and whether it is of one catalog. */
export function generatedPackages() {
  return readdirSync(generated)
    .filter((name) => existsSync(join(generated, name, "package.json")))
    .map((id) => {
      const text = readFileSync(join(generated, id, "package.json"), "utf8");
      const { name, exports, faultbook } = JSON.parse(text);
      const modules = Object.entries(exports)
        .filter(([, target]) => target.default?.endsWith(".js"))
        .map(([path, target]) => [
          name + path.slice(1),
          `/packages/${id}${target.default.slice(1)}`,
        ]);
      return {
        id,
        name,
        modules: Object.fromEntries(modules),
        ofCatalog: faultbook?.catalog !== undefined,
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Serves the check on a port of its own, and gives its address and what the page reports. */
export async function serve(packages) {
  const imports = Object.assign({}, ...packages.map(({ modules }) => modules));
  const served = new Set(Object.values(imports).map((path) => path.replace(/[^/]+$/, "")));
  const strangers = [];
  let tell;
  const reported = new Promise((resolve) => {
    tell = resolve;
  });
  const html = (script) =>
    `<!doctype html><meta charset="utf-8"><title>Faultbook</title>
<script type="importmap" nonce="${nonce}">${JSON.stringify({ imports })}</script>
<script type="module" src="/${script}"></script>`;
  const pages = { "/": html("page.js"), "/frame": html("frame.js") };

  const answer = async ({ method, url }, body) => {
    if (url in pages) return { type: "text/html", body: pages[url] };
    if (url === "/packages.json")
      return { type: "application/json", body: JSON.stringify(packages) };
    if (url === "/favicon.ico") return { status: 204, type: "image/x-icon" };
    if (url === "/report" && method === "POST") {
      tell([...JSON.parse(body), ...strangers]);
      return { status: 204, type: "text/plain" };
    }
    if (/^\/(?:page|frame|worker)\.js$/.test(url)) {
      return { type: "text/javascript", body: readFileSync(new URL(`.${url}`, import.meta.url)) };
    }
    const [, id, rest] = /^\/packages\/([^/]+)\/(dist\/(?:[\w-]+\/)*[\w-]+\.js)$/.exec(url) ?? [];
    if (id !== undefined && served.has(url.replace(/[^/]+$/, ""))) {
      return { type: "text/javascript", body: readFileSync(join(generated, id, rest)) };
    }
    const [, of, definition] = /^\/answers\/([^/]+)\/(\w+)$/.exec(url) ?? [];
    if (packages.some((one) => one.id === of)) return await answerOf(of, definition);
    strangers.push({ name: url, tried: 0, faults: ["nobody serves this"] });
    return { status: 404, type: "text/plain" };
  };

  const { url, close } = await listen(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const given = await answer(request, text).catch((error) => {
      strangers.push({ name: request.url, tried: 0, faults: [String(error)] });
      return { status: 500, type: "text/plain" };
    });
    const headers = { "content-security-policy": policy, "content-type": given.type };
    response.writeHead(given.status ?? 200, { ...headers, ...given.headers }).end(given.body);
  });
  return { url, reported, close };
}

/** Serves on a port of its own; returns the address, and how to end it. */
export async function listen(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

/** Answers as the API would: with a definition's fixture, with a proxy's page, or with a success. */
async function answerOf(id, definition) {
  if (definition === "proxy") {
    const headers = { "retry-after": "5" };
    return { status: 502, type: "text/html", headers, body: "<html>Bad gateway</html>" };
  }
  if (definition === "success") return { type: "application/json", body: '{"id":1}' };
  const url = pathToFileURL(join(generated, id, "dist/fixtures.js")).href;
  const [fixtures] = Object.values(await import(url));
  const { status, headers, body } = fixtures[definition];
  return { status, type: "application/json", headers, body: JSON.stringify(body) };
}
