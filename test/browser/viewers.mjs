// Synced descriptions as people see them: in Redoc, Swagger UI and Scalar.

import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { descriptionsFolder } from "./descriptions.mjs";
import { readRedoc, readScalar, readSwagger } from "./read-viewers.mjs";
import { listen } from "./server.mjs";
import { viewerFolder } from "./viewer-files.mjs";

const images = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const viewers = {
  Redoc: {
    name: "redoc",
    head: '<script src="/redoc/bundles/redoc.standalone.js"></script>',
    start: (url) =>
      `Redoc.init(${url}, { expandResponses: "all", jsonSamplesExpandLevel: "all", disableSearch: true }, document.getElementById("app"))`,
    read: readRedoc,
  },
  "Swagger UI": {
    name: "swagger-ui-dist",
    head: `<link rel="stylesheet" href="/swagger-ui-dist/swagger-ui.css">
<script src="/swagger-ui-dist/swagger-ui-bundle.js"></script>`,
    start: (url) =>
      `SwaggerUIBundle({ url: ${url}, dom_id: "#app", docExpansion: "full", defaultModelExpandDepth: 9, defaultModelsExpandDepth: -1 })`,
    read: readSwagger,
  },
  Scalar: {
    name: "@scalar/api-reference",
    head: '<script src="/@scalar/api-reference/dist/browser/standalone.js"></script>',
    start: (url) =>
      `Scalar.createApiReference("#app", { url: ${url}, telemetry: false, withDefaultFonts: false, agent: { disabled: true }, showDeveloperTools: "never", hideModels: true, defaultOpenAllTags: true, expandAllResponses: true })`,
    read: readScalar,
  },
};

/** Returns what each viewer shows of the descriptions: its name, how much was looked at, and the faults. */
export async function checkViewers(browser, { screenshots }) {
  const descriptions = await descriptionsFolder();
  const server = await serve(descriptions.folder);
  const results = [];
  try {
    for (const name of Object.keys(viewers)) {
      const result = { name, tried: 0, faults: [] };
      for (const description of descriptions.all)
        await withViewer({ browser, server, name, description, result }, tryViewer);
      results.push(result);
    }
    if (screenshots) await takeScreenshots({ browser, server, descriptions });
  } finally {
    server.close();
    descriptions.remove();
  }
  return results;
}

/** Compares what a viewer shows of each response with what the description says. */
async function tryViewer(page, { name, description: { path, responses }, result }) {
  const rest = await page.evaluate(viewers[name].read, responses.length);
  for (const wanted of responses) {
    const expect = (holds, what) => {
      result.tried++;
      if (!holds) result.faults.push(`${path}, ${wanted.status}: ${what}`);
    };
    // A status is there once in each operation, and the operations are in order.
    const [found] = rest.splice(
      rest.findIndex(({ status }) => status === wanted.status),
      1,
    );
    expect(found?.status === wanted.status, "it is not there");
    if (found?.status !== wanted.status) continue;
    const text = plain(found.text);
    for (const line of wanted.lines) expect(text.includes(plain(line)), `"${line}" is not there`);
    const marks = /\*\*|\|[-:]+\||`|\]\(|&#?\w+;/.exec(text)?.[0];
    expect(marks === undefined, `"${marks}" is not rendered`);
    if (wanted.isList) expect(found.html.includes("<li>"), "its list is not rendered");
    if (!wanted.hasBody) continue;
    expect(found.fields.length > 0, "it has no schema");
    expect(!found.fields.includes(0), `${found.choices[found.fields.indexOf(0)]} is empty`);
    // Redoc chooses by code where it can, and Swagger UI begins each title with a capital.
    const shown = found.choices.join("\n").toLowerCase();
    const isThere = (label) => shown.includes(label.toLowerCase());
    const missing = wanted.titles.filter((one) => !isThere(one));
    const isOffered =
      missing.length === 0 || (wanted.codes.length > 0 && wanted.codes.every(isThere));
    expect(isOffered, `there is no choice of ${missing}`);
    if (wanted.sample !== undefined) {
      const isSame = isDeepStrictEqual(parsed(found.sample), wanted.sample);
      expect(isSame, `the sample is ${found.sample}`);
    }
  }
}

function plain(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Opens a description in a viewer; whatever the viewer complains of is a fault. */
async function withViewer({ browser, server, ...given }, use) {
  const { name, description, result } = given;
  const page = await browser.newPage();
  const complain = (what) => result.faults.push(`${description.path}: ${what}`);
  page.on("pageerror", ({ message }) => complain(message));
  page.on("console", (message) => {
    // Redoc asks for its logo, which is not on this machine.
    const isOwn = message.location().url?.startsWith(server.url) !== false;
    if (message.type() === "error" && isOwn) complain(message.text());
  });
  try {
    await page.setViewport({ width: 1280, height: 900 });
    const url = `${server.url}${encodeURIComponent(name)}/${description.path}`;
    await page.goto(url, { timeout: 120_000 });
    await use(page, given);
  } catch (error) {
    complain(String(error?.stack ?? error));
  } finally {
    await page.close();
  }
}

/** Serves the pages of the viewers, the files of the viewers, and the descriptions. */
function serve(folder) {
  const types = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
  };
  return listen((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname).slice(1);
    const answer = (body, type) => response.writeHead(200, { "content-type": type }).end(body);
    const [first, file] = path.split("/");
    if (first in viewers) return answer(pageOf(viewers[first], file), types[".html"]);
    if (path === "favicon.ico") return answer("", "image/x-icon");
    const viewer = Object.values(viewers).find(({ name }) => path.startsWith(`${name}/`));
    const from = viewer === undefined ? folder : viewerFolder(viewer.name);
    const inside = viewer === undefined ? path : path.slice(viewer.name.length + 1);
    try {
      answer(readFileSync(join(from, inside)), types[extname(path)] ?? "text/plain");
    } catch {
      response.writeHead(404).end();
    }
  });
}

function pageOf({ head, start }, file) {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>API</title>
<body style="margin: 0"><div id="app"></div>
${head}
<script>${start(JSON.stringify(`/${file}`))}</script>`;
}

/** Writes the screenshots that the documentation shows: a hand-written response beside ours. */
async function takeScreenshots({ browser, server, descriptions }) {
  const description = descriptions.all.find(({ path }) => path === "bank.yaml");
  for (const name of ["Redoc", "Scalar"]) {
    const given = { browser, server, name, description, result: { faults: [] } };
    await withViewer(given, async (page) => {
      await page.waitForFunction(showStatus, {}, "409");
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await page.screenshot({ path: `${images}openapi-${name.toLowerCase()}.png` });
    });
  }
}

/** Scrolls to a response and opens its sample, once the viewer has drawn it; runs in the page. */
function showStatus(status) {
  const drawn = (selector) =>
    [...document.querySelectorAll(selector)].filter(
      (one) => one.textContent.match(/\d(?:XX|\d\d)/)?.[0] === status,
    );
  const [place] = drawn("button strong, li.parameter-item .property-name");
  const [tab] = drawn("[role=tab]");
  tab?.click();
  place?.scrollIntoView({ block: "center" });
  return place !== undefined && tab !== undefined;
}
