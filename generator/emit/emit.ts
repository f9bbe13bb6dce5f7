// The one path of every emitter's files: run, place, check, banner.

import type { Catalog } from "../catalog/catalog.ts";
import {
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  hasErrors,
  type Outcome,
} from "../diagnostics/diagnostic.ts";
import { append } from "../text/lists.ts";
import type { Span } from "../text/source.ts";
import { bannerBelow, headOf } from "./banner.ts";
import {
  type ContentFault,
  checkedBlocks,
  filesOf,
  type ReturnedFault,
  textFault,
} from "./content.ts";
import type { MadeFile, OutputFile } from "./emitter.ts";
import { loadCompiler, toJavaScript } from "./javascript.ts";
import type { ModuleOptions } from "./options.ts";
import { type Claims, claim, joinedPath, noClaims } from "./paths.ts";
import { builtPaths, passingOn } from "./print/modules.ts";

/** An emitter that is bound to its options. */
export type ReadyEmitter = ReadyFacts &
  (
    | {
        readonly scope: "catalog";
        readonly run: (catalog: Catalog, made: readonly MadeFile[]) => unknown;
      }
    | {
        readonly scope: "all";
        readonly run: (catalogs: readonly Catalog[], made: readonly MadeFile[]) => unknown;
      }
  );

interface ReadyFacts {
  readonly name: string;
  /** The folder of what an emitter over all catalogs makes, by default of its name; empty for the output folder itself. */
  readonly folder?: string;
  /** What only a custom emitter has: the fault of a built-in one is a bug, and is thrown. */
  readonly custom?: CustomFacts;
}

/** What diagnostics say of a custom emitter. */
export interface CustomFacts {
  /** The place in the configuration that names the emitter. */
  readonly span: Span;
  /** Returns the diagnostic of an error that the emitter threw. */
  readonly failure: (error: unknown, subject: string) => Diagnostic;
}

/** What is emitted into one output folder. */
export interface EmitRequest {
  /** The catalogs, sorted by id, each with the path that banners name. */
  readonly catalogs: readonly { readonly catalog: Catalog; readonly source: string }[];
  /** The emitters in the order in which they run: each sees the paths of those before it. */
  readonly emitters: readonly ReadyEmitter[];
  /** Whether all catalogs are one package, in the output folder itself, or each is a package in a folder named by its id. */
  readonly layout: "each" | "joined";
  /** How modules are printed; those of custom emitters are built in the same formats. */
  readonly modules: ModuleOptions;
  /** Called before each catalog, with the number of those that are done. */
  readonly onStep?: ((done: number, total: number) => void) | undefined;
}

/** Takes a file of a package as soon as it is made, with its banner; `folder` is the package's folder inside the output folder. */
export type Take = (folder: string, file: Pick<OutputFile, "path" | "content">) => void;

/** Runs the emitters of one output folder and returns the folders of its packages; the files go to `take`. */
export async function emit(request: EmitRequest, take: Take): Promise<Outcome<readonly string[]>> {
  const { catalogs, layout, onStep } = request;
  const packages = new Map<string, Package>();
  const packageAt = (name: string): Package => {
    const folder = layout === "each" ? name : "";
    const known = packages.get(folder);
    const target = known ?? { folder, claims: noClaims(), made: [], shared: new Map() };
    packages.set(folder, target);
    return target;
  };
  const diagnostics: Diagnostic[] = [];
  const later: Promise<readonly Diagnostic[]>[] = [];
  const run = (call: Call, target: Package): void => {
    append(diagnostics, runEmitter(call, { request, target, take, later }));
  };
  for (const [i, { catalog, source }] of catalogs.entries()) {
    onStep?.(i, catalogs.length);
    const target = packageAt(catalog.id);
    const subject = `the catalog "${catalog.id}"`;
    for (const ready of request.emitters) {
      if (ready.scope !== "catalog") continue;
      const emitted = () => ready.run(catalog, target.made);
      run({ ready, emitted, subject, source, below: catalog.id }, target);
    }
  }
  const all = catalogs.map(({ catalog }) => catalog);
  for (const ready of request.emitters) {
    if (ready.scope !== "all") continue;
    const below = ready.folder ?? ready.name;
    const target = packageAt(below);
    const emitted = () => ready.run(all, target.made);
    const subject = "all catalogs";
    const call = { ready, emitted, subject, source: subject, below };
    if (all.some(({ id }) => id === below))
      diagnostics.push(blame(call, { fault: takenFolder(below) }));
    else run(call, target);
    // Without files it needs no manifest either.
    if (target.made.length === 0) packages.delete(target.folder);
  }
  append(diagnostics, once("compiler-missing", (await Promise.all(later)).flat()));
  if (hasErrors(diagnostics)) return { diagnostics };
  return { value: [...packages.keys()], diagnostics };
}

