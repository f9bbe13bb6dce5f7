// Runs emitters and checks all that they give before any of it may be written.

import type { Catalog } from "../catalog/catalog.ts";
import { oncePer } from "../catalog/once.ts";
import { parseYaml } from "../text/yaml.ts";
import { bannerBelow, headOf } from "./banner.ts";
import type {
  CatalogEmitter,
  FinishedFile,
  JoiningEmitter,
  MasterEmitter,
  OutputFile,
} from "./emitter.ts";
import { toJavaScript } from "./javascript.ts";

/** An emitter with the options that it is run with. */
export interface Configured<Emitter> {
  readonly emitter: Emitter;
  readonly options: unknown;
}

/** What becomes one folder: what is committed, and what is derived from it. */
export interface Output {
  /** The folder below the output folder; empty for the output folder itself. */
  readonly folder: string;
  /** Sources, documents and the package's own files. */
  readonly files: readonly FinishedFile[];
  /** `dist/`: the sources as JavaScript and declarations; paths are relative to `dist/`. */
  readonly derived: readonly FinishedFile[];
}

/** Gives all files of a catalog; whatever is wrong with them is a bug of the emitter, and is thrown with its name. */
export function emitCatalog(
  catalog: Catalog,
  emitters: readonly Configured<CatalogEmitter<never>>[],
  source: string,
): Promise<Output> {
  const place = { folder: catalog.id, source };
  return outputOf(catalog.id, filesOf(runsOf(catalog, emitters), place, begun));
}

/** Gives the files that join all catalogs, in the folder of the emitter's name; a fault is thrown as a bug of the emitter. */
export function emitMaster(
  catalogs: readonly Catalog[],
  { emitter, options }: Configured<MasterEmitter<never>>,
): Promise<Output> {
  const run = { name: emitter.name, emit: () => emitter.emit(catalogs, options as never) };
  const place = { folder: emitter.name, source: "all catalogs" };
  return outputOf(emitter.name, filesOf([run], place, begun));
}

/** The catalogs of one package, each with its path, and what makes their files and joins them. */
export interface Joining {
  readonly catalogs: readonly { readonly catalog: Catalog; readonly source: string }[];
  readonly emitters: readonly Configured<CatalogEmitter<never>>[];
  readonly joining: Configured<JoiningEmitter<never>>;
}

/** Gives the files of one package of several catalogs, in the output folder itself; a fault is thrown as a bug of the emitter. */
export function emitJoined({ catalogs, emitters, joining }: Joining): Promise<Output> {
  const parts = catalogs.map(({ catalog, source }) => {
    const place = { folder: catalog.id, source };
    const move = (file: Given) => moved(file, catalog.id);
    return { catalog, files: filesOf(runsOf(catalog, emitters), place, move) };
  });
  const given = parts.map(({ catalog, files }) => ({
    catalog,
    files: files.map(({ path }) => path).filter((path) => !path.startsWith("dist/")),
  }));
  const { emitter, options } = joining;
  const run = { name: emitter.name, emit: () => emitter.emit(given, options as never) };
  const place = { folder: emitter.name, source: "all catalogs" };
  const own = filesOf([run], place, (file) => file);
  const shared = parts.flatMap(({ files }) => files.flatMap(({ whole }) => whole ?? []));
  const all = [...unique(shared), ...parts.flatMap(({ files }) => files), ...own];
  // Their paths are others now than those that the emitters gave.
  const claims = noClaims();
  for (const { path, emitter } of all) claim(path, emitter, claims);
  return outputOf("", all.map(begun));
}

interface Run {
  readonly name: string;
  readonly emit: () => readonly OutputFile[];
}

interface Place {
  /** What a fault names. */
  readonly folder: string;
  /** What the banner says that the files are made from. */
  readonly source: string;
}

/** A file with the facts of where it comes from. */
interface Given extends OutputFile {
  readonly emitter: string;
  readonly source: string;
  /** The file as the emitter gave it. */
  readonly given: OutputFile;
  /** Whether the emitter returned what its `dist/` has of it, too. */
  readonly isBuilt: boolean;
}

/** A file that is finished, while what follows from it is still being made. */
interface Begun {
  readonly path: string;
  readonly own: FinishedFile;
  readonly derived: Promise<readonly FinishedFile[]>;
}

function runsOf(
  catalog: Catalog,
  emitters: readonly Configured<CatalogEmitter<never>>[],
): readonly Run[] {
  return emitters.map(({ emitter, options }) => ({
    name: emitter.name,
    emit: () => emitter.emit(catalog, options as never),
  }));
}

