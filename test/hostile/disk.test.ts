// Hostile folders: links that leave, runs that are killed, files that are none, and surroundings that must change nothing.

import { execFileSync } from "node:child_process";
import fs, {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  attempt,
  definition,
  oneCatalog,
  project,
  put,
  run,
  snapshot,
  temporaryFolder,
  tiny,
  tinyWith,
} from "./project.ts";

test("S21: an output file that is a link to a file outside is refused, and the file stays", async () => {
  const outside = temporaryFolder();
  put(outside, { "precious.txt": "precious" });
  const cwd = project(oneCatalog(tiny));
  mkdirSync(join(cwd, "generated/tiny/src"), { recursive: true });
  symlinkSync(join(outside, "precious.txt"), join(cwd, "generated/tiny/src/codes.ts"));
  const before = [snapshot(cwd), snapshot(outside)];
  const { code, stdout, stderr } = await run(["generate"], { cwd });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain('error[output-link]: A symbolic link at "generated/tiny/src/codes.ts"');
  expect([snapshot(cwd), snapshot(outside)]).toEqual(before);
});

const links: readonly (readonly [what: string, path: string, target: string, code: string])[] = [
  ["a folder of outputs, to outside", "generated/tiny", "<outside>", "output-link"],
  ["an inner folder, to outside", "generated/tiny/src", "<outside>", "output-link"],
  ["a file, to nowhere", "generated/tiny/README.md", "<outside>/missing", "output-link"],
  ["a file, in a circle", "generated/tiny/README.md", "README.md", "output-link"],
  ["a file, to another file", "generated/tiny/README.md", ".keep", "output-not-a-file"],
  ["the manifest, to outside", "generated/tiny/.faultbook.json", "<outside>/x", "output-link"],
  ["the work folder, to outside", "generated/.faultbook", "<outside>", "output-link"],
];

test.each(links)("S21: a link in the place of %s, is refused", async (_, path, target, code) => {
  const outside = temporaryFolder();
  put(outside, { x: "{}" });
  const cwd = project({ ...oneCatalog(tiny), [join(path, "../.keep")]: "" });
  symlinkSync(target.replace("<outside>", outside), join(cwd, path));
  const before = [snapshot(cwd), snapshot(outside)];
  const ran = await attempt(cwd);
  expect(ran.diagnostics[0]?.code).toBe(code);
  expect(ran.text).toContain(path);
  expect([snapshot(cwd), snapshot(outside)]).toEqual(before);
});

test.each([
  ["the output folder itself", "generated"],
  ["a folder above it", "sub"],
])(
  "S21: a link out of the project in the place of %s needs the word of the configuration",
  async (_, link) => {
    const outside = temporaryFolder();
    const path = link === "sub" ? "sub/generated" : link;
    const config = (more: string) => ({
      "faultbook.config.yaml": `outputs: [{ path: ${path}${more} }]\n`,
    });
    const cwd = project({ ...oneCatalog(tiny), ...config("") });
    symlinkSync(outside, join(cwd, link));
    for (const more of ["", ", outside: false"]) {
      put(cwd, config(more));
      const { code, text } = await attempt(cwd);
      expect({ code, text }).toMatchObject({ code: 2, text: expect.stringContaining(path) });
      expect(text).toContain("error[path-behind-link]");
      expect(text).toContain("--> faultbook.config.yaml:1:19");
      expect(snapshot(outside)).toEqual({});
    }
    put(cwd, config(", outside: true"));
    expect((await attempt(cwd)).code).toBe(0);
    const folder = link === "sub" ? "generated/tiny" : "tiny";
    expect(existsSync(join(outside, folder, "src/codes.ts"))).toBe(true);
  },
);

test("S21: the output folder may be a link that stays in the project", async () => {
  const cwd = project({ ...oneCatalog(tiny), "real/.keep": "" });
  symlinkSync("real", join(cwd, "generated"));
  expect((await attempt(cwd)).code).toBe(0);
  expect(existsSync(join(cwd, "real/tiny/src/codes.ts"))).toBe(true);
});

const outputs: readonly string[] = [
  "../out",
  "a/../../out",
  "..",
  "/tmp/out",
  "C:/out",
  "a\\..\\b",
];

test.each(outputs)("S20: the output %j in the configuration is refused", async (output) => {
  const config = `output: ${JSON.stringify(output)}\n`;
  const cwd = project({ ...oneCatalog(tiny), "faultbook.config.yaml": config });
  const before = snapshot(cwd);
  const { code, text } = await attempt(cwd);
  expect(code).toBe(2);
  expect(text).toContain("--> faultbook.config.yaml:1:9");
  expect(text).toMatch(/"output"|The output folder/);
  expect(snapshot(cwd)).toEqual(before);
});

