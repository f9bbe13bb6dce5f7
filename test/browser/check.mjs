// `npm run test:browser`: generated packages and the reference site in a headless Chromium, under strict policies, and descriptions in the viewers that people use.

import { findChromium, withChromium } from "./chromium.mjs";
import { generatedPackages, serve } from "./server.mjs";
import { checkSite } from "./site.mjs";
import { checkViewers } from "./viewers.mjs";

const seconds = 240;
const program = findChromium();
process.exitCode = program === undefined ? 1 : await withChromium(program, check);

/** Prints a line for each package, each thing that readers of the site do and each viewer, and returns the exit code. */
async function check(browser) {
  const packages = await checkPackages(browser);
  process.stdout.write(table(["package", "definitions tried in Chromium"], packages));
  const how = { screenshots: process.argv.includes("--screenshots") };
  const site = await checkSite(browser, how);
  process.stdout.write(`\n${table(["reference site", "times"], site)}`);
  const viewers = await checkViewers(browser, how);
  process.stdout.write(`\n${table(["viewer of OpenAPI", "times"], viewers)}`);
  return [...packages, ...site, ...viewers].some(({ faults }) => faults.length > 0) ? 1 : 0;
}

async function checkPackages(browser) {
  const packages = generatedPackages();
  const server = await serve(packages);
  const page = await browser.newPage();
  try {
    await page.goto(server.url);
    const results = await Promise.race([server.reported, late()]);
    const untried = packages.filter(({ name }) => !results.some((one) => one.name === name));
    return [...results, ...untried.map(({ name }) => fault(name, "it was not tried"))];
  } finally {
    await page.close();
    server.close();
  }
}

function late() {
  return new Promise((resolve) => {
    const what = `nothing was reported for ${seconds} seconds`;
    setTimeout(() => resolve([fault("the browser", what)]), seconds * 1000).unref();
  });
}

function fault(name, what) {
  return { name, tried: 0, faults: [what] };
}

function table([what, count], results) {
  const rows = results.map(({ name, tried, faults }) => {
    const verdict =
      faults.length === 0 ? "good" : faults.slice(0, 10).join("; ").replaceAll(/\s+/g, " ");
    return `| ${name} | ${tried} | ${verdict} |`;
  });
  return [`| ${what} | ${count} | |`, "|---|---:|---|", ...rows, ""].join("\n");
}
