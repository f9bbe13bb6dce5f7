// Definitions that share codes, which a body's code alone cannot tell apart.

import type { Catalog, Definition } from "../../catalog/catalog.ts";

/** Definitions that share a code, directly or through others; most groups have one. */
export type Group = readonly Definition[];

/** Puts definitions that share a code into one group, in the order of their first codes. */
export function groupsByCode(definitions: readonly Definition[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const definition of definitions) {
    const [only] = definition.codes;
    if (only !== undefined && definition.codes.length === 1 && !groups.has(only.text)) {
      groups.set(only.text, [definition]);
      continue;
    }
    const joined = new Set(definition.codes.flatMap(({ text }) => groups.get(text) ?? []));
    const group = [...joined, definition];
    for (const { codes } of group) for (const { text } of codes) groups.set(text, group);
  }
  return [...new Set(groups.values())];
}

/** Returns a text that equal groups have in common, and no others. */
export function groupKey(group: Group): string {
  return group.map((definition) => definition.name).join(" ");
}

/** A group of several definitions, and the enum member of its first shared code. */
export interface SharedGroup {
  readonly group: Group;
  readonly member: string;
}

/** Returns the groups of several definitions in a whole catalog by their keys. */
export function sharedGroups(catalog: Catalog): ReadonlyMap<string, SharedGroup> {
  const shared = catalog.codes.filter((code) => code.owners.length > 1);
  const members = new Map<string, SharedGroup>();
  for (const group of groupsByCode(catalog.definitions)) {
    if (group.length === 1) continue;
    const code = shared.find(({ owners }) => owners.some((one) => group.includes(one.definition)));
    if (code !== undefined) members.set(groupKey(group), { group, member: code.member });
  }
  return members;
}
