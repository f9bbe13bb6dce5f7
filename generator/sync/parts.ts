// An OpenAPI description and its files: each opened once, found through relative references.

import { diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { jsonFault } from "../text/json.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { parseYaml, yamlLimits } from "../text/yaml.ts";
import type { MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import { entryIn, refOf } from "./pointers.ts";
import { refsIn } from "./refs.ts";
import { mergedNode } from "./shared.ts";

/** One file of a description. */
export interface Part {
  /** The path relative to the folder of the main file, with forward slashes; "" for the main file. */
  readonly path: string;
  readonly file: SourceFile;
  readonly root: MappingNode;
}

/** Reads a file by its path relative to the folder of the main file. */
export type ReadPart = (path: string) => Outcome<SourceFile>;

/** A description with all files opened for it. */
export interface Spec {
  readonly main: Part;
  /** The value of `openapi`, such as `3.1.0`. */
  readonly version: string;
  /** Returns another of its files, opened at most once. */
  readonly part: (path: string) => Outcome<Part>;
  /** Returns the files that were opened so far, the main one first. */
  readonly opened: () => readonly Part[];
  /** Returns the place that a reference in a file leads to, looked for at most once; what is wrong has no place. */
  readonly led: (ref: string, from: Part) => Outcome<Location & { readonly node: YamlNode }>;
}

/** A place in one of the files: a JSON Pointer whose last tokens may not exist yet. */
export interface Location {
  readonly part: Part;
  readonly pointer: string;
  /** The node at the place; `undefined` if it does not exist yet. */
  readonly node: YamlNode | undefined;
}

/** Returns the file and the pointer of a place as one text. */
export function placeOf({ part, pointer }: Pick<Location, "part" | "pointer">): string {
  return `${part.path}#${pointer}`;
}

/** Opens a description, or reports why the file is not one. */
export function openSpec(file: SourceFile, read: ReadPart): Outcome<Spec> {
  const parsed = parsePart("", file);
  if (parsed.value === undefined) return { diagnostics: parsed.diagnostics };
  const { value: version, diagnostics } = versionOf(parsed.value.root);
  if (version === undefined) return { diagnostics };
  const name = nameOf(file);
  const parts = new Map([
    ["", parsed],
    [name, parsed],
  ]);
  const part = (path: string): Outcome<Part> => {
    const known = parts.get(path);
    if (known !== undefined) return known;
    const { value: source, diagnostics: unread } = read(path);
    const opened = source === undefined ? { diagnostics: unread } : parsePart(path, source);
    parts.set(path, opened);
    return opened;
  };
  const opened = () => [...new Set(parts.values())].flatMap(({ value }) => value ?? []);
  const targets = new Map<string, ReturnType<Spec["led"]>>();
  const led: Spec["led"] = (ref, from) => {
    const way = `${from.path} ${ref}`;
    const target = targets.get(way) ?? targetThrough(part, ref, from);
    targets.set(way, target);
    return target;
  };
  return { value: { main: parsed.value, version, part, opened, led }, diagnostics };
}

function targetThrough(part: Spec["part"], ref: string, from: Part): ReturnType<Spec["led"]> {
  const target = targetOf(ref, from.path);
  if (target === undefined) return { diagnostics: [diagnostic("spec-ref", { ref }, {})] };
  const { value: opened, diagnostics } = part(target.path);
  if (opened === undefined) return { diagnostics };
  let at: Location = { part: opened, pointer: "", node: opened.root };
  for (const token of target.tokens) at = below(at, token);
  const { node } = at;
  if (node === undefined) return { diagnostics: [diagnostic("spec-ref", { ref }, {})] };
  return { value: { ...at, node }, diagnostics: [] };
}

/** Returns the name of a main file, by which other files refer to it. */
function nameOf({ path }: SourceFile): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function parsePart(path: string, file: SourceFile): Outcome<Part> {
  const { value: root, diagnostics } = parseYaml(file, { marks: yamlLimits.marks, foreign: true });
  // YAML takes a comment of JSON for a part of the next key, which hides what it is the key of.
  const fault = /\.json$/i.test(file.path) ? jsonFault(file) : undefined;
  if (fault !== undefined) return { diagnostics: [fault] };
  if (root === undefined) return { diagnostics };
  if (root.kind === "mapping") return { value: { path, file, root }, diagnostics: [] };
  const { span } = root;
  const other =
    path === ""
      ? diagnostic("spec-not-openapi", {}, { span })
      : diagnostic("spec-not-a-map", { name: file.path }, { span });
  return { diagnostics: [other] };
}

function versionOf(root: MappingNode): Outcome<string> {
  const node = root.entries.get("openapi")?.node;
  const swagger = root.entries.get("swagger");
  if (node !== undefined) {
    const version = node.kind === "scalar" ? node.source : "";
    if (/^3\.[012]\.\d+(?:-.*)?$/.test(version)) return { value: version, diagnostics: [] };
    return { diagnostics: [diagnostic("spec-version", { version }, { span: node.span })] };
  }
  const fault =
    swagger === undefined
      ? diagnostic("spec-not-openapi", {}, { span: { ...root.span, end: root.span.start } })
      : diagnostic("spec-swagger", {}, { span: swagger.key.span });
  return { diagnostics: [fault] };
}

/** Follows keys from the root of a description, through references to its files; the rest of the path may not exist yet. */
export function locate(spec: Spec, tokens: readonly string[]): Outcome<Location> {
  let at: Location = { part: spec.main, pointer: "", node: spec.main.root };
  for (const token of ["", ...tokens].slice(1)) {
    const followed = follow(spec, at);
    if (followed.value === undefined) return followed;
    at = below(followed.value, token);
  }
  return follow(spec, at);
}

/** Returns the place of a key in a map. */
export function below({ part, pointer, node }: Location, token: string): Location {
  const own = entryIn(node, token)?.node;
  const inner = own ?? (node === undefined ? undefined : mergedNode(node, token));
  return { part, pointer: `${pointer}/${escapeToken(token)}`, node: inner };
}

/** The maximum number of references followed in a row. */
const longestChain = 20;

/** Returns the target of a reference, or the place itself if it is not one. */
export function follow(spec: Spec, from: Location): Outcome<Location> {
  let at = from;
  for (let step = 0; step < longestChain; step++) {
    const ref = refOf(at.node);
    if (ref === undefined) return { value: at, diagnostics: [] };
    const { value: next, diagnostics } = spec.led(ref, at.part);
    if (next === undefined) {
      const span = spanOfRef(at);
      return { diagnostics: diagnostics.map((one) => ({ ...(span && { span }), ...one })) };
    }
    at = next;
  }
  // The references form a circle, and any of them is as good as the first.
  const [ref = "", span] = [refOf(from.node), spanOfRef(from)];
  return { diagnostics: [diagnostic("spec-ref-circle", { ref }, span ? { span } : {})] };
}

function spanOfRef({ node }: Location): Span | undefined {
  return entryIn(node, "$ref")?.node.span;
}

/** Returns the file and the path in it of a relative reference, or `undefined` if it leaves the folder. */
export function targetOf(
  ref: string,
  from: string,
): { readonly path: string; readonly tokens: readonly string[] } | undefined {
  const cut = ref.indexOf("#");
  const [file, fragment] = cut < 0 ? [ref, ""] : [ref.slice(0, cut), ref.slice(cut + 1)];
  if (/^[A-Za-z][A-Za-z0-9+.-]*:|^\/|\\/.test(file) || (fragment !== "" && fragment[0] !== "/")) {
    return undefined;
  }
  const tokens = pointerTokens(decoded(fragment));
  if (file === "") return { path: from, tokens };
  const plain = decoded(file);
  const path = plain.includes("\\") ? undefined : joined(from, plain);
  return path === undefined ? undefined : { path, tokens };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns a path relative to the folder of a file, or `undefined` if it leads above the main file's folder. */
function joined(from: string, path: string): string | undefined {
  const steps = from.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

/** Returns how the references of some files spell path segments, raw or escaped, since tools may understand only one of them; the first spelling of each counts. */
function spellingsOf(parts: readonly Part[]): ReadonlyMap<string, string> {
  const spelled = parts.flatMap(({ root }) =>
    refsIn(root, { mayMatter: (ref) => !ref.startsWith("#") }).flatMap((ref) => {
      const [file = ""] = ref.split("#");
      const [steps, written] = [decoded(file).split("/"), file.split("/")];
      // None of our paths contains an escaped slash.
      if (steps.length !== written.length) return [];
      return steps.map((step, i) => [step, written[i] ?? step] as const);
    }),
  );
  return new Map(spelled.reverse());
}

/** Returns a function that returns the reference from one file to a place in another or in itself, written as the existing references spell its segments. */
export function referencesIn({ main, opened }: Spec): (to: Location, from: Part) => string {
  const parts = opened();
  const spellings = parts.length > 1 ? spellingsOf(parts) : new Map<string, string>();
  return ({ part, pointer }, from) => {
    const fragment = `#${encoded(pointer)}`;
    if (part.path === from.path) return fragment;
    const path = part.path === "" ? nameOf(main.file) : part.path;
    const target = path.split("/");
    const base = from.path.split("/").slice(0, -1);
    let shared = 0;
    while (shared < base.length && base[shared] === target[shared]) shared++;
    const steps = [...base.slice(shared).map(() => ".."), ...target.slice(shared)];
    const lead = steps[0] === ".." ? "" : "./";
    const written = steps.map((step) => spellings.get(step) ?? encoded(step)).join("/");
    // If one segment has a bare percent sign, escapes in another would be read literally.
    const isTrue = targetOf(`${lead}${written}`, from.path)?.path === path;
    return `${lead}${isTrue ? written : encoded(steps.join("/"))}${fragment}`;
  };
}

function encoded(text: string): string {
  return encodeURI(text).replace(/[?#]/g, encodeURIComponent);
}