/** Makes a folder that holds so many bytes and no more; where no file system may be mounted, writing fails after so many. */
function smallFolder(folder: string, bytes: number): () => void {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder], {
      stdio: "pipe",
    });
    return () => execFileSync("umount", [folder]);
  } catch {
    const { writeFileSync } = fs;
    let left = bytes;
    const writing = (file: number | string, data: string | Uint8Array, options?: object): void => {
      if (typeof file === "number") left -= data.length;
      if (left < 0) throw Object.assign(new Error("no"), { code: "ENOSPC" });
      writeFileSync(file, data, options);
    };
    Object.assign(fs, { writeFileSync: writing });
    syncBuiltinESMExports();
    return () => {
      Object.assign(fs, { writeFileSync });
      syncBuiltinESMExports();
    };
  }
}

test("a disk that is full while files are streamed keeps all output folders as they were", {
  timeout: 60_000,
}, async () => {
  const entries = Array.from({ length: 400 }, (_, i) => definition(`Name${i}`, `code: ${i}`));
  const config = "outputs: [{ path: a }, { path: b }, { path: c }]\n";
  const cwd = project({ ...oneCatalog(tiny), "faultbook.config.yaml": config });
  mkdirSync(join(cwd, "b"));
  const restore = smallFolder(join(cwd, "b"), 600 * 1024);
  try {
    expect((await attempt(cwd)).text).toBe("");
    const before = snapshot(cwd);
    const large = oneCatalog([tiny, ...entries].join(""));
    put(cwd, large);
    const { code, text } = await attempt(cwd);
    expect(code).toBe(1);
    expect(text).toMatch(
      /Writing "[abc]\/tiny\/.*" failed: the disk is full\.\n {2}help: Nothing was changed\./,
    );
    put(cwd, oneCatalog(tiny));
    expect(snapshot(cwd)).toEqual(before);
    expect((await attempt(cwd)).text).toBe("");
  } finally {
    restore();
  }
});

const names = ["Zebra", "apple", "chata", "Chrt", "Cihla", "Éclair", "hora", "I", "i18n"];
const codes = names.map((name, i) => [name, `Name${"ZabcdCxhI"[i]?.toUpperCase()}${i}`] as const);

function words(order: readonly (readonly [string, string])[]): string {
  const entries = order.map(([code, name]) => definition(name, `code: ${code}`));
  return [
    tinyWith("codeType: integer", "codeType: string").replace("30014", "first"),
    ...entries,
  ].join("");
}

