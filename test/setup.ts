// The folder of one run of the tests: every temporary file is made in it, and it goes when all tests are done.

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The variable that names the folder of the run. */
export const folderVariable = "FAULTBOOK_TEST_FOLDER";

/** Makes the folder before the first test, and returns what removes it after the last. */
export default function setup(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "faultbook-tests-")));
  process.env[folderVariable] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
