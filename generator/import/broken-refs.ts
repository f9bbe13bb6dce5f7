// References of a description that cannot be followed, noted while the description is read.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Part, type Spec, targetOf } from "../sync/parts.ts";
import type { Span } from "../text/source.ts";
import { childrenOf, type YamlNode } from "../text/yaml-nodes.ts";

/** A description that notes which of its references cannot be followed. */
export interface NotingSpec {
  readonly spec: Spec;
  /** Returns a warning for each reference that could not be followed so far. */
  readonly broken: () => readonly Diagnostic[];
}

/** Returns a description that notes broken references. */
export function notingSpec(spec: Spec): NotingSpec {
  const found = new Map<string, Diagnostic>();
  const led: Spec["led"] = (ref, from) => {
    const target = spec.led(ref, from);
    const key = `${from.path} ${ref}`;
    if (target.value === undefined && !found.has(key)) {
      const reason = reasonOf(spec, ref, from);
      found.set(key, diagnostic("import-ref", { ref, reason }, { span: spanOf(ref, from.root) }));
    }
    return target;
  };
  return { spec: { ...spec, led }, broken: () => [...found.values()] };
}

function reasonOf(spec: Spec, ref: string, from: Part): string {
  const target = targetOf(ref, from.path);
  if (target === undefined) return "It leads out of the folder of the description.";
  const { value, diagnostics } = spec.part(target.path);
  const [fault] = diagnostics;
  return value === undefined && fault !== undefined ? fault.message : "Nothing is there.";
}

/** Returns where a file has a reference first. */
function spanOf(ref: string, node: YamlNode): Span | undefined {
  for (const [token, child] of childrenOf(node)) {
    if (child.alias !== undefined) continue;
    if (token === "$ref" && child.kind === "scalar" && child.value === ref) return child.span;
    const inner = spanOf(ref, child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
