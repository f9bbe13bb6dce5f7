// Facts grouped by what they are about.

import { type Facts, wordsOf } from "./fact-keys.ts";

/** What facts are about: a definition, an envelope, a status and so on. */
export interface Thing {
  readonly name: string;
  /** What the keys of its facts begin with. */
  readonly key: string;
  /** The values of its facts as canonical JSON, by what follows in their keys. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Two versions of one definition. */
export interface DefinitionPair {
  readonly old: Thing;
  readonly now: Thing;
}

/** Things by their group and name. */
export type GroupedFacts = ReadonlyMap<string, ReadonlyMap<string, Thing>>;

/** Groups whose things have one fact alone. */
const single: readonly string[] = ["member", "schema"];

/** Returns facts grouped by what they are about. */
export function groupedFacts(facts: Facts): GroupedFacts {
  const groups = new Map<string, Map<string, Thing & { fields: Map<string, string> }>>();
  for (const [key, value] of facts) {
    const { group, name, start, field } = keyParts(key);
    const things = groups.get(group) ?? new Map();
    groups.set(group, things);
    const thing = things.get(name) ?? { name, key: start, fields: new Map() };
    things.set(name, thing);
    thing.fields.set(field, value);
  }
  return groups;
}

/** What the key of a fact consists of. */
export interface KeyParts {
  /** What its thing is: a definition, an envelope and so on. */
  readonly group: string;
  /** The name of the thing. */
  readonly name: string;
  /** The part before the field. */
  readonly start: string;
  /** What is said of the thing; empty if it has one fact alone. */
  readonly field: string;
}

/** Returns the parts of a key. */
export function keyParts(key: string): KeyParts {
  const first = key.indexOf(" ");
  const group = key.slice(0, first);
  if (group === "catalog") return { group, name: "", start: group, field: key.slice(first + 1) };
  if (group === "reserved") {
    return { group, name: key.slice(first + 1), start: key, field: "" };
  }
  if (single.includes(group)) {
    return { group, name: wordsOf(key)[1] ?? "", start: key, field: "" };
  }
  // Of these, only the prefix of a family is quoted, and it may have spaces.
  const second =
    key[first + 1] === '"' ? key.indexOf('" ', first + 2) + 1 : key.indexOf(" ", first + 1);
  const start = key.slice(0, second);
  return { group, name: key.slice(first + 1, second), start, field: key.slice(second + 1) };
}

/** Returns the things of a group, by their names. */
export function thingsOf(facts: GroupedFacts, group: string): ReadonlyMap<string, Thing> {
  return facts.get(group) ?? new Map();
}

/** Returns the value of a fact, or `undefined` if the thing does not have it. */
export function factOf(thing: Thing | undefined, field: string): unknown {
  const text = thing?.fields.get(field);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Returns the key of a thing's fact, or `undefined` if the thing does not have it. */
export function factKey(thing: Thing | undefined, field: string): string | undefined {
  return thing?.fields.has(field) === true ? `${thing.key} ${field}` : undefined;
}

/** Returns the fields of a thing that begin with a word, by what follows it. */
export function fieldsUnder(thing: Thing, word: string): ReadonlyMap<string, string> {
  const under = new Map<string, string>();
  for (const [field, value] of thing.fields) {
    if (field.startsWith(`${word} `)) under.set(field.slice(word.length + 1), value);
  }
  return under;
}
