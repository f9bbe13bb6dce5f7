// The rule on names: every identifier that a package would hold is made once, and no two may be the same.

import { type Diagnostic, diagnostic, type Note } from "../../diagnostics/diagnostic.ts";
import { addTo } from "../../text/lists.ts";
import type { Span } from "../../text/source.ts";
import type { CatalogCode } from "../catalog.ts";
import { listOf } from "../locator.ts";
import {
  bodyName,
  builtinNames,
  catalogNames,
  className,
  fieldsName,
  guardName,
  paramsName,
  reservedIds,
  runtimeTypes,
  schemaName,
} from "../names.ts";
import { codeSpan, codesWithEntry, keyAt, type RuleScope, spanAt } from "./context.ts";

/** Names differ by more than case, do not end in Error or Exception, and make nothing that exists; a code has one. */
export function checkNames(context: RuleScope): readonly Diagnostic[] {
  return [
    ...reservedId(context),
    ...suffixes(context),
    ...identifierClashes(context),
    ...caseClashes(context),
    ...memberClashes(context),
    ...namedTwice(context),
  ];
}

/** Reports codes that two definitions call differently: the enum has one member for both. */
function namedTwice(context: RuleScope): readonly Diagnostic[] {
  const known = new Map<string, { readonly name: string; readonly span: () => Span }>();
  return codesWithEntry(context).flatMap(({ text: code, definition, entry }) => {
    const { name } = entry.value;
    if (name === undefined || name === definition) return [];
    const span = (): Span => spanAt(context, `${entry.pointer}/name`);
    const first = known.get(code);
    if (first === undefined) known.set(code, { name, span });
    if (first === undefined || first.name === name) return [];
    const notes = [{ message: `It is called "${first.name}" here.`, span: first.span() }];
    const holes = { code, name, other: first.name };
    return [diagnostic("code-named-twice", holes, { span: span(), notes })];
  });
}

function reservedId(context: RuleScope): readonly Diagnostic[] {
  const { id } = context.catalog;
  if (!reservedIds.includes(id)) return [];
  const holes = { name: id, identifier: id, owner: "Faultbook, npm or Windows" };
  return [diagnostic("name-reserved", holes, { span: spanAt(context, "/id") })];
}

function suffixes(context: RuleScope): readonly Diagnostic[] {
  const written = context.definitions.flatMap(({ key, pointer }) =>
    suffixFault(key, () => keyAt(context, pointer)),
  );
  const entries = context.codes.flatMap(({ entry }) =>
    suffixFault(entry?.value.name ?? "", () => spanAt(context, `${entry?.pointer}/name`)),
  );
  return [...written, ...entries];
}

function suffixFault(name: string, spanOf: () => Span): readonly Diagnostic[] {
  const suffix = ["Error", "Exception"].find((one) => name.endsWith(one));
  return suffix === undefined
    ? []
    : [diagnostic("name-suffix", { name, suffix }, { span: spanOf() })];
}

/** One identifier at the top level of a package, and what in the catalog makes it. */
interface Origin {
  readonly identifier: string;
  /** The name in the catalog. */
  readonly name: string;
  /** Where the name stands as a key, or the value of `prefix`. */
  readonly pointer: string;
  /** What it is called, where it follows from the prefix alone. */
  readonly role?: string;
}

/**
 * Values and types of the language that generated code uses by their bare names.
 * A shared schema makes a type of its own name, and a definition a class; neither may shadow one of these.
 */
const usedGlobals: ReadonlySet<string> = new Set([
  ...["Array", "Boolean", "Date", "Extract", "Headers", "Infinity", "JSON", "Map", "Math", "NaN"],
  ...["Number", "Object", "Promise", "Readonly", "ReadonlyArray", "Record", "Response", "Set"],
  ...["String", "Symbol", ...builtinNames],
]);

/** Types that every package exports whatever its catalog says. */
const sharedTypes: ReadonlySet<string> = new Set([...runtimeTypes, "ErrorInit"]);

const roles: Readonly<Record<string, string>> = {
  base: "the base class",
  unknown: "the class of unknown errors",
  any: "the union of all classes",
  code: "the enum of the codes",
  body: "the union of the bodies",
  isError: "the guard of the base class",
};

/** Gives the identifiers that follow from the prefix, alone or with the name of an envelope or schema. */
function prefixed({ catalog }: RuleScope): readonly Origin[] {
  const { prefix } = catalog;
  return [
    ...Object.entries(catalogNames(prefix)).map(([key, identifier]) => {
      const role = roles[key] ?? "every package";
      return { identifier, name: prefix, pointer: "/prefix", role };
    }),
    ...catalog.envelopes.map(({ name }) => {
      return { identifier: bodyName(prefix, name), name, pointer: `/envelopes/${name}` };
    }),
    ...catalog.envelopes.map(({ name }) => {
      return { identifier: fieldsName(prefix, name), name, pointer: `/envelopes/${name}` };
    }),
    ...catalog.schemas.map(({ name }) => {
      return { identifier: schemaName(prefix, name), name, pointer: `/schemas/${name}` };
    }),
  ];
}

/** Gives the identifiers that a definition makes; two definitions never make the same. */
function identifiersOf(definition: string): readonly string[] {
  return [className(definition), paramsName(definition), guardName(definition)];
}

function identifierClashes(context: RuleScope): readonly Diagnostic[] {
  const known = new Map<string, Origin>();
  const faults: Diagnostic[] = [];
  const add = (origin: Origin): void => {
    const first = known.get(origin.identifier);
    faults.push(...clash(origin, first, context));
    if (first === undefined) known.set(origin.identifier, origin);
  };
  for (const origin of prefixed(context)) add(origin);
  for (const { key: name, pointer } of context.definitions) {
    // The constant of a name that ends in Error is refused for that already.
    if (usedGlobals.has(name) && !name.endsWith("Error")) add({ identifier: name, name, pointer });
    const taken = identifiersOf(name).find((one) => usedGlobals.has(one) || known.has(one));
    if (taken !== undefined) add({ identifier: taken, name, pointer });
  }
  return faults;
}

