// Pages of all errors in sites that VitePress and Docusaurus build: nothing of a catalog is lost, becomes markup or runs.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  catalogs,
  check,
  github,
  htmlTree,
  pageOf,
  saidBy,
  type Tree,
} from "../emit/page-trees.ts";
import { newFolder } from "../helpers.ts";

const installed = fileURLToPath(new URL("./", import.meta.url));

/** A site generator: its files beside the pages, how it builds them, and where the page of a name is then. */
interface Generator {
  readonly files: Readonly<Record<string, string>>;
  /** The folder of the pages. */
  readonly folder: string;
  readonly build: readonly string[];
  readonly built: (name: string) => string;
  /** The class of the element that has the page. */
  readonly content: string;
}

const generators: Readonly<Record<string, Generator>> = {
  vitepress: {
    files: { ".vitepress/config.mjs": "export default { title: 'Site' };\n" },
    folder: ".",
    build: ["vitepress", "build"],
    built: (name) => `.vitepress/dist/${name}.html`,
    content: "vp-doc",
  },
  docusaurus: {
    files: {
      "docusaurus.config.js": `export default {
  ...{ title: "Site", url: "https://site.example", baseUrl: "/" },
  // It knows the anchors of headings alone; the test looks at ours.
  ...{ onBrokenLinks: "throw", onBrokenAnchors: "ignore" },
  // Else it makes pictures of words between colons, which no escape prevents.
  markdown: { emoji: false },
  presets: [["classic", { docs: { routeBasePath: "/", sidebarPath: undefined }, blog: false }]],
};
`,
    },
    folder: "docs",
    build: ["docusaurus", "build", "--no-minify"],
    built: (name) => `build/${name}/index.html`,
    content: "theme-doc-markdown",
  },
};

const pages = catalogs.map(([title, catalog], i) => ({
  ...{ title, catalog, name: `page-${i}`, text: pageOf(catalog) },
}));

describe.each(Object.entries(generators))("a site of %s", (_, generator) => {
  const cwd = newFolder();

  test("is built", () => {
    const { files, folder, build } = generator;
    const all = [
      ...Object.entries(files),
      ...pages.map(({ name, text }) => [`${folder}/${name}.md`, text] as const),
      // The frame of a site leads to its beginning.
      [`${folder}/index.md`, "# Errors\n"] as const,
    ];
    for (const [path, text] of all) {
      mkdirSync(join(cwd, path, ".."), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    symlinkSync(join(installed, "node_modules"), join(cwd, "node_modules"));
    const [program = "", ...rest] = build;
    execFileSync(join(cwd, "node_modules/.bin", program), rest, { cwd, stdio: "pipe" });
  });

  test.each(pages)("has the page of $title as it is meant", async ({ name, text, catalog }) => {
    const html = readFileSync(join(cwd, generator.built(name)), "utf8");
    const content = withClass(await htmlTree(html), generator.content);
    const page = content && withoutFrame(content);
    if (page === undefined) throw new Error(`${name} has no ${generator.content}.`);
    check(page, catalog);
    expect(saidBy(page)).toBe(saidBy(await github(text)));
  });
});

function classesOf({ props }: Exclude<Tree, string>): string {
  return String(props["className"] ?? "");
}

function withClass(tree: Tree, name: string): Tree | undefined {
  if (typeof tree === "string") return undefined;
  if (classesOf(tree).split(",").includes(name)) return tree;
  for (const child of tree.children) {
    const found = withClass(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns a page without what the generator puts around headings and code. */
function withoutFrame(tree: Tree): Tree {
  if (typeof tree === "string") return tree;
  const { tag, props } = tree;
  if (tag === "header") return { tag: "", props: {}, children: tree.children.map(withoutFrame) };
  const isOwn = tag === "button" || /\b(?:header-anchor|hash-link|lang)\b/.test(classesOf(tree));
  if (isOwn) return "";
  const children = tree.children.map(withoutFrame);
  const { style: _, ...rest } = props;
  return { tag: tag === "span" ? "" : tag, props: rest, children };
}
