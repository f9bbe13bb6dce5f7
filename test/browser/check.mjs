// `npm run test:browser`: generated packages in a headless Chromium, imported by a page through an import map and under a strict policy.

import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { generatedPackages, serve } from "./server.mjs";

const seconds = 120;
const names = ["chromium", "chromium-browser", "google-chrome"];
const program = process.env.CHROME_PATH ?? names.map(onPath).find((path) => path !== undefined);

if (program === undefined) {
  const install = "apt-get install --no-install-recommends chromium";
  process.stderr.write(
    `There is no ${names.join(", ")} on the PATH. Install one (${install}), or set CHROME_PATH.\n`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await check(program);
}

function onPath(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Runs the page in a browser, prints a line for each package, and gives the exit code. */
async function check(program) {
  const packages = generatedPackages();
  const server = await serve(packages);
  const profile = mkdtempSync(join(tmpdir(), "faultbook-browser-"));
  const browser = start(program, { url: server.url, profile });
  try {
    const results = await Promise.race([server.reported, browser.ended, late()]);
    process.stdout.write(table(results));
    const missing = packages.filter(({ name }) => !results.some((one) => one.name === name));
    const bad = results.some(({ faults }) => faults.length > 0) || missing.length > 0;
    if (missing.length > 0) {
      const untried = missing.map(({ name }) => name).join(", ");
      process.stderr.write(`${browser.said()}\nnot tried: ${untried}\n`);
    }
    return bad ? 1 : 0;
  } finally {
    await browser.stop();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

function start(program, { url, profile }) {
  const flags = [
    ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
    ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ...["--disable-default-apps", "--disable-extensions", "--disable-breakpad", "--no-pings"],
    ...["--disable-dev-shm-usage", "--no-default-browser-check", "--no-proxy-server"],
    // Nothing but this page's server has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    `--user-data-dir=${profile}`,
  ];
  const own = { HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile };
  const child = spawn(program, [...flags, url], {
    // A group of its own, so that its helpers end with it.
    detached: true,
    env: { ...process.env, ...own },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said = (said + text).slice(-4000);
    });
  }
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve(String(error)));
    child.once("exit", (code, signal) => resolve(`it ended early (${code ?? signal})`));
  });
  return {
    ended: exited.then(fault),
    said: () => said,
    stop: async () => {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended already, or never started.
      }
      await exited;
    },
  };
}

function late() {
  return new Promise((resolve) => {
    const what = `nothing was reported for ${seconds} seconds`;
    setTimeout(() => resolve(fault(what)), seconds * 1000).unref();
  });
}

function fault(what) {
  return [{ name: "the browser", tried: 0, faults: [what] }];
}

function table(results) {
  const rows = results.map(({ name, tried, faults }) => {
    const verdict =
      faults.length === 0 ? "good" : faults.slice(0, 10).join("; ").replaceAll(/\s+/g, " ");
    return `| ${name} | ${tried} | ${verdict} |`;
  });
  return ["| package | definitions tried in Chromium | |", "|---|---:|---|", ...rows, ""].join(
    "\n",
  );
}