function clash(
  { identifier, name, pointer }: Origin,
  first: Origin | undefined,
  context: RuleScope,
): readonly Diagnostic[] {
  const spanOf = (at: string) => (at === "/prefix" ? spanAt(context, at) : keyAt(context, at));
  const span = spanOf(pointer);
  const shared = sharedTypes.has(identifier) ? "every package" : undefined;
  const owner = usedGlobals.has(identifier) ? "the language" : (shared ?? first?.role);
  if (owner !== undefined)
    return [diagnostic("name-reserved", { name, identifier, owner }, { span })];
  if (first === undefined) return [];
  const notes = [standsHere(first.name, spanOf(first.pointer))];
  return [diagnostic("name-collision", { name, other: first.name, identifier }, { span, notes })];
}

function standsHere(name: string, span: Span): Note {
  return { message: `"${name}" stands here.`, span };
}

/** Reports definitions that differ only by case: a Markdown anchor is one for both. */
function caseClashes(context: RuleScope): readonly Diagnostic[] {
  const known = new Map<string, string>();
  return context.definitions.flatMap(({ key: name, pointer }) => {
    const lower = name.toLowerCase();
    const other = known.get(lower);
    if (other === undefined) {
      known.set(lower, name);
      return [];
    }
    const identifier = `#${className(name).toLowerCase()}`;
    const notes = [standsHere(other, keyAt(context, `/definitions/${other}`))];
    const span = keyAt(context, pointer);
    return [diagnostic("name-collision", { name, other, identifier }, { span, notes })];
  });
}

/** One member of the enum of codes. */
interface Member {
  readonly text: string;
  readonly member: string;
  /** Whether the name is the one of a definition that has the code. */
  readonly isDefinition: boolean;
  /** The name where somebody wrote it, else the code that makes it. */
  readonly shown: string;
  readonly span: Span;
}

/** Reports members of the enum that are the same but for case, and those that are called as another code's definition. */
function memberClashes(context: RuleScope): readonly Diagnostic[] {
  const { codes, definitions } = context.catalog;
  const names = new Map(definitions.map(({ name }) => [name.toLowerCase(), name]));
  const groups = new Map<string, CatalogCode[]>();
  for (const code of codes) {
    addTo(groups, code.member.toLowerCase(), code);
  }
  const faults: Diagnostic[] = [];
  for (const [lower, group] of groups) {
    faults.push(...twins(group, context), ...namesake(group, names.get(lower), context));
    if (lower === "nan" || lower === "infinity") faults.push(...numericMembers(group, context));
  }
  return faults;
}

function twins(codes: readonly CatalogCode[], context: RuleScope): readonly Diagnostic[] {
  if (codes.length < 2) return [];
  const members = codes
    .map((code) => memberOf(code, context))
    .sort((a, b) => a.span.start - b.span.start);
  const [first, ...others] = members;
  return others.flatMap((one) => {
    if (first === undefined) return [];
    const same = first.member === one.member;
    // Definitions that differ by case alone are told already.
    if (!same && first.isDefinition && one.isDefinition) return [];
    const identifier = same ? one.member : one.member.toLowerCase();
    const [name, other] = same ? [one.text, first.text] : [one.shown, first.shown];
    const notes = [standsHere(other, first.span)];
    return [diagnostic("name-collision", { name, other, identifier }, { span: one.span, notes })];
  });
}

function namesake(
  codes: readonly CatalogCode[],
  other: string | undefined,
  context: RuleScope,
): readonly Diagnostic[] {
  const [code] = codes;
  if (other === undefined || code === undefined || codes.length > 1) return [];
  const own = code.owners.some(({ definition }) => definition.name === other);
  if (own && code.member === other) return [];
  const { member, text, shown, span } = memberOf(code, context);
  const [name, identifier] = member === other ? [text, member] : [shown, member.toLowerCase()];
  const notes = [standsHere(other, keyAt(context, `/definitions/${other}`))];
  return [diagnostic("name-collision", { name, other, identifier }, { span, notes })];
}

/** Reports members that TypeScript refuses in an enum because they are spelled as numbers are. */
function numericMembers(codes: readonly CatalogCode[], context: RuleScope): readonly Diagnostic[] {
  return codes.flatMap((code) => {
    const { member, span } = memberOf(code, context);
    const isDefinition = context.catalog.definitions.some(({ name }) => name === member);
    if (isDefinition || (member !== "NaN" && member !== "Infinity")) return [];
    const holes = { name: member, identifier: member, owner: "the language" };
    return [diagnostic("name-reserved", holes, { span })];
  });
}

function memberOf(code: CatalogCode, context: RuleScope): Member {
  const { member, text } = code;
  const owner = code.owners.find((one) => one.code.name === member) ?? code.owners[0];
  const name = owner?.definition.name ?? "";
  const index = owner === undefined ? 0 : owner.definition.codes.indexOf(owner.code);
  const entry = listOf(context.document.definitions[name]?.code)[index];
  if (typeof entry === "object" && entry.name === member) {
    const span = spanAt(context, `/definitions/${name}/code/${index}/name`);
    return { text, member, isDefinition: member === name, shown: member, span };
  }
  const isDefinition = member === name;
  const span = codeSpan(context, name, index);
  return { text, member, isDefinition, shown: isDefinition ? member : text, span };
}
