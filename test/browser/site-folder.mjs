// The site that the browser check opens: of the shipped catalogs, the one with every key, one that means harm, and one of 3,000 codes.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { generate } from "../../dist/index.js";
import { syntheticCatalog } from "../bench/synthetic.mjs";
import { listen } from "./server.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pwn = "globalThis.pwned=1";

/** Texts that try to become markup or scripts. */
const harm = [
  `<script>${pwn}</script>`,
  `"><img src=x onerror="${pwn}">`,
  `</title></style></textarea></pre></code><svg onload=${pwn}>`,
  `![a](https://evil.example/track.png)`,
  `</article></main><base href="https://evil.example/">`,
  `&#60;script&#62;${pwn}&#60;/script&#62;`,
];

/** Makes the site in a temporary folder; returns its folder and URL, the paths of its pages, and how to remove it. */
export async function siteFolder() {
  const cwd = mkdtempSync(join(tmpdir(), "faultbook-site-"));
  mkdirSync(join(cwd, "catalog"));
  cpSync(join(root, "catalog"), join(cwd, "catalog"), { recursive: true });
  cpSync(join(root, "examples/catalog/every-key.yaml"), join(cwd, "catalog/harbor.yaml"));
  writeFileSync(join(cwd, "catalog/synthetic.yaml"), syntheticCatalog(3000));
  writeFileSync(join(cwd, "catalog/hostile.json"), JSON.stringify(hostileCatalog()));
  writeFileSync(join(cwd, "catalog/odd.json"), JSON.stringify(oddCatalog()));
  mkdirSync(join(cwd, "catalog/locales/de"));
  writeFileSync(join(cwd, "catalog/locales/de/hostile.json"), JSON.stringify(hostileLocale()));
  const config = { emitters: { site: { title: "API errors" }, package: { scope: "@acme" } } };
  writeFileSync(join(cwd, "faultbook.config.json"), JSON.stringify(config));
  const outcome = await generate({ cwd });
  const errors = outcome.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const folder = join(cwd, "generated/site");
  const ids = ["cobo-waas1", "cobo-waas2", "coinbase-cdp", "coinw", "harbor", "hostile", "odd"];
  return {
    folder,
    url: pathToFileURL(`${folder}/`).href,
    pages: [
      "index.html",
      ...ids.map((id) => `${id}/index.html`),
      ...["coinw/index.zh-CN.html", "hostile/index.de.html"],
    ],
    large: { ours: "synthetic/index.html", plain: "plain.html" },
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  };
}

/** Codes of all characters, codes with facts of their own, shared and removed ones. */
function oddCatalog() {
  const own = { code: "is_old", retry: "never", summary: "An old one." };
  const deprecated = { since: "1.0.0", reason: "Nobody sends it." };
  const definitions = {
    Quoted: { code: 'a "b', kind: "not-found", status: 404, summary: "With a quote." },
    Spaced: { code: "a b", kind: "not-found", status: 404, summary: "With a space." },
    Long: { code: 9007199254740, kind: "conflict", status: 400, summary: "A long number." },
    Short: { code: 409, kind: "conflict", status: 400, summary: "A code like a status." },
    Several: {
      code: ["is_new", { ...own, deprecated }],
      kind: "unavailable",
      status: 503,
      summary: "A new one.",
    },
    Shared: { code: "both", kind: "not-found", summary: "One.", match: { status: 404 } },
    Other: { code: "both", kind: "conflict", status: 409, summary: "Another." },
  };
  return {
    id: "odd",
    title: "Odd",
    version: "1.0.0",
    prefix: "Odd",
    codeType: "mixed",
    envelopes: { Standard: { code: "/code", message: "/message" } },
    definitions,
    reserved: [
      { code: "old code", reason: "Removed in 1.0.0: use is_new." },
      { code: "old_amount", reason: "Removed." },
      { codes: { from: 7000, to: 7999 }, reason: "Codes of the old service." },
    ],
  };
}

function hostileCatalog() {
  const definitions = harm.map((text, i) => [
    `Harm${i}`,
    {
      code: text.trim(),
      kind: "not-found",
      summary: text,
      title: text,
      description: text,
      causes: [text, `- ${text}`],
      resolution: [text],
      message: text.replaceAll(/[{}]/g, ""),
    },
  ]);
  return {
    id: "hostile",
    title: `Hostile ${harm[0]}`,
    version: "1.0.0",
    prefix: "Hostile",
    codeType: "string",
    description: harm.join("\n\n"),
    envelopes: { Standard: { code: "/code", message: "/message" } },
    definitions: Object.fromEntries(definitions),
  };
}

/** The same texts, each at another error. */
function hostileLocale() {
  const definitions = harm.map((_, i) => {
    const text = harm[(i + 1) % harm.length];
    return [`Harm${i}`, { summary: text, title: text, description: text, resolution: [text] }];
  });
  return { title: harm[0], definitions: Object.fromEntries(definitions) };
}

/** Serves a folder on a port of its own; `plain.html` has as many characters as the page of 3,000 codes, in paragraphs. */
export function serveSite(folder) {
  const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };
  return listen((request, response) => {
    const path = new URL(request.url, "http://127.0.0.1").pathname;
    try {
      const body = path === "/plain.html" ? plain(folder) : readFileSync(join(folder, path));
      response.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
}

function plain(folder) {
  const { length } = readFileSync(join(folder, "synthetic/index.html"));
  const paragraph = `<p>${"the words of a page ".repeat(50)}</p>\n`;
  return `<!doctype html>\n<title>Words</title>\n${paragraph.repeat(length / paragraph.length)}`;
}