test("S23: order, language, time zone and folder change no byte", { timeout: 30_000 }, async () => {
  const shuffled = [...codes].sort((one, other) => hashOf(one[0]) - hashOf(other[0]));
  expect(shuffled).not.toEqual(codes);
  const cwd = project(oneCatalog(words(codes)));
  const folder = join(cwd, "generated");
  expect((await run(["generate"], { cwd, env: { LC_ALL: "C", TZ: "UTC" } })).code).toBe(0);
  const expected = snapshot(folder);
  const elsewhere = temporaryFolder();
  const config = join(cwd, "faultbook.config.yaml");
  const czech = { LC_ALL: "cs_CZ.UTF-8", LANG: "cs_CZ.UTF-8", LANGUAGE: "cs" };
  const rounds = [
    { order: shuffled, args: [], options: { cwd, env: czech } },
    {
      order: codes.toReversed(),
      args: [],
      options: { cwd, env: { TZ: "Pacific/Apia", LC_ALL: "tr_TR.UTF-8" } },
    },
    {
      order: codes,
      args: ["--config", config],
      options: { cwd: elsewhere, env: { TZ: "Asia/Kathmandu" } },
    },
  ];
  for (const { order, args, options } of rounds) {
    put(cwd, oneCatalog(words(order)));
    rmSync(folder, { recursive: true });
    const { code, stderr } = await run(["generate", ...args], options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(snapshot(folder)).toEqual(expected);
  }
  expect(snapshot(elsewhere)).toEqual({});
});

function hashOf(text: string): number {
  return [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1009, 7);
}

test("a byte order mark and other line ends change no byte", async () => {
  const cwd = project(oneCatalog(tiny));
  expect((await attempt(cwd)).code).toBe(0);
  const expected = snapshot(join(cwd, "generated"));
  for (const text of [
    `\ufeff${tiny}`,
    tiny.replaceAll("\n", "\r\n"),
    `\ufeff${tiny.replaceAll("\n", "\r\n")}`,
  ]) {
    put(cwd, oneCatalog(text));
    const { code, text: told } = await attempt(cwd);
    expect({ code, told }).toEqual({ code: 0, told: "" });
    expect(snapshot(join(cwd, "generated"))).toEqual(expected);
  }
});

test("a folder named like a catalog is told, not read", async () => {
  const cwd = project({
    "catalog/x.yaml/inner.yaml": tiny,
    "faultbook.config.yaml": "catalogs: catalog/x.yaml/inner.yaml/deeper\n",
  });
  const { code, text } = await attempt(cwd);
  expect(code).toBe(1);
  expect(text).toMatch(/"catalog\/x\.yaml\/inner\.yaml\/deeper" (?:cannot be read|does not exist)/);
  put(cwd, { "faultbook.config.yaml": "catalogs: catalog/x.yaml\n" });
  expect((await attempt(cwd)).code).toBe(0);
});

test("a pipe, a device or a circle of links in the place of a catalog is told at once", async () => {
  const cwd = project({ "catalog/.keep": "" });
  execFileSync("mkfifo", [join(cwd, "catalog/pipe.yaml")]);
  symlinkSync("/dev/zero", join(cwd, "catalog/device.yaml"));
  symlinkSync("circle.yaml", join(cwd, "catalog/circle.yaml"));
  symlinkSync("missing.yaml", join(cwd, "catalog/nowhere.yaml"));
  const { code, diagnostics, text } = await attempt(cwd);
  expect(code).toBe(1);
  expect(diagnostics.map((one) => one.code)).toEqual([
    ...["file-unreadable", "file-unreadable", "file-not-found", "file-unreadable"],
  ]);
  for (const name of ["pipe", "device", "circle", "nowhere"])
    expect(text).toContain(`"catalog/${name}.yaml"`);
});

test("a file in the place of the output folder, or of a folder in it, is told", async () => {
  for (const path of ["generated", "generated/tiny", "generated/tiny/src"]) {
    // The folder itself is named by the configuration.
    const expected = path === "generated" ? 2 : 1;
    const cwd = project({ ...oneCatalog(tiny), [path]: "mine" });
    const { code, diagnostics, text } = await attempt(cwd);
    expect(code).toBe(expected);
    expect(diagnostics.map((one) => one.code)).toContain("output-not-a-folder");
    expect(text).toContain(`"${path}"`);
    expect(readFileSync(join(cwd, path), "utf8")).toBe("mine");
  }
});

test("a folder in the place of an output file is told, and nothing is written", async () => {
  const cwd = project({ ...oneCatalog(tiny), "generated/tiny/README.md/mine.txt": "mine" });
  const before = snapshot(cwd);
  const { code, text } = await attempt(cwd);
  expect(code).toBe(1);
  expect(text).toContain('error[output-not-a-file]: "generated/tiny/README.md"');
  expect(snapshot(cwd)).toEqual(before);
});

const state = "generated/.faultbook/state.json";
const forged = '{"files":{},"pending":{"run":"../x","leads":true,"changes":[{"path":"../../x"}]}}';

test.each<readonly [what: string, make: (path: string, outside: string) => void]>([
  ["empty", (path) => writeFileSync(path, "")],
  ["half of one", (path) => writeFileSync(path, readFileSync(path).subarray(0, 100))],
  ["a list", (path) => writeFileSync(path, "[]")],
  ["one that leads outside", (path) => writeFileSync(path, forged)],
  [
    "a link to outside",
    (path, outside) => replaced(path, () => symlinkSync(join(outside, "x"), path)),
  ],
  ["a link to nowhere", (path) => replaced(path, () => symlinkSync("nowhere", path))],
  ["a pipe", (path) => replaced(path, () => execFileSync("mkfifo", [path]))],
  ["three gigabytes", (path) => truncateSync(path, 3e9)],
])("a state that is %s is told and made anew", async (_, make) => {
  const outside = temporaryFolder();
  put(outside, { x: "{}" });
  const cwd = project(oneCatalog(tiny));
  await attempt(cwd);
  const before = [snapshot(cwd), snapshot(outside)];
  make(join(cwd, state), outside);
  expect((await attempt(cwd, { mode: "check" })).code).toBe(0);
  const { code, text } = await attempt(cwd);
  expect(code).toBe(0);
  expect(text).toMatch(
    /^warning\[state-unreadable\]: The state ".+" cannot be used, and is made anew: it /,
  );
  expect(text.match(/warning|error/g)).toHaveLength(1);
  expect([snapshot(cwd), snapshot(outside)]).toEqual(before);
  expect((await attempt(cwd)).text).toBe("");
});

function replaced(path: string, make: () => void): void {
  rmSync(path);
  make();
}

test.each<readonly [path: string, code: string, make: (path: string) => void]>([
  ["generated/.faultbook", "output-not-a-folder", (path) => writeFileSync(path, "mine")],
  ["generated/.faultbook", "output-link", (path) => symlinkSync("/", path)],
  [state, "output-not-a-file", (path) => mkdirSync(path)],
])("something else in the place of %s is told by every run, as %s", async (path, code, make) => {
  const cwd = project(oneCatalog(tiny));
  await attempt(cwd);
  rmSync(join(cwd, path), { recursive: true });
  make(join(cwd, path));
  for (const text of [tiny, tiny, tinyWith("Tiny API", "Another API")]) {
    put(cwd, oneCatalog(text));
    expect((await attempt(cwd)).diagnostics.map((one) => one.code)).toEqual([code]);
  }
});

test.each([
  ["a manifest", "generated/tiny/.faultbook.json"],
  ["an output", "generated/tiny/README.md"],
  ["a source", "generated/tiny/src/codes.ts"],
])("%s of three gigabytes is not read", async (_, path) => {
  const cwd = project(oneCatalog(tiny));
  await attempt(cwd);
  truncateSync(join(cwd, path), 3e9);
  const { code, text } = await attempt(cwd);
  expect(code).toBe(1);
  expect(text).toContain(
    `error[file-unreadable]: The file "${path}" cannot be read: it is too large.`,
  );
});
