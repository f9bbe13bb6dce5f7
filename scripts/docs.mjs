// The parts of `docs/` that say what the schemas and the help say: written by `npm run schema`, between two comments.

import { readFile } from "node:fs/promises";
import { transformSync } from "oxc-transform";

const root = new URL("../", import.meta.url);

/** Returns the pages of `docs/` with such parts, each as a whole text, keyed by its path. */
export async function referencePages() {
  const [catalog, config] = await Promise.all(["catalog", "config"].map(readSchema));
  const everyKey = await readFile(new URL("examples/catalog/every-key.yaml", root), "utf8");
  const parts = {
    "docs/catalog.md": {
      "every-key": `\`\`\`yaml\n${everyKey.split("\n").slice(3).join("\n")}\`\`\``,
      reference: schemaReference(catalog, "A catalog"),
    },
    "docs/configuration.md": { reference: schemaReference(config, "The configuration") },
    "docs/cli.md": { reference: await helpReference() },
    "docs/words.md": { words: await wordsTable() },
  };
  const pages = Object.entries(parts).map(async ([path, texts]) => {
    const page = await readFile(new URL(path, root), "utf8");
    return [path, Object.entries(texts).reduce((text, part) => withPart(text, part, path), page)];
  });
  return Promise.all(pages);
}

async function readSchema(name) {
  return JSON.parse(await readFile(new URL(`schema/${name}.schema.json`, root), "utf8"));
}

/** Returns the words of generated pages, in English and in simplified Chinese. */
async function wordsTable() {
  const file = new URL("templates/words/zh-Hans.json", root);
  const rows = Object.entries(JSON.parse(await readFile(file, "utf8"))).map(
    (words) => `| ${words.map((word) => codeCell(word)).join(" | ")} |`,
  );
  return ["| English | `zh-Hans` |", "| --- | --- |", ...rows].join("\n");
}

function codeCell(text) {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Returns a page with the text between the two comments of a part replaced. */
function withPart(page, [name, text], path) {
  const begin = `<!-- ${name}: written by "npm run schema" -->\n`;
  const end = `\n<!-- end of ${name} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${path} has no part "${name}".`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}

/** Returns a table for each map that a schema describes, the root first, then in the order in which they are referred to. */
function schemaReference(schema, title) {
  const sections = [];
  const queue = [{ title, node: schema }];
  const seen = new Set();
  for (const { title, node } of queue) {
    sections.push(tableOf(title, node));
    for (const name of namesIn({ ...node, $defs: undefined })) {
      const inner = schema.$defs[name];
      if (seen.has(name)) continue;
      seen.add(name);
      if (inner.properties === undefined) queue.push(...reached(schema, inner, seen));
      else queue.push({ title: inWords(name), node: inner });
    }
  }
  return sections.join("\n\n");
}

/** Returns the maps that a definition without keys of its own, such as a value or a list of them, leads to. */
function reached(schema, node, seen) {
  return namesIn(node).flatMap((name) => {
    if (seen.has(name)) return [];
    seen.add(name);
    const inner = schema.$defs[name];
    return inner.properties === undefined
      ? reached(schema, inner, seen)
      : [{ title: inWords(name), node: inner }];
  });
}

/** Returns the names of the definitions that a schema refers to, in order. */
function namesIn(node) {
  const text = JSON.stringify(node) ?? "";
  const all = [...text.matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name);
  return [...new Set(all)];
}

/** Returns a name such as `CodeEntry` as words for a heading. */
function inWords(name) {
  const words = name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function tableOf(title, { description, properties, required = [] }) {
  const rows = Object.entries(properties).map(([key, value]) => {
    const means = cell(value.description ?? "");
    const usual = value.default === undefined ? "" : code(value.default);
    return `| \`${key}\` | ${required.includes(key) ? "required" : usual} | ${means} |`;
  });
  const head = ["| Key | Default | Description |", "|---|---|---|"];
  const table = rows.length === 0 ? [] : [[...head, ...rows].join("\n")];
  return [`### ${title}`, description, ...table].join("\n\n");
}

function code(value) {
  return cell(`\`${JSON.stringify(value)}\``);
}

function cell(text) {
  return text.replaceAll("\n", " ").replaceAll("|", "\\|");
}

/** Returns the help of all commands, the general help first. */
async function helpReference() {
  const source = await readFile(new URL("generator/cli/help.ts", root), "utf8");
  const { code } = transformSync("help.ts", source);
  const url = `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
  const { commandHelp, generalHelp } = await import(url);
  const general = generalHelp();
  const listed = /^Commands:\n((?: {2}.*\n)+)/m.exec(general)?.[1] ?? "";
  const commands = [...listed.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
  const blocks = commands.map((name) => `## faultbook ${name}\n\n${block(commandHelp(name))}`);
  return [block(general), ...blocks].join("\n\n");
}

function block(text) {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}
