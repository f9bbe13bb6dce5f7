// Descriptions on a disk: written as they were found or not at all, and nothing is left beside them.

import fs, {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { syncSpecs } from "../../generator/commands/sync.ts";
import { report } from "../../generator/diagnostics/report.ts";
import { type EditableFile, readEditable, writeEdits } from "../../generator/disk/edit.ts";
import { locked } from "../../generator/disk/lock.ts";
import { place, useTemporaryFolder } from "../disk/folder.ts";
import { layouts } from "./spec-layouts.ts";

const real = { renameSync: fs.renameSync, writeFileSync: fs.writeFileSync };

/** Puts functions in the place of the disk's own, for every module. */
function replace(functions: Partial<typeof real>): void {
  Object.assign(fs, functions);
  syncBuiltinESMExports();
}

useTemporaryFolder();
afterEach(() => replace(real));

const path = (name: string) => join(place.folder, name);
const put = (name: string, text: string | Uint8Array) => {
  mkdirSync(join(path(name), ".."), { recursive: true });
  writeFileSync(path(name), text);
};
const textOf = (name: string) => readFileSync(path(name), "utf8");
const names = () => readdirSync(place.folder, { recursive: true }).map(String).sort();

const read = (name: string): EditableFile => {
  const query = { path: path(name), shown: name, folder: place.folder, limit: 1000 };
  const { value, diagnostics } = readEditable(query);
  if (value === undefined) throw new Error(report(diagnostics, "text"));
  return value;
};
const told = (name: string, limit = 1000) =>
  report(
    readEditable({ path: path(name), shown: name, folder: place.folder, limit }).diagnostics,
    "text",
  ).split("\n")[0];
const write = async (...edits: readonly (readonly [EditableFile, string])[]) =>
  report(await writeEdits(edits.map(([file, text]) => ({ file, text }))), "text");

describe("what is read", () => {
  test("a file in a folder that a link leads to", () => {
    put("real/a.yaml", "a");
    symlinkSync("real", path("link"));
    const query = { path: path("link/a.yaml"), shown: "a", folder: path("link"), limit: 10 };
    expect(readEditable(query).value?.source.text).toBe("a");
  });

  test("nothing that is not there, or no file, or too large, or no UTF-8", () => {
    put("a.yaml", "12345");
    put("b.yaml", new Uint8Array([0xff, 0xfe, 0x41]));
    mkdirSync(path("c.yaml"));
    expect(told("none.yaml")).toBe('error[file-not-found]: The file "none.yaml" does not exist.');
    expect(told("a.yaml/b")).toContain("error[file-unreadable]");
    expect(told("a\0b")).toContain("error[file-unreadable]");
    expect(told("a.yaml", 4)).toContain("error[file-too-large]");
    expect(told("b.yaml")).toContain("error[file-not-utf8]");
    expect(told("c.yaml")).toContain("it is a folder");
  });

  test("no link, neither to a file nor on the way to it", () => {
    put("a.yaml", "a");
    put("sub/a.yaml", "a");
    mkdirSync(path("in"));
    symlinkSync("a.yaml", path("link.yaml"));
    symlinkSync("none", path("dead.yaml"));
    symlinkSync("..", path("in/up"));
    symlinkSync("sub", path("other"));
    const link = (name: string) => `error[spec-link]: A symbolic link at "${name}" is in the way.`;
    for (const name of ["link.yaml", "dead.yaml", "in/up/a.yaml", "other/a.yaml"])
      expect(told(name)).toBe(link(name));
  });
});

describe("what is written", () => {
  test("keeps its byte order mark and its permissions", async () => {
    put("a.yaml", "\ufeffa: 1\n");
    chmodSync(path("a.yaml"), 0o666);
    const file = read("a.yaml");
    expect(file.source.text).toBe("a: 1\n");
    expect(await write([file, "b: 1\n"])).toBe("");
    expect(textOf("a.yaml")).toBe("\ufeffb: 1\n");
    expect(statSync(path("a.yaml")).mode & 0o7777).toBe(0o666);
    expect(names()).toEqual(["a.yaml"]);
  });

  test("is not a file that must not be written", async () => {
    put("a.yaml", "a");
    put("b.yaml", "b");
    chmodSync(path("b.yaml"), 0o444);
    const edits = [
      [read("a.yaml"), "A"],
      [read("b.yaml"), "B"],
    ] as const;
    expect(await write(...edits)).toContain(
      'error[spec-read-only]: The file "b.yaml" cannot be written: permission is denied.\n  help: ',
    );
    expect([textOf("a.yaml"), textOf("b.yaml")]).toEqual(["a", "b"]);
    expect(names()).toEqual(["a.yaml", "b.yaml"]);
  });

  test.each([
    ["another text", () => writeFileSync(path("b.yaml"), "c")],
    ["no file any more", () => fs.rmSync(path("b.yaml"))],
    [
      "a link now",
      () => {
        fs.rmSync(path("b.yaml"));
        symlinkSync("a.yaml", path("b.yaml"));
      },
    ],
  ])("is not a file that changed: %s", async (_, change) => {
    put("a.yaml", "a");
    put("b.yaml", "b");
    const edits = [
      [read("a.yaml"), "A"],
      [read("b.yaml"), "B"],
    ] as const;
    change();
    const before = names();
    expect(await write(...edits)).toMatch(
      /^error\[(?:disk-changed|spec-read-only)\]: The file "b.yaml" /,
    );
    expect(textOf("a.yaml")).toBe("a");
    expect(names()).toEqual(before);
  });

  test("waits for another run on the same files", async () => {
    put("a.yaml", "a");
    put("api/b.yaml", "b");
    const edits = [
      [read("a.yaml"), "A"],
      [read("api/b.yaml"), "B"],
    ] as const;
    const written = await locked([place.folder], {}, async () => {
      const writing = write(...edits);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect([textOf("a.yaml"), textOf("api/b.yaml")]).toEqual(["a", "b"]);
      return { writing };
    });
    expect(await written.writing).toBe("");
    expect([textOf("a.yaml"), textOf("api/b.yaml")]).toEqual(["A", "B"]);
    expect(names()).toEqual(["a.yaml", "api", "api/b.yaml"]);
  });

  test("is one text of a file that two descriptions share, or none", async () => {
    put("a.yaml", "a");
    expect(await write([read("a.yaml"), "A"], [read("a.yaml"), "B"])).toContain(
      "error[spec-changed]",
    );
    expect(textOf("a.yaml")).toBe("a");
    expect(await write([read("a.yaml"), "A"], [read("a.yaml"), "A"])).toBe("");
    expect(textOf("a.yaml")).toBe("A");
  });

  test("is all back where the second file cannot be replaced", async () => {
    put("a.yaml", "\ufeffa");
    put("b.yaml", "b");
    const edits = [
      [read("a.yaml"), "A"],
      [read("b.yaml"), "B"],
    ] as const;
    replace({
      renameSync: (from, to) => {
        if (String(to).endsWith("b.yaml")) throw Object.assign(new Error("no"), { code: "EPERM" });
        real.renameSync(from, to);
      },
    });
    expect(await write(...edits)).toContain(
      'error[disk-write-failed]: Writing "b.yaml" failed: permission is denied.\n  help: Nothing was changed.',
    );
    expect([textOf("a.yaml"), textOf("b.yaml")]).toEqual(["\ufeffa", "b"]);
    expect(names()).toEqual(["a.yaml", "b.yaml"]);
  });

  test("leaves nothing beside it where the disk is full", async () => {
    put("a.yaml", "a");
    const file = read("a.yaml");
    replace({
      writeFileSync: (to, text) => {
        if (typeof to !== "number") return real.writeFileSync(to, text);
        real.writeFileSync(to, String(text).slice(0, 1));
        throw Object.assign(new Error("no"), { code: "ENOSPC" });
      },
    });
    expect(await write([file, "AAA"])).toContain("the disk is full");
    expect(textOf("a.yaml")).toBe("a");
    expect(names()).toEqual(["a.yaml"]);
  });
});

describe("the command", () => {
  const smallest = new URL("../cases/smallest/catalog/tiny.yaml", import.meta.url);
  const run = async (mode: "write" | "remove", ...specs: readonly string[]) => {
    const { diagnostics } = await syncSpecs({ cwd: place.folder, mode, specs });
    const faults = diagnostics.filter(({ severity }) => severity === "error");
    return report(faults, "text");
  };
  const project = (files: Readonly<Record<string, string>>) => {
    put("catalog/tiny.yaml", readFileSync(smallest));
    put(
      "faultbook.config.yaml",
      "{ specs: [{ path: api/a.yaml, operations: [{ for: all, errors: all }] }] }",
    );
    for (const [name, text] of Object.entries(files)) put(name, text);
  };
  const plain = layouts["plain"] as string;
  const split = plain.replace(/components:\n[\s\S]*/, "components:\n  $ref: ./parts/all.yaml\n");

  test("syncs and takes out again, byte for byte", async () => {
    const json = layouts["JSON with CRLF"] as string;
    project({ "api/a.yaml": `\ufeff${plain}`, "api/b.json": json });
    expect(await run("write", "api/a.yaml", "api/b.json")).toBe("");
    const synced = [textOf("api/a.yaml"), textOf("api/b.json")];
    expect(synced[0]).toContain("TinyInvalidAddress");
    expect(synced[1]).toContain("TinyInvalidAddress");
    expect(await run("write", "api/a.yaml", "api/b.json")).toBe("");
    expect([textOf("api/a.yaml"), textOf("api/b.json")]).toEqual(synced);
    expect(await run("remove", "api/a.yaml", "api/b.json")).toBe("");
    expect([textOf("api/a.yaml"), textOf("api/b.json")]).toEqual([`\ufeff${plain}`, json]);
    expect(names().filter((name) => name.startsWith("api/"))).toEqual(["api/a.yaml", "api/b.json"]);
  });

  test("syncs descriptions of several files", async () => {
    project({ "api/a.yaml": split, "api/parts/all.yaml": "schemas: {}\n" });
    expect(await run("write", "api/a.yaml")).toBe("");
    expect(textOf("api/parts/all.yaml")).toContain("TinyInvalidAddress");
    expect(await run("remove", "api/a.yaml")).toBe("");
    expect(textOf("api/parts/all.yaml")).toBe("schemas: {}\n");
    expect(textOf("api/a.yaml")).toBe(split);
  });

  test("tells of a file that is not there at the reference to it", async () => {
    project({ "api/a.yaml": split });
    expect(await run("write", "api/a.yaml")).toContain(
      'error[file-not-found]: The file "api/parts/all.yaml" does not exist.\n  --> api/a.yaml:12:9\n',
    );
    expect(textOf("api/a.yaml")).toBe(split);
  });

  test("does not follow a link out of the folder", async () => {
    project({ "api/a.yaml": split, "outside/all.yaml": "schemas: {}\n" });
    symlinkSync("../outside", path("api/parts"));
    expect(await run("write", "api/a.yaml")).toContain(
      'error[spec-link]: A symbolic link at "api/parts/all.yaml" is in the way.\n  --> api/a.yaml:12:9\n',
    );
    expect(textOf("outside/all.yaml")).toBe("schemas: {}\n");
    expect(textOf("api/a.yaml")).toBe(split);
  });

  test("leaves all descriptions as they are where one of them is at fault", async () => {
    project({ "api/a.yaml": plain, "api/b.yaml": "swagger: '2.0'\n" });
    expect(await run("write", "api/a.yaml", "api/b.yaml")).toContain("--> api/b.yaml:1:1\n");
    expect(textOf("api/a.yaml")).toBe(plain);
  });

  test("leaves the main file as it is where another must not be written", async () => {
    project({ "api/a.yaml": split, "api/parts/all.yaml": "schemas: {}\n" });
    chmodSync(path("api/parts/all.yaml"), 0o444);
    expect(await run("write", "api/a.yaml")).toContain('"api/parts/all.yaml" cannot be written');
    expect(textOf("api/a.yaml")).toBe(split);
  });

  test("names the description where there is none", async () => {
    put("catalog/tiny.yaml", readFileSync(smallest));
    put("faultbook.config.yaml", "{}");
    expect(await run("write")).toContain(
      "error[spec-unlisted]: There is no description to sync.\n  help: Name one on the command line",
    );
  });

  test("tells what is stale at its place", async () => {
    project({ "api/a.yaml": plain });
    const { diagnostics } = await syncSpecs({ cwd: place.folder, mode: "check" });
    expect(report(diagnostics, "text")).toContain(
      'error[spec-stale]: "#/paths/~1pets/get/responses/default", "#/components/schemas/TinyInvalidAddressError", "#/components/responses/TinyErrorDefault", "#/components/examples/TinyInvalidAddressError", "#/x-faultbook" are missing.\n  --> api/a.yaml:8:7\n',
    );
    expect(textOf("api/a.yaml")).toBe(plain);
  });
});
