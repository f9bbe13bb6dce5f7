// An overlay (Overlay 1.0) that says what a sync would, for descriptions that are made by frameworks and must not be edited.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { addTo } from "../text/lists.ts";
import { pointerTokens } from "../text/pointer.ts";
import type { Answers } from "./answers.ts";
import { entriesIn } from "./by-map.ts";
import { hasCodes } from "./code-lists.ts";
import { plainOf } from "./layout.ts";
import { ledgerKey } from "./ledger.ts";
import { containerOf, type Nesting, nested } from "./maps.ts";
import type { Location, Part } from "./parts.ts";
import type { PartPlan, SyncPlan } from "./plan.ts";
import { entryAt, parentOf } from "./pointers.ts";

/** An overlay document as plain data. */
export interface Overlay {
  readonly overlay: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly actions: readonly OverlayAction[];
}

/** One action of an overlay. */
export interface OverlayAction {
  /** A JSONPath. */
  readonly target: string;
  readonly remove?: true;
  readonly update?: unknown;
}

/** Returns what an overlay of the main file can say to operations; what is in other files is reported. */
export function answersInMain(
  answers: Answers,
  main: Part,
): { readonly answers: Answers; readonly diagnostics: readonly Diagnostic[] } {
  const { wanted, narrowed, taken } = answers;
  const isHere = ({ part }: Location) => part === main;
  const outside = [
    ...wanted.map(({ at: { part }, answers }) => [part, answers.size] as const),
    ...narrowed.map(({ at: { part } }) => [part, 1] as const),
  ].filter(([part]) => part !== main);
  const counts = new Map<Part, number>();
  for (const [part, count] of outside) counts.set(part, (counts.get(part) ?? 0) + count);
  const diagnostics = [...counts].map(([{ file }, count]) => {
    const holes = { path: file.path, count, responses: count === 1 ? "response" : "responses" };
    return diagnostic("spec-overlay-part", holes, { span: { file, start: 0, end: 0 } });
  });
  const here = {
    wanted: wanted.filter(({ at }) => isHere(at)),
    narrowed: narrowed.filter(({ at }) => isHere(at)),
    taken: taken.filter(isHere),
  };
  return { answers: { ...answers, ...here }, diagnostics };
}

/** Reports components that an overlay cannot add, since those of the description are in another file. */
export function componentsOutside(
  wanted: readonly { readonly at: Location }[],
  main: Part,
): readonly Diagnostic[] {
  const files = new Set(wanted.flatMap(({ at: { part } }) => (part === main ? [] : [part.file])));
  return [...files].map((file) =>
    diagnostic(
      "spec-overlay-components",
      { path: file.path },
      { span: { file, start: 0, end: 0 } },
    ),
  );
}

/** Returns the overlay of a plan, which is all in the main file. */
export function overlayOf({ description, parts }: SyncPlan): Overlay {
  const version = entryAt(description.spec.main.root, "/info/version")?.node;
  const actions = parts.filter(({ part }) => part.path === "").flatMap(actionsOf);
  const info = {
    title: "The errors of the catalogs",
    version: version?.kind === "scalar" ? version.source : "1.0.0",
  };
  return { overlay: "1.0.0", info, actions };
}

function actionsOf(plan: PartPlan): readonly OverlayAction[] {
  const { root } = plan;
  const lists = [...plan.lists].flatMap(([pointer, codes]) =>
    codes === undefined || hasCodes(entryAt(root, pointer)?.node, codes)
      ? []
      : [[pointer, codes] as const],
  );
  const taken = new Set([...plan.taken, ...lists.map(([pointer]) => pointer)]);
  const groups = new Map<string, Nesting[]>();
  for (const [pointer, value] of [...entriesIn(plan.wanted), ...lists]) {
    if (pointer === `/${ledgerKey}`) continue;
    const container = taken.has(pointer) ? parentOf(pointer) : containerOf(root, pointer);
    addTo(groups, container, [pointerTokens(pointer.slice(container.length)), value]);
  }
  // What an overlay updates is merged, so that what gives way is removed first.
  const removals = [...taken].map((pointer) => ({
    target: pathOf(pointer),
    remove: true as const,
  }));
  const updates = [...groups].map(([container, all]) => ({
    target: pathOf(container),
    update: plainOf(nested(all)),
  }));
  return [...removals, ...updates];
}

/** Returns a JSON Pointer as a JSONPath. */
function pathOf(pointer: string): string {
  const steps = pointerTokens(pointer).map(
    (token) => `['${token.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`,
  );
  return `$${steps.join("")}`;
}
