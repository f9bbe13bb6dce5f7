// Configurations that build on each other, joined as trees whose nodes keep the places in their own files.

import { posix, relative, resolve } from "node:path";
import { mappingNode, scalarNode, sequenceNode } from "../text/plain.ts";
import { pointerTokens } from "../text/pointer.ts";
import type { MappingEntry, YamlNode } from "../text/yaml.ts";
import { findReference, isPath } from "./reference.ts";

/** Keys that say the same in two forms, of which a configuration has one. */
const forms = ["output", "outputs"] as const;

/** Builds a configuration on an earlier one: maps are joined key by key, and of anything else what the later one says counts. */
export function build(earlier: YamlNode, later: YamlNode): YamlNode {
  const isSaid = later.kind === "mapping" && forms.some((form) => later.entries.has(form));
  return merge(isSaid ? forms.reduce(without, earlier) : earlier, later);
}

function merge(earlier: YamlNode, later: YamlNode): YamlNode {
  if (earlier.kind !== "mapping" || later.kind !== "mapping") return later;
  const entries = new Map<string, MappingEntry>(earlier.entries);
  for (const [key, entry] of later.entries) {
    const before = entries.get(key);
    const node = before === undefined ? entry.node : merge(before.node, entry.node);
    entries.set(key, { key: entry.key, node });
  }
  return mappingNode(later.span, entries);
}

/** Gives a map without one of its keys. */
export function without(root: YamlNode, key: string): YamlNode {
  if (root.kind !== "mapping" || !root.entries.has(key)) return root;
  return mappingNode(root.span, new Map([...root.entries].filter(([one]) => one !== key)));
}

/** The folders of a configuration and of the one that builds on it, absolute. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** True where the configuration is of a package, whose paths into a project mean the project of the other. */
  readonly isPackage: boolean;
}

/** Where a configuration names files of the project. */
const projectPaths = [
  "/catalogs",
  "/catalogs/*",
  "/output",
  "/outputs/*/path",
  "/specs/*/path",
  "/specs/*/fragment",
] as const;

/** Where it names files that come with it, whoever builds on it. */
const ownPaths = ["", "/outputs/*"].flatMap((of) => [
  `${of}/emitters/template/*/template`,
  `${of}/emitters/template/*/partials/*`,
]);

/** Where it names modules. */
const modulePaths = ["/emitters/custom/*/module", "/outputs/*/emitters/custom/*/module"] as const;

/** Gives a configuration with its paths as the folder of the one that builds on it sees them. */
export function rebase(root: YamlNode, move: Move): YamlNode {
  const path = (text: string): string =>
    /^https?:/.test(text) ? text : shortest(move, resolve(move.from, text));
  const module = (text: string): string => {
    const found = findReference(text, move.from);
    // What is nowhere is told where it is used, as it was written.
    if (!("path" in found)) return text;
    const moved = shortest(move, found.path);
    return isPath(moved) ? moved : `./${moved}`;
  };
  const paths = move.isPackage ? ownPaths : [...projectPaths, ...ownPaths];
  const moved = paths.reduce((node, place) => changed(node, pointerTokens(place), path), root);
  return modulePaths.reduce((node, place) => changed(node, pointerTokens(place), module), moved);
}

function shortest({ to }: Move, path: string): string {
  return posix.normalize(relative(to, path).replaceAll("\\", "/"));
}

function changed(
  node: YamlNode,
  [token, ...rest]: readonly string[],
  change: (text: string) => string,
): YamlNode {
  if (token === undefined) {
    const { kind, value, span } = node;
    return kind === "scalar" && typeof value === "string" ? scalarNode(change(value), span) : node;
  }
  const inner = (one: YamlNode): YamlNode => changed(one, rest, change);
  if (node.kind === "sequence") {
    return token === "*" ? sequenceNode(node.span, node.items.map(inner)) : node;
  }
  if (node.kind !== "mapping") return node;
  // A map that nothing changes in stays the same node, since what was taken whole is known by its node.
  const names = token === "*" ? [...node.entries.keys()] : [token];
  if (!names.some((name) => node.entries.has(name))) return node;
  const entries = [...node.entries].map(([name, entry]): [string, MappingEntry] =>
    names.includes(name) ? [name, { ...entry, node: inner(entry.node) }] : [name, entry],
  );
  return mappingNode(node.span, new Map(entries));
}
