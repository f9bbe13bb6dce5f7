// Modules that wait for what never comes: Node.js has nothing left to do then and would end in silence.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { project, quiet } from "../emit/own-project.ts";
import { run, start } from "../hostile/project.ts";

const mjs = "faultbook.config.mjs";
const never = "await new Promise(() => {});\n";

async function told(
  files: Readonly<Record<string, string>>,
  command = "validate",
): Promise<string> {
  const { code, stdout, stderr } = await run([command], { cwd: project(files) });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  return stderr;
}

const help =
  "  help: Node.js has nothing left to do that could settle it: resolve or reject it on every way through the module.\n\n1 error\n";

describe.concurrent("it is told", () => {
  test("which of the modules of a configuration waits, and where", async () => {
    const files = {
      [mjs]: 'import "./a.ts";\nimport "./b.mjs";\nexport default await {};\n',
      "a.ts": `import "./b.mjs";\nexport const a: number = 1;\n${never}`,
      "b.mjs": "export const b = await 1;\n",
    };
    expect(await told(files)).toBe(
      `error[module-unsettled]: The module "${mjs}" cannot be loaded: "a.ts" awaits a promise that never settles.
  --> a.ts:3:1
  3 | await new Promise(() => {});
    | ^^^^^
${help}`,
    );
  });

  test("that what a module exports by default never comes", async () => {
    const files = { [mjs]: "const a = new Promise(() => {});\nexport default a;\n" };
    expect(await told(files)).toBe(
      `error[module-unsettled]: The module "${mjs}" cannot be loaded: its default export is a promise that never settles.
  --> ${mjs}:2:1
  2 | export default a;
    | ^^^^^^^^^^^^^^
${help}`,
    );
  });

  test("that a package waits, at the module that imports it", async () => {
    const files = {
      [mjs]: 'import "waiting";\nexport default {};\n',
      "node_modules/waiting/package.json": '{ "type": "module", "exports": "./a.js" }',
      "node_modules/waiting/a.js": never,
    };
    expect(await told(files)).toBe(
      `error[module-unsettled]: The module "${mjs}" cannot be loaded: a package that it imports awaits a promise that never settles.
  --> ${mjs}:1:1
  1 | import "waiting";
    | ^
${help}`,
    );
  });

  test("that the module of an emitter waits, at one of two places", async () => {
    const files = {
      "faultbook.config.yaml": `emitters: { ${quiet}, custom: [{ module: ./list.mjs }] }\n`,
      "list.mjs": `await 1;\n${never}export default {};\n`,
    };
    expect(await told(files, "generate")).toBe(
      `error[module-unsettled]: The module "list.mjs" cannot be loaded: it awaits a promise that never settles.
  --> list.mjs:1:1
  1 | await 1;
    | ^
${help}`,
    );
  });

  test("while watching too, and the module can be mended", async () => {
    const cwd = project({ [mjs]: `${never}export default {};\n` });
    const child = start(["generate", "--watch"], { cwd });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    try {
      const poll = expect.poll(() => said, { timeout: 10_000 });
      await poll.toContain("it awaits a promise that never settles");
      writeFileSync(join(cwd, mjs), `export default { emitters: { ${quiet} } };\n`);
      await poll.toContain("1 catalog, 1 definition: 1 created");
    } finally {
      child.kill();
    }
  });
});