/** Gives the files of emitters, each as `prepare` makes it as soon as it is there. */
function filesOf<Made extends { readonly path: string }>(
  runs: readonly Run[],
  { folder, source }: Place,
  prepare: (file: Given) => Made,
): readonly Made[] {
  const claims = noClaims();
  return runs.flatMap(({ name: emitter, emit }) => {
    try {
      const all = emit();
      const paths = new Set(all.map(({ path }) => path));
      const files = all.map((file) => {
        const isBuilt = paths.has(builtPath(file.path));
        return prepare({ ...file, emitter, source, given: file, isBuilt });
      });
      for (const { path } of files) claim(path, emitter, claims);
      return files;
    } catch (error) {
      throw new Error(`the emitter "${emitter}" failed on "${folder}"`, { cause: error });
    }
  });
}

/** What is derived of a file is made while the next emitters run; should one of these fail, nobody waits for it. */
function begun(file: Given): Begun {
  check(file);
  const isSource = file.path.endsWith(".ts") && !file.path.startsWith("dist/") && !file.isBuilt;
  const derived = isSource ? derivedOf(file) : Promise.resolve([]);
  derived.catch(() => {});
  return { path: file.path, own: finished(file, file.source), derived };
}

async function derivedOf(file: Given): Promise<readonly FinishedFile[]> {
  const isForAll = file.shared === true && file.path === file.given.path;
  const derived = isForAll ? derivedOnce(file.given) : derive(file);
  return (await derived).map((one) => {
    check(one);
    return finished(one, file.source);
  });
}

