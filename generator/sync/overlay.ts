// An overlay (Overlay 1.0) that says what a sync would, for descriptions that are made by frameworks and must not be edited.

import { pointerTokens } from "../text/pointer.ts";
import { ledgerKey } from "./ledger.ts";
import { containerOf } from "./maps.ts";
import type { PartPlan, SyncPlan } from "./plan.ts";
import { parentOf } from "./pointers.ts";

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

/** Returns the overlay of a plan; what is in other files than the main one has no place in it. */
export function overlayOf({ parts }: SyncPlan, version: string): Overlay {
  const actions = parts.filter(({ part }) => part.path === "").flatMap(actionsOf);
  return { overlay: "1.0.0", info: { title: "The errors of the catalogs", version }, actions };
}

function actionsOf({ root, wanted, taken }: PartPlan): readonly OverlayAction[] {
  const groups = new Map<string, Record<string, unknown>>();
  for (const [pointer, value] of wanted) {
    if (pointer === `/${ledgerKey}`) continue;
    const container = taken.has(pointer) ? parentOf(pointer) : containerOf(root, pointer);
    const update = groups.get(container) ?? {};
    groups.set(container, update);
    put(update, pointerTokens(pointer.slice(container.length)), value);
  }
  // What an overlay updates is merged, so that what gives way is removed first.
  const removals = [...taken].map((pointer) => ({
    target: pathOf(pointer),
    remove: true as const,
  }));
  const updates = [...groups].map(([container, update]) => ({ target: pathOf(container), update }));
  return [...removals, ...updates];
}

function put(into: Record<string, unknown>, tokens: readonly string[], value: unknown): void {
  const [token = "", ...rest] = tokens;
  if (rest.length === 0) into[token] = value;
  else {
    const inner = (into[token] ?? {}) as Record<string, unknown>;
    into[token] = inner;
    put(inner, rest, value);
  }
}

/** Returns a JSON Pointer as a JSONPath. */
function pathOf(pointer: string): string {
  const steps = pointerTokens(pointer).map(
    (token) => `['${token.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`,
  );
  return `$${steps.join("")}`;
}
