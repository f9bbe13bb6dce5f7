// How Node.js loads modules of a project: TypeScript without its types, and each anew for every run.

import { stripTypes } from "../emit/javascript.ts";

/** The name in a module's URL that says for which run it is loaded. */
export const runMark = "faultbook";

interface ResolveContext {
  readonly parentURL?: string | undefined;
}

interface Resolved {
  readonly url: string;
}

interface LoadContext {
  readonly format?: string | null | undefined;
}

interface Loaded {
  readonly format?: string | null | undefined;
  readonly source?: unknown;
  readonly shortCircuit?: boolean;
}

/** What a hook gives: at once where Node.js calls it in its own thread, else later. */
export type Later<Value> = Value | Promise<Value>;

/** Resolves what a marked module imports by a path: with the same mark, and `./x.js` to `./x.ts` where only that is there. */
export function resolve<Found extends Resolved>(
  specifier: string,
  context: ResolveContext,
  next: (specifier: string, context: ResolveContext) => Later<Found>,
): Later<Found> {
  const mark = markOf(context.parentURL);
  if (mark === undefined || !/^\.{0,2}\//.test(specifier)) return next(specifier, context);
  const marked = (found: Found): Found => {
    if (!found.url.startsWith("file:")) return found;
    const url = new URL(found.url);
    url.searchParams.set(runMark, mark);
    return { ...found, url: url.href };
  };
  return firstOf(candidates(specifier), (one) => next(one, context), marked);
}

/** Loads a marked module of TypeScript as JavaScript. */
export function load(
  url: string,
  context: LoadContext,
  next: (url: string, context: LoadContext) => Later<Loaded>,
): Later<Loaded> {
  if (markOf(url) === undefined || !isTypeScript(new URL(url).pathname)) return next(url, context);
  const strip = (loaded: Loaded): Loaded => ({
    format: "module",
    source: stripTypes(new URL(url).pathname, textOf(loaded.source)).code,
    shortCircuit: true,
  });
  const loaded = next(url, { ...context, format: "module" });
  return loaded instanceof Promise ? loaded.then(strip) : strip(loaded);
}

/** Gives the specifiers that one may stand for, the likeliest first: compilers want `./x.js` for what is `./x.ts`. */
export function candidates(specifier: string): readonly string[] {
  const source = specifier.replace(/\.(m?)js$/, ".$1ts");
  return source === specifier ? [specifier, `${specifier}.ts`] : [specifier, source];
}

/** Tells whether a file holds TypeScript. */
export function isTypeScript(path: string): boolean {
  return /\.m?ts$/.test(path);
}

function markOf(url: string | undefined): string | undefined {
  if (url?.startsWith("file:") !== true) return undefined;
  return new URL(url).searchParams.get(runMark) ?? undefined;
}

function firstOf<Found>(
  [first = "", ...rest]: readonly string[],
  find: (specifier: string) => Later<Found>,
  then: (found: Found) => Found,
): Later<Found> {
  const orElse = (error: unknown): Later<Found> => {
    if (rest.length === 0) throw error;
    const others = () => firstOf(rest, find, then);
    // Of a module that is nowhere, the name that was written is told.
    const asWritten = (): never => {
      throw error;
    };
    try {
      const found = others();
      return found instanceof Promise ? found.catch(asWritten) : found;
    } catch {
      return asWritten();
    }
  };
  try {
    const found = find(first);
    return found instanceof Promise ? found.then(then, orElse) : then(found);
  } catch (error) {
    return orElse(error);
  }
}

function textOf(source: unknown): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source as Uint8Array);
}