/** Gives a catalog's file its place in a package of several; of one that all share only a module that passes it on stays there. */
function moved(file: Given, id: string): Given & { readonly whole?: Given } {
  const path = joinedPath(file.path, id);
  if (file.shared !== true) return { ...file, path };
  const name = file.path.replace(/^(?:src|dist)\//, "");
  const specifier = JSON.stringify(`../${name.replace(/(?:\.d)?\.ts$/, ".js")}`);
  const whole = { ...file, source: "all catalogs" };
  return { ...file, path, content: `export * from ${specifier};\n`, whole };
}

/** Gives the path that a file of a catalog has in a package of several. */
function joinedPath(path: string, id: string): string {
  const [, folder, name] = /^(src|dist)\/(.*)$/.exec(path) ?? [];
  return name === undefined ? `${id}/${path}` : `${folder}/${id}/${name}`;
}

/** Returns the path of the JavaScript that a source becomes. */
function builtPath(path: string): string {
  return `dist/${path.replace(/^src\//, "").replace(/\.ts$/, "")}.js`;
}

function unique(files: readonly Given[]): readonly Given[] {
  const byPath = new Map<string, Given>();
  for (const file of files) {
    if ((byPath.get(file.path) ?? file).content !== file.content) {
      throw new Error(`"${file.path}" is shared and differs between catalogs`);
    }
    byPath.set(file.path, file);
  }
  return [...byPath.values()];
}

async function outputOf(folder: string, given: readonly Begun[]): Promise<Output> {
  const derived = await Promise.all(given.map((file) => file.derived));
  const isBuilt = ({ path }: Begun): boolean => path.startsWith("dist/");
  const built = given.filter(isBuilt).map(({ path, own: { content } }) => ({
    path: path.slice("dist/".length),
    content,
  }));
  const files = given.filter((file) => !isBuilt(file)).map(({ own }) => own);
  return { folder, files, derived: [...built, ...derived.flat()] };
}

function finished({ path, content }: OutputFile, source: string): FinishedFile {
  const head = headOf(path, content);
  const first = head + bannerBelow(head, { path, source });
  const rest = content.slice(head.length);
  const bytes = Buffer.allocUnsafe(Buffer.byteLength(first) + Buffer.byteLength(rest));
  bytes.write(rest, bytes.write(first));
  return { path, content: bytes };
}

/** What paths are taken; some file systems tell names apart by more than case, and some do not. */
interface Claims {
  /** The emitters of files, by the files' paths in lower case. */
  readonly owners: Map<string, string>;
  /** Folders as they are written, by their paths in lower case. */
  readonly folders: Map<string, string>;
}

function noClaims(): Claims {
  return { owners: new Map(), folders: new Map() };
}

function claim(path: string, emitter: string, { owners, folders }: Claims): void {
  const safe = path.split("/").every((segment) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(segment));
  if (!safe) throw new Error(`"${path}" is not a path that an emitter may give`);
  const folded = path.toLowerCase();
  const other = owners.get(folded);
  if (other !== undefined) throw new Error(`"${path}" is given by "${other}" and by "${emitter}"`);
  if (folders.has(folded)) throw new Error(`"${path}" is a folder of other files`);
  const around = foldersAbove(path);
  for (const folder of around) {
    const known = folders.get(folder.toLowerCase()) ?? folder;
    if (known !== folder) throw new Error(`"${path}" is in "${folder}", and others in "${known}"`);
    if (owners.has(folder.toLowerCase())) throw new Error(`"${path}" is below a file`);
  }
  owners.set(folded, emitter);
  for (const folder of around) folders.set(folder.toLowerCase(), folder);
}

function foldersAbove(path: string): readonly string[] {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return folder === "" ? [] : [folder, ...foldersAbove(folder)];
}

/** Names that Windows has taken, with any ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A user's names may be any, and those that the tool gives are known. */
function checkOwnPath(path: string): void {
  claim(path, "", noClaims());
  const refused = `"${path}" is not a path that an emitter may give`;
  for (const segment of path.split("/")) {
    if (segment.endsWith(".")) throw new Error(`${refused}: Windows drops the dot at its end`);
    const [name = ""] = segment.split(".");
    if (devices.test(name)) throw new Error(`${refused}: "${name}" is a device on Windows`);
  }
  if (path.endsWith(".d.ts")) {
    throw new Error(`${refused}: declarations are made of the .ts file, so give that`);
  }
}

async function derive({ path, content }: OutputFile): Promise<readonly OutputFile[]> {
  const { code, declarations } = await toJavaScript(path, content);
  const base = path.replace(/^src\//, "").replace(/\.ts$/, "");
  return [
    { path: `${base}.js`, content: code },
    { path: `${base}.d.ts`, content: declarations },
  ];
}

const derivedOnce = oncePer(derive);

function check({ path, content }: OutputFile): void {
  if (!content.endsWith("\n") || content.includes("\r")) {
    throw new Error(`"${path}" does not end with a line end, or has foreign ones`);
  }
  if (path.endsWith(".json")) JSON.parse(content);
}

/** Our own YAML is right by the printer, and a user's may be printed by anything. */
function checkOwn(file: OutputFile): void {
  check(file);
  if (!file.path.endsWith(".yaml")) return;
  const [fault] = parseYaml({ path: file.path, text: file.content }).diagnostics;
  if (fault !== undefined) throw new Error(`"${file.path}" is no YAML: ${fault.message}`);
}

/** Files of a user's own emitter, for an output that is made already. */
export interface OwnFiles {
  /** The emitter's name. */
  readonly name: string;
  readonly files: readonly OutputFile[];
  /** What the banner says that they are made from. */
  readonly source: string;
  /** The id that they go below in a package of several catalogs. */
  readonly below: string;
}

/** An output with the good ones of more files, and what is wrong with the others. */
export interface Extended {
  readonly output: Output;
  readonly faults: readonly string[];
}

/** Gives an output with files of a user's own emitter, each checked as those of the built-in ones. */
export async function withOwnFiles(
  output: Output,
  { name, files, source, below }: OwnFiles,
): Promise<Extended> {
  const claims = noClaims();
  for (const { path } of output.files) claim(path, "another emitter", claims);
  const good: OutputFile[] = [];
  const derived: OutputFile[] = [];
  const faults: string[] = [];
  for (const given of files) {
    const path = output.folder === "" ? joinedPath(given.path, below) : given.path;
    const file = { path, content: given.content };
    try {
      checkOwnPath(given.path);
      claim(path, name, claims);
      checkOwn(file);
      if (file.path.endsWith(".ts")) derived.push(...(await derive(file)));
      good.push(file);
    } catch (error) {
      // What is a bug in a file of the tool's is a user's fault here.
      faults.push(faultIn(file.path, (error as Error).message));
    }
  }
  const finish = (file: OutputFile): FinishedFile => finished(file, source);
  const extended = {
    folder: output.folder,
    files: [...output.files, ...good.map(finish)],
    derived: [...output.derived, ...derived.map(finish)],
  };
  return { output: extended, faults };
}

/** Gives what is wrong with a file on one line: of the compiler's words, those before the excerpt. */
function faultIn(path: string, message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  const [first = "", second = ""] = lines.filter((line) => line !== "");
  const words = first.endsWith(":") ? `${first} ${second.replace(/^x /, "")}` : first;
  return words.includes(path) ? words : `"${path}" cannot be read: ${words}`;
}
