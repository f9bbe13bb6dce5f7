// A description with hand-written values back in the places that no entry of ours takes any more, so that the plan is that of a first sync.

import type { Diagnostic, Note, Outcome } from "../diagnostics/diagnostic.ts";
import { applyEdits, type SourceFile, type Span, type TextEdit } from "../text/source.ts";
import { byMap } from "./by-map.ts";
import { goneFrom } from "./maps.ts";
import { type Location, openSpec, type Spec } from "./parts.ts";
import type { SyncPlan } from "./plan.ts";
import { revert } from "./splice.ts";
import { unharmed } from "./unharmed.ts";

/** A description whose texts have hand-written values back. */
export interface WithOriginals {
  readonly spec: Spec;
  /** The places that are not ours any more. */
  readonly places: readonly Location[];
  /** The files whose text differs, by their path in the description. */
  readonly texts: ReadonlyMap<string, string>;
  /** Returns the place in the text on the disk of a place in a restored one. */
  readonly placeBefore: (span: Span) => Span;
}

/** Returns the description of a plan with all values back that gave way before and need not any more, or `undefined` if there are none; values of a ledger that do not fit are reported. */
export function originalsIn({
  description: { spec },
  parts,
}: SyncPlan): Outcome<WithOriginals> | undefined {
  const files = parts.flatMap((plan) => {
    const back = goneFrom(plan).filter((pointer) => plan.replaced.has(pointer));
    const edits = back.flatMap((pointer) => revert(pointer, plan));
    if (edits.length === 0) return [];
    const { file } = plan.part;
    const text = applyEdits(file.text, edits);
    const restored: SourceFile = { ...file, text };
    const places = back.map((pointer) => ({ part: plan.part, pointer, node: undefined }));
    const fault = unharmed(plan.part, text, [byMap(back.map((one) => [one, true] as const))]);
    return [{ part: plan.part, edits, restored, places, fault }];
  });
  if (files.length === 0) return undefined;
  const faults = files.flatMap(({ fault }) => fault ?? []);
  if (faults.length > 0) return { diagnostics: faults };
  const byPath = new Map(files.map((one) => [one.part.path, one]));
  const { value: opened, diagnostics } = openSpec(
    byPath.get("")?.restored ?? spec.main.file,
    (path) => {
      const { value: part, diagnostics } = spec.part(path);
      const file = byPath.get(path)?.restored ?? part?.file;
      return file === undefined ? { diagnostics } : { value: file, diagnostics };
    },
  );
  if (opened === undefined) return { diagnostics };
  const value: WithOriginals = {
    spec: opened,
    places: files.flatMap(({ places }) => places),
    texts: new Map(files.map(({ part, restored }) => [part.path, restored.text])),
    placeBefore: (span) => {
      const from = files.find(({ restored }) => restored === span.file);
      if (from === undefined) return span;
      const [start, end] = [span.start, span.end].map((at) => offsetBefore(at, from.edits));
      return { file: from.part.file, start: start ?? 0, end: end ?? 0 };
    },
  };
  return { value, diagnostics };
}

/** Returns the offset in a text of an offset in what edits made of it. */
function offsetBefore(offset: number, edits: readonly TextEdit[]): number {
  let moved = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    if (offset < start + moved) break;
    if (offset < start + moved + text.length) return start;
    moved += text.length - (end - start);
  }
  return offset - moved;
}

/** Returns a diagnostic with its places in the texts on the disk. */
export function toldBefore(one: Diagnostic, { placeBefore }: WithOriginals): Diagnostic {
  const noteBefore = (note: Note): Note =>
    note.span === undefined ? note : { ...note, span: placeBefore(note.span) };
  return {
    ...one,
    ...(one.span === undefined ? {} : { span: placeBefore(one.span) }),
    notes: one.notes.map(noteBefore),
  };
}
