// The file of an overlay that `sync` writes in the place of edits.

import { dirname, resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Edit, readEditable } from "../disk/edit.ts";
import { statsOf } from "../disk/files.ts";
import type { Overlay } from "../sync/overlay.ts";
import { yamlLimits } from "../text/yaml.ts";
import { printYaml } from "../text/yaml-print.ts";

/** The first line of an overlay of ours. */
const banner =
  "# Made by faultbook: run `faultbook sync --overlay` instead of editing this file.\n";

/** Where an overlay is written. */
export interface OverlayPlace {
  /** Relative to the working directory. */
  readonly path: string;
  readonly cwd: string;
}

/** What becomes of an overlay's file: an edit, a new file, or neither if it is up to date. */
export interface OverlayFile {
  readonly edits: readonly Edit[];
  /** The path and the text of a file that is not there yet. */
  readonly fresh: readonly (readonly [path: string, text: string])[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns what becomes of the file of an overlay; a hand-written file is refused. */
export function overlayFile(overlay: Overlay, { path: shown, cwd }: OverlayPlace): OverlayFile {
  const text = banner + printYaml(overlay);
  const path = resolve(cwd, shown);
  const nothing = { edits: [], fresh: [], diagnostics: [] };
  if (statsOf(path) === undefined) return { ...nothing, fresh: [[shown, text]] };
  const query = { path, shown, folder: dirname(path), limit: yamlLimits.bytes };
  const { value: file, diagnostics } = readEditable(query);
  if (file === undefined) return { ...nothing, diagnostics };
  if (!file.source.text.startsWith(banner))
    return { ...nothing, diagnostics: [diagnostic("overlay-taken", { path: shown })] };
  return file.source.text === text ? nothing : { ...nothing, edits: [{ file, text }] };
}
