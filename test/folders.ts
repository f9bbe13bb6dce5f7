// The folder of one run of the tests: every temporary file is made in it, and it goes when all tests are done.

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const variable = "FAULTBOOK_TEST_FOLDER";

/** Makes the folder before the first test, and gives what removes it after the last. */
export default function setup(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "faultbook-tests-")));
  process.env[variable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Makes a new folder in that of the run; no link is on its way. */
export function newFolder(): string {
  return mkdtempSync(join(process.env[variable] ?? tmpdir(), "t-"));
}
