// Describing a document once, whatever it becomes: texts in YAML, or plain data.

/** How the value of an entry is laid out in YAML: in braces on one line, or one line for each entry or item of it. */
export type Layout = "flow" | "lines";

/** Receives a document entry by entry, in the order in which it is read. */
export interface Writer {
  /** Begins an entry whose value is a map; a map that gets no entry is left out. */
  open(key: string): void;
  /** Ends the map that was begun last. */
  close(): void;
  /** Writes an entry with plain data as its value, or nothing if that is `undefined`. */
  entry(key: string, value: unknown, layout?: Layout): void;
}

/** A writer that builds plain data. */
export interface PlainWriter extends Writer {
  /** What is written so far. */
  readonly root: Readonly<Record<string, unknown>>;
}

/** Returns a writer that builds plain data. */
export function plainWriter(): PlainWriter {
  const root: Record<string, unknown> = {};
  const around: Record<string, unknown>[] = [];
  const keys: string[] = [];
  let map = root;
  return {
    root,
    open: (key) => {
      around.push(map);
      keys.push(key);
      map = {};
    },
    close: () => {
      const inner = map;
      const [outer = root] = around.splice(-1);
      const [key = ""] = keys.splice(-1);
      map = outer;
      if (Object.keys(inner).length > 0) map[key] = inner;
    },
    entry: (key, value) => {
      if (value !== undefined) map[key] = value;
    },
  };
}
