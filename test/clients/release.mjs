// A release of a generated package with changesets, as docs/packages.md says: it raises the version, and Faultbook keeps it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const cli = join(import.meta.dirname, "../../dist/cli.cjs");

const catalog = (definitions) => `id: acme
title: Acme API
version: 1.0.0
prefix: Acme
codeType: string
envelopes: { Body: { code: /error/code, message: /error/message } }
definitions:
  Busy: { code: busy, kind: unavailable, summary: The service is busy. }
${definitions}`;

/** A workspace with one generated package, whose version is that of changesets. */
const workspace = {
  "package.json": JSON.stringify({
    name: "workspace",
    private: true,
    workspaces: ["generated/*"],
  }),
  ".gitignore": "node_modules/\ndist/\n",
  ".changeset/config.json": JSON.stringify({
    changelog: "@changesets/cli/changelog",
    commit: false,
    access: "restricted",
    baseBranch: "main",
  }),
  "faultbook.config.yaml": `catalogs: catalog
emitters:
  package: { scope: "@acme", version: keep }
`,
  "catalog/acme.yaml": catalog(""),
};

const more = {
  "catalog/acme.yaml": catalog("  Gone: { code: gone, kind: not-found, summary: It is gone. }\n"),
  ".changeset/more-errors.md": '---\n"@acme/acme": minor\n---\n\nAdd the error Gone.\n',
};

/** The release itself, as an environment of its own. */
export const release = {
  name: "changesets 2",
  uses: "@changesets/cli",
  works: (project) => {
    const faultbook =
      (...args) =>
      () =>
        project.node([cli, ...args]);
    const git =
      (...args) =>
      () =>
        project.run("git", ["-c", "commit.gpgsign=false", ...args]);
    const changesets =
      (...args) =>
      () =>
        project.node([project.tool("@changesets/cli/bin.js"), ...args]);
    const commit = [
      git("add", "--all"),
      git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "-mx"),
    ];
    const put = (files) => () => {
      project.write(files);
      return { code: 0, text: "" };
    };
    const manifest = () => read("generated/acme/package.json");
    const read = (path) => {
      const file = join(project.folder, path);
      return existsSync(file) ? readFileSync(file, "utf8") : "";
    };
    const is = (what, holds) => () => ({ code: holds() ? 0 : 1, text: `${what}: ${manifest()}` });
    const steps = [
      put(workspace),
      git("init", "--quiet", "--initial-branch=main"),
      faultbook("generate", "--quiet"),
      ...commit,
      put(more),
      changesets("version"),
      is("raised", () => JSON.parse(manifest()).version === "1.1.0"),
      faultbook("generate", "--quiet"),
      is("kept", () => JSON.parse(manifest()).version === "1.1.0"),
      is("changelog", () => read("generated/acme/CHANGELOG.md").includes("Add the error Gone.")),
      is("generated", () => read("generated/acme/src/errors.ts").includes("class GoneError")),
      faultbook("generate", "--check"),
      ...commit,
      () => project.run("npm", ["pack", "--dry-run", "--workspace", "@acme/acme"]),
    ];
    for (const step of steps) {
      const result = step();
      if (result.code !== 0) return { release: result };
    }
    return { release: true };
  },
};
