// The folder of one run of the tests: every temporary file is made in it, and it goes when all tests are done.

import { existsSync, mkdtempSync, realpathSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The variable that names the folder of the run. */
export const folderVariable = "FAULTBOOK_TEST_FOLDER";

/** Where Linux keeps files in memory: a tenth of the time would go into waiting for a disk. */
const memory = "/dev/shm";
const needed = 2 ** 31;

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > needed;
}

/** Makes the folder before the first test, and returns what removes it after the last. */
export default function setup(): () => void {
  const parent = hasRoom(memory) ? memory : tmpdir();
  const folder = realpathSync(mkdtempSync(join(parent, "faultbook-tests-")));
  process.env[folderVariable] = folder;
  // For what asks the system, as child processes do.
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