/** Leaves out all diagnostics of a code but the first. */
function once(code: DiagnosticCode, all: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = all.find((one) => one.code === code);
  return all.filter((one) => one === first || one.code !== code);
}

/** A package while it is being made. */
interface Package {
  /** The folder inside the output folder. */
  readonly folder: string;
  readonly claims: Claims;
  readonly made: MadeFile[];
  /** The contents that all catalogs share, by path. */
  readonly shared: Map<string, OutputFile["content"]>;
}

/** One call of an emitter. */
interface Call {
  readonly ready: ReadyEmitter;
  /** Calls the emitter. */
  readonly emitted: () => unknown;
  /** The input, as diagnostics name it. */
  readonly subject: string;
  /** The source that banners name; none for a file that is the same for every catalog. */
  readonly source: string | undefined;
  /** The folder that the files get in a package of several catalogs; none if it is empty. */
  readonly below: string;
}

interface Making {
  readonly request: EmitRequest;
  readonly target: Package;
  readonly take: Take;
  /** What is still being made, on other threads. */
  readonly later: Promise<readonly Diagnostic[]>[];
}

function takenFolder(id: string): string {
  return `they would go into the folder of the catalog "${id}", whose id is the emitter's name`;
}

function blame({ ready, subject }: Call, { fault, ...rest }: ReturnedFault): Diagnostic {
  const { name, custom } = ready;
  if (custom !== undefined) {
    const holes = { emitter: name, subject, fault };
    // What was thrown while a value was read was thrown by the emitter's own code.
    const { span } = "thrown" in rest ? custom.failure(rest.thrown, subject) : custom;
    return diagnostic("emitter-output", holes, { span });
  }
  throw new Error(`the emitter "${name}" failed on ${subject}: ${fault}`);
}

function failure({ ready, subject }: Call, error: unknown): Diagnostic {
  if (ready.custom !== undefined) return ready.custom.failure(error, subject);
  throw new Error(`the emitter "${ready.name}" failed on ${subject}`, { cause: error });
}

function runEmitter(call: Call, making: Making): readonly Diagnostic[] {
  let given: unknown;
  try {
    given = call.emitted();
  } catch (error) {
    return [failure(call, error)];
  }
  const { formats } = making.request.modules;
  const files = filesOf(given);
  if ("fault" in files) return [blame(call, files)];
  const paths = new Set(files.map((one) => ("fault" in one ? undefined : one.path)));
  const found: Diagnostic[] = [];
  for (const [i, file] of files.entries()) {
    if (found.length >= mostFaults) {
      const fault = `${files.length - i} more of its files were not checked`;
      return [...found, blame(call, { fault })];
    }
    if ("fault" in file) found.push(blame(call, file));
    else {
      const isSource = file.path.endsWith(".ts") && !file.path.startsWith("dist/");
      const missing = isSource ? builtOf(file.path, formats).filter((one) => !paths.has(one)) : [];
      const isBuilt = !missing.some((one) => one.endsWith(".js"));
      if (missing.some((one) => one.endsWith(".cjs"))) found.push(commonjsMissing(call, file.path));
      else append(found, place(file, { call, making, isBuilt }));
    }
  }
  return found;
}

/** How many faults of one call of an emitter are reported: more than anybody reads. */
const mostFaults = 20;

/** Returns the paths of what is built of a source. */
function builtOf(source: string, formats: ModuleOptions["formats"]): readonly string[] {
  return builtPaths(source.replace(/^src\/|\.ts$/g, ""), formats);
}

interface Placing {
  readonly call: Call;
  readonly making: Making;
  /** Whether the emitter returned the files of `dist/` that follow from the file, if any. */
  readonly isBuilt: boolean;
}

/** Moves a file to its place in the package; a file that all catalogs share gets a place of its own beside them. */
function place(file: OutputFile, placing: Placing): readonly Diagnostic[] {
  const { call, making } = placing;
  const whole = { ...placing, call: { ...call, source: undefined } };
  if (making.request.layout === "each" || call.below === "") {
    return add(file, file.shared === true ? whole : placing);
  }
  const path = joinedPath(file.path, call.below);
  if (file.shared !== true) return add({ ...file, path }, placing);
  const { shared } = making.target;
  const known = shared.get(file.path);
  if (known !== undefined && known !== file.content) {
    return [blame(call, { fault: `"${file.path}" is shared and differs between catalogs` })];
  }
  shared.set(file.path, file.content);
  const name = file.path.replace(/^(?:src|dist)\/|(?:\.d)?\.c?[jt]s$/g, "");
  const passing = passingOn(file.path, `../${name}`, making.request.modules);
  return [
    ...(known === undefined ? add(file, whole) : []),
    ...add({ ...file, path, content: passing }, placing),
  ];
}

