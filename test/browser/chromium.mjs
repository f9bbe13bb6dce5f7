// The Chromium of the browser checks: where it is, and one run of it that reaches nothing but this machine.

import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { launch } from "puppeteer-core";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** Returns the path of a Chromium, or undefined after saying how to get one. */
export function findChromium() {
  const found = process.env.CHROME_PATH ?? names.map(onPath).find((path) => path !== undefined);
  if (found === undefined) {
    const install = "apt-get install --no-install-recommends chromium";
    process.stderr.write(
      `There is no ${names.join(", ")} on the PATH. Install one (${install}), or set CHROME_PATH.\n`,
    );
  }
  return found;
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

/** Runs a function with a browser that has a profile of its own, and ends it. */
export async function withChromium(executablePath, use) {
  const profile = mkdtempSync(join(tmpdir(), "faultbook-browser-"));
  const own = { HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile };
  const browser = await launch({
    executablePath,
    userDataDir: join(profile, "chromium"),
    env: { ...process.env, ...own },
    protocolTimeout: 300_000,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-proxy-server", "--no-pings"],
      // Nothing but the servers of the checks has an address.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      // Screenshots look alike on every machine that has these fonts.
      ...["--font-render-hinting=none", "--force-color-profile=srgb", "--hide-scrollbars"],
    ],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
