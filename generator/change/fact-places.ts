// Where the facts of a catalog are in its file.

import { escapeToken } from "../text/pointer.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { keySpanAt, nodeAt, parseYaml, type YamlNode } from "../text/yaml.ts";
import { wordsOf } from "./fact-keys.ts";

/** Returns what finds the places of facts in the file of a catalog; the file is read when the first one is asked for. */
export function factPlaces(file: SourceFile): (key: string) => Span {
  let root: YamlNode | undefined;
  return (key) => {
    // Read as a text of another tool, which finds few places without reading the rest; it is known to be sound.
    root ??= parseYaml(file, { foreign: true }).value;
    return root === undefined ? { file, start: 0, end: 0 } : placeIn(root, wordsOf(key));
  };
}

const roots: Readonly<Record<string, string>> = {
  definition: "/definitions",
  envelope: "/envelopes",
  schema: "/schemas",
  status: "/statuses",
};

/** Names of facts that a catalog has under another key. */
const keys: Readonly<Record<string, string>> = { answer: "status", param: "params" };

function placeIn(root: YamlNode, [group = "", name = "", field, item]: readonly string[]): Span {
  if (group === "catalog") return firstOf(root, [`/${name}`, "/title"]);
  const start = roots[group];
  if (group === "member") return memberPlace(root, name);
  // Families and reservations are lists, in which nothing has a name.
  if (start === undefined)
    return firstOf(root, [group === "family" ? "/families" : "/reserved", "/definitions"]);
  const own = `${start}/${escapeToken(name)}`;
  if (field === undefined) return firstOf(root, [own]);
  if (field === "code") return codePlace(root, own, item) ?? firstOf(root, [`${own}/code`, own]);
  const inside = `${own}/${keys[field] ?? field}`;
  const param = item === undefined ? inside : `${inside}/${escapeToken(item)}`;
  return firstOf(root, [param, own]);
}

/** Returns the place of the first pointer that leads somewhere, the key if there is one. */
function firstOf(root: YamlNode, pointers: readonly string[]): Span {
  const found = pointers.find((pointer) => isThere(root, pointer));
  return found === undefined ? nodeAt(root, "").span : keySpanAt(root, found);
}

function isThere(root: YamlNode, pointer: string): boolean {
  const span = nodeAt(root, pointer).span;
  const parent = nodeAt(root, pointer.slice(0, pointer.lastIndexOf("/"))).span;
  return span !== parent;
}

function codePlace(root: YamlNode, own: string, code: string | undefined): Span | undefined {
  const node = nodeAt(root, `${own}/code`);
  const items = node.kind === "sequence" ? node.items : [node];
  const codes = items.map((one) =>
    one.kind === "mapping" ? (one.entries.get("code")?.node ?? one) : one,
  );
  return codes.find((one) => String(one.value) === code)?.span;
}

function memberPlace(root: YamlNode, code: string): Span {
  const definitions = nodeAt(root, "/definitions");
  const names = definitions.kind === "mapping" ? [...definitions.entries.keys()] : [];
  for (const name of names) {
    const place = codePlace(root, `/definitions/${escapeToken(name)}`, code);
    if (place !== undefined) return place;
  }
  return definitions.span;
}