/** Checks a file and hands it on. */
function add(file: OutputFile, placing: Placing): readonly Diagnostic[] {
  const { call, making, isBuilt } = placing;
  const { name, custom } = call.ready;
  const { path, content, internal } = file;
  const { folder, claims, made } = making.target;
  const clash = claim(path, name, claims);
  if (clash !== undefined) return [blame(culprit(path, placing), { fault: clash })];
  made.push({ path, owner: name, ...(internal ? { internal } : {}) });
  const found: Diagnostic[] = [];
  const report = (fault: ContentFault): void => {
    found.push("text" in fault ? blame(call, { fault: fault.text }) : failure(call, fault.thrown));
  };
  const isCustom = custom !== undefined;
  const blocks = typeof content === "string" ? content : checkedBlocks(file, isCustom, report);
  const isParsed = path.endsWith(".json") || (isCustom && path.endsWith(".yaml"));
  if (typeof blocks !== "string" && isBuilt && !isParsed) {
    making.take(folder, { path, content: withBanner(path, blocks, call.source) });
    return found;
  }
  const text = typeof blocks === "string" ? blocks : [...blocks].join("");
  if (found.length > 0) return found;
  const fault = textFault(path, text, isCustom);
  if (fault !== undefined) return [blame(call, { fault })];
  if (!isBuilt) {
    const built = build(path, text, placing);
    // Should an emitter fail meanwhile, nobody waits for it.
    built.catch(() => {});
    making.later.push(built);
  }
  making.take(folder, { path, content: bannered(path, text, call.source) });
  return found;
}

/** The built-in emitters never clash with each other, so that a custom one is to blame. */
function culprit(path: string, { call, making }: Placing): Call {
  if (call.ready.custom !== undefined) return call;
  const folded = path.toLowerCase();
  const other = making.target.made.find((one) => {
    const made = one.path.toLowerCase();
    return made === folded || made.startsWith(`${folded}/`) || folded.startsWith(`${made}/`);
  });
  const ready = making.request.emitters.find(
    ({ name, custom }) => custom !== undefined && name === other?.owner,
  );
  return ready === undefined ? call : { ...call, ready };
}

function bannered(path: string, text: string, source: string | undefined): string {
  const head = headOf(path, text);
  return head + bannerBelow(head, { path, source }) + text.slice(head.length);
}

/** What must stay before a banner is in the first block. */
function* withBanner(
  path: string,
  blocks: Generator<string>,
  source: string | undefined,
): Generator<string> {
  const first = blocks.next();
  yield bannered(path, first.done ? "" : first.value, source);
  yield* blocks;
}

/** Makes the JavaScript and the declarations of a source whose emitter returned none. */
async function build(
  path: string,
  text: string,
  { call, making }: Placing,
): Promise<readonly Diagnostic[]> {
  const { target, take } = making;
  const [code = "", declarations = ""] = builtOf(path, ["esm"]);
  for (const one of [code, declarations]) {
    const clash = claim(one, call.ready.name, target.claims);
    if (clash !== undefined) return [blame(call, { fault: clash })];
  }
  const compiler = await loadCompiler();
  if (compiler === undefined) return [compilerMissing(call, path)];
  try {
    const built = await toJavaScript(compiler, path, text);
    take(target.folder, { path: code, content: bannered(code, built.code, call.source) });
    const content = bannered(declarations, built.declarations, call.source);
    take(target.folder, { path: declarations, content });
    return [];
  } catch (error) {
    return [blame(call, { fault: syntaxFaultIn(path, (error as Error).message) })];
  }
}

function commonjsMissing({ ready: { name, custom } }: Call, path: string): Diagnostic {
  const files = builtOf(path, ["cjs"])
    .map((one) => JSON.stringify(one))
    .join(" and ");
  return diagnostic("commonjs-missing", { path, emitter: name, files }, { span: custom?.span });
}

function compilerMissing({ ready }: Call, path: string): Diagnostic {
  const what = `"${path}" of the emitter "${ready.name}"`;
  const otherwise = 'let the emitter return its files of "dist/" too';
  return diagnostic("compiler-missing", { what, otherwise }, { span: ready.custom?.span });
}

/** Returns the compiler's words on one line: those before its excerpt. */
function syntaxFaultIn(path: string, message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  const [first = "", second = ""] = lines.filter((line) => line !== "");
  const words = first.endsWith(":") ? `${first} ${second.replace(/^x /, "")}` : first;
  return words.includes(path) ? words : `"${path}" cannot be read: ${words}`;
}
