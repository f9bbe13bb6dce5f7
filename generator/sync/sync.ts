// Keeps the errors in an OpenAPI description in sync: texts and catalogs in, new texts out; pure.
// description (files, operations, references) → wanted entries of each file → a plan → splices.

import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { applyEdits } from "../text/source.ts";
import { isReadable } from "../text/yaml.ts";
import { type ByMap, byMap } from "./by-map.ts";
import { describe } from "./description.ts";
import { layoutOf } from "./layout.ts";
import { ledgerKey } from "./ledger.ts";
import { originalsIn, toldBefore, type WithOriginals } from "./originals.ts";
import { type Overlay, overlayOf } from "./overlay.ts";
import type { Part, Spec } from "./parts.ts";
import { type PartPlan, planOf } from "./plan.ts";
import { relocated } from "./relocation.ts";
import type { SyncRequest } from "./request.ts";
import { changeAt, type EntryChange, splice } from "./splice.ts";
import type { Kept } from "./turns.ts";
import { unharmed } from "./unharmed.ts";

export type { SpecCatalog, SyncRequest } from "./request.ts";

/** A file of the description with its new text. */
export interface SyncedFile {
  readonly part: Part;
  readonly text: string;
}

/** A difference and its file. */
export interface SyncChange extends EntryChange {
  readonly part: Part;
}

/** The result of a sync; if the diagnostics contain errors there are no files. */
export interface Synced {
  /** The files whose text changes. */
  readonly files: readonly SyncedFile[];
  readonly changes: readonly SyncChange[];
  /** The entries that are wanted, by file. */
  readonly wanted: ReadonlyMap<Part, ByMap<unknown>>;
  /** The hand-written responses that hide errors. */
  readonly kept: readonly Kept[];
  readonly diagnostics: readonly Diagnostic[];
  /** What says the same to a description that must not be edited, if it was asked for. */
  readonly overlay?: Overlay;
}

/** Returns the texts of a description with the catalogs in it. */
export function sync(request: SyncRequest): Synced {
  const { value: read, diagnostics: unread } = describe(request.spec, request.back);
  if (read === undefined) return { ...nothing, diagnostics: unread };
  const { description, diagnostics: lost } = relocated(read, request);
  if (hasErrors(lost)) return { ...nothing, diagnostics: [...unread, ...lost] };
  const plan = planOf(description, request);
  const originals = request.remove ? undefined : originalsIn(plan);
  if (originals !== undefined) return syncedAfter(originals, request);
  const overlay = request.isOverlay === true ? overlayOf(plan) : undefined;
  const spliced = plan.parts.map(splicedPart);
  const changes = spliced.flatMap((one) => one.changes);
  const diagnostics = [
    ...unread,
    ...lost,
    ...plan.diagnostics,
    ...spliced.flatMap((one) => one.diagnostics),
  ];
  const files = hasErrors(diagnostics) ? [] : spliced.flatMap((one) => one.files);
  const wanted = new Map(plan.parts.map((one) => [one.part, one.wanted]));
  const { kept } = plan;
  return { files, changes, wanted, kept, diagnostics, ...(overlay && { overlay }) };
}

/** Syncs a description that has hand-written values back first; the differences are those to the texts on the disk. */
function syncedAfter(
  { value: originals, diagnostics }: Outcome<WithOriginals>,
  request: SyncRequest,
): Synced {
  if (originals === undefined) return { ...nothing, diagnostics };
  const { spec, places, texts, placeBefore } = originals;
  const done = sync({ ...request, spec, back: places });
  const told = done.diagnostics.map((one) => toldBefore(one, originals));
  if (hasErrors(told)) return { ...done, diagnostics: told };
  const written = new Map(done.files.map(({ part, text }) => [part.path, text]));
  const files = spec.opened().flatMap(({ path }): readonly SyncedFile[] => {
    const text = written.get(path) ?? texts.get(path);
    const part = partIn(request.spec, path);
    return text === undefined || part === undefined || text === part.file.text
      ? []
      : [{ part, text }];
  });
  const changed = new Set(files.map(({ part }) => part.path));
  const changes = [
    ...places.map(({ part, pointer }) => ({ ...changeAt("delete", pointer, part), part })),
    ...done.changes.map((one) => ({ ...one, span: placeBefore(one.span) })),
  ];
  const kept = done.kept.map((one) => ({ ...one, span: placeBefore(one.span) }));
  return {
    ...done,
    files,
    changes: changes.filter(({ part }) => changed.has(part.path)),
    kept,
    diagnostics: told,
  };
}

function partIn({ main, part }: Spec, path: string): Part | undefined {
  return path === "" ? main : part(path).value;
}

const nothing = { files: [], changes: [], wanted: new Map(), kept: [] } as const;

/** Returns what becomes of one file. */
function splicedPart(plan: PartPlan): Omit<Synced, "wanted" | "kept"> {
  const { part, owned, wanted, lists } = plan;
  const { edits, changes, diagnostics } = splice({ ...plan, layout: layoutOf(part.root) });
  const told = changes.map((change) => ({ ...change, part }));
  if (edits.length === 0 || hasErrors(diagnostics))
    return { files: [], changes: told, diagnostics };
  const text = applyEdits(part.file.text, edits);
  const others = [...lists.keys(), `/${ledgerKey}`].map((pointer) => [pointer, true] as const);
  const fault = unharmed(part, text, [owned, wanted, byMap(others)]);
  if (fault !== undefined)
    return { files: [], changes: told, diagnostics: [...diagnostics, fault] };
  const span = { file: part.file, start: 0, end: 0 };
  const faults = isReadable(text) ? [] : [diagnostic("spec-outgrown", {}, { span })];
  return { files: [{ part, text }], changes: told, diagnostics: [...diagnostics, ...faults] };
}
