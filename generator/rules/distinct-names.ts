// Rule 1: every identifier that a package exports is made once, and none shadows one that exists.

import type { CatalogCode } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
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
} from "../catalog/names.ts";
import type { Entries, Note } from "../diagnostics/entry.ts";
import { addTo } from "../text/lists.ts";
import type { Span } from "../text/source.ts";
import { codeSpan, keyAt, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "name-collision": {
    message: 'The names "{name}" and "{other}" would both make "{identifier}".',
    help: "Rename one of them so that they differ by more than case, and so do the identifiers that are made from them.",
  },
  "code-named-twice": {
    message: 'The code "{code}" is named "{name}" here and "{other}" in another definition.',
    help: "Use one name in all its definitions, or name it in one of them alone: the code is one member of the enum.",
  },
  "name-suffix": {
    message: 'The name "{name}" ends in "{suffix}", and its class would be called "{name}Error".',
    help: 'Remove "{suffix}": it is added to the name of the class.',
  },
  "name-reserved": {
    message: 'The name "{name}" would make "{identifier}", which is taken by {owner}.',
    help: "Choose another name, for example a more specific one: RequestTimeout for Timeout.",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 1,
  sentence:
    "Names of definitions and codes differ by more than case, do not end in Error or Exception, and make no identifier that exists; a code has one name.",
  diagnostics,
  check: (scope, report) => {
    reservedId(scope, report);
    suffixes(scope, report);
    identifierClashes(scope, report);
    caseClashes(scope, report);
    memberClashes(scope, report);
    namedTwice(scope, report);
  },
});

/** Reports codes that two definitions name differently: the enum has one member for both. */
function namedTwice(scope: RuleScope, report: Report): void {
  const known = new Map<string, { readonly name: string; readonly pointer: string }>();
  for (const { text: code, definition, entry } of scope.entryCodes) {
    const { name } = entry.value;
    if (name === undefined || name === definition) continue;
    const pointer = `${entry.pointer}/name`;
    const first = known.get(code);
    if (first === undefined) known.set(code, { name, pointer });
    if (first === undefined || first.name === name) continue;
    const message = `It is named "${first.name}" here.`;
    const notes = [{ message, span: spanAt(scope, first.pointer) }];
    const span = spanAt(scope, pointer);
    report("code-named-twice", { code, name, other: first.name }, { span, notes });
  }
}

function reservedId(scope: RuleScope, report: Report): void {
  const { id } = scope.catalog;
  if (!reservedIds.includes(id)) return;
  const holes = { name: id, identifier: id, owner: "Faultbook, npm or Windows" };
  report("name-reserved", holes, { span: spanAt(scope, "/id") });
}

function suffixes(scope: RuleScope, report: Report): void {
  const suffixOf = (name: string) => ["Error", "Exception"].find((one) => name.endsWith(one));
  for (const { key: name, pointer } of scope.definitions) {
    const suffix = suffixOf(name);
    if (suffix !== undefined)
      report("name-suffix", { name, suffix }, { span: keyAt(scope, pointer) });
  }
  for (const { entry } of scope.entryCodes) {
    const { name = "" } = entry.value;
    const suffix = suffixOf(name);
    if (suffix === undefined) continue;
    report("name-suffix", { name, suffix }, { span: spanAt(scope, `${entry.pointer}/name`) });
  }
}

/** One identifier at the top level of a package, and the name in the catalog that makes it. */
interface Origin {
  readonly identifier: string;
  readonly name: string;
  /** The place of the name as a key, or of the value of `prefix`. */
  readonly pointer: string;
  /** What the identifier is, if it follows from the prefix alone. */
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

/** Returns the identifiers that follow from the prefix, alone or with the name of an envelope or schema. */
function prefixed({ catalog }: RuleScope): readonly Origin[] {
  const { prefix, envelopes, schemas } = catalog;
  const ofEnvelopes = (identifierOf: (prefix: string, name: string) => string) =>
    envelopes.map(({ name }) => ({
      identifier: identifierOf(prefix, name),
      name,
      pointer: `/envelopes/${name}`,
    }));
  return [
    ...Object.entries(catalogNames(prefix)).map(([key, identifier]) => {
      const role = roles[key] ?? "every package";
      return { identifier, name: prefix, pointer: "/prefix", role };
    }),
    ...ofEnvelopes(bodyName),
    ...ofEnvelopes(fieldsName),
    ...schemas.map(({ name }) => {
      return { identifier: schemaName(prefix, name), name, pointer: `/schemas/${name}` };
    }),
  ];
}

function identifierClashes(scope: RuleScope, report: Report): void {
  const known = new Map<string, Origin>();
  for (const origin of prefixed(scope)) {
    const first = known.get(origin.identifier);
    clash(origin, first, { scope, report });
    if (first === undefined) known.set(origin.identifier, origin);
  }
  for (const { key: name, pointer } of scope.definitions) {
    // The constant of a name that ends in Error is refused for that already.
    if (usedGlobals.has(name) && !name.endsWith("Error"))
      clash({ identifier: name, name, pointer }, known.get(name), { scope, report });
    // Two definitions never make the same of these.
    const taken = [className(name), paramsName(name), guardName(name)].find(
      (one) => usedGlobals.has(one) || known.has(one),
    );
    if (taken !== undefined)
      clash({ identifier: taken, name, pointer }, known.get(taken), { scope, report });
  }
}

function clash(
  { identifier, name, pointer }: Origin,
  first: Origin | undefined,
  { scope, report }: { readonly scope: RuleScope; readonly report: Report },
): void {
  const spanOf = (at: string) => (at === "/prefix" ? spanAt(scope, at) : keyAt(scope, at));
  const shared = sharedTypes.has(identifier) ? "every package" : undefined;
  const owner = usedGlobals.has(identifier) ? "the language" : (shared ?? first?.role);
  if (owner !== undefined) {
    report("name-reserved", { name, identifier, owner }, { span: spanOf(pointer) });
  } else if (first !== undefined) {
    const notes = [isHere(first.name, spanOf(first.pointer))];
    const span = spanOf(pointer);
    report("name-collision", { name, other: first.name, identifier }, { span, notes });
  }
}

function isHere(name: string, span: Span): Note {
  return { message: `"${name}" is here.`, span };
}

/** Reports definitions that differ only by case: a Markdown anchor is one for both. */
function caseClashes(scope: RuleScope, report: Report): void {
  const known = new Map<string, string>();
  for (const { key: name, pointer } of scope.definitions) {
    const lower = name.toLowerCase();
    const other = known.get(lower);
    if (other === undefined) {
      known.set(lower, name);
      continue;
    }
    const identifier = `#${className(name).toLowerCase()}`;
    const notes = [isHere(other, keyAt(scope, `/definitions/${other}`))];
    const span = keyAt(scope, pointer);
    report("name-collision", { name, other, identifier }, { span, notes });
  }
}

/** One member of the enum of codes. */
interface Member {
  readonly text: string;
  readonly member: string;
  /** Whether the name is that of a definition that has the code. */
  readonly isDefinition: boolean;
  /** The name if somebody wrote it, else the code that makes it. */
  readonly shown: string;
  readonly span: Span;
}

/** Reports members of the enum that are the same but for case, and those that have the name of another code's definition. */
function memberClashes(scope: RuleScope, report: Report): void {
  const { codes, definitions } = scope.catalog;
  const names = new Map(definitions.map(({ name }) => [name.toLowerCase(), name]));
  const groups = new Map<string, CatalogCode[]>();
  for (const code of codes) addTo(groups, code.member.toLowerCase(), code);
  for (const [lower, group] of groups) {
    const [code] = group;
    const other = names.get(lower);
    if (group.length > 1) twins(group, scope, report);
    else if (code !== undefined && other !== undefined) namesake(code, other, { scope, report });
    if (lower === "nan" || lower === "infinity") numericMembers(group, scope, report);
  }
}

function twins(codes: readonly CatalogCode[], scope: RuleScope, report: Report): void {
  const [first, ...others] = codes
    .map((code) => memberOf(code, scope))
    .sort((a, b) => a.span.start - b.span.start);
  if (first === undefined) return;
  for (const one of others) {
    const same = first.member === one.member;
    // Definitions that differ by case alone are reported already.
    if (!same && first.isDefinition && one.isDefinition) continue;
    const identifier = same ? one.member : one.member.toLowerCase();
    const [name, other] = same ? [one.text, first.text] : [one.shown, first.shown];
    const notes = [isHere(other, first.span)];
    report("name-collision", { name, other, identifier }, { span: one.span, notes });
  }
}

function namesake(
  code: CatalogCode,
  other: string,
  { scope, report }: { readonly scope: RuleScope; readonly report: Report },
): void {
  const own = code.owners.some(({ definition }) => definition.name === other);
  if (own && code.member === other) return;
  const { member, text, shown, span } = memberOf(code, scope);
  const [name, identifier] = member === other ? [text, member] : [shown, member.toLowerCase()];
  const notes = [isHere(other, keyAt(scope, `/definitions/${other}`))];
  report("name-collision", { name, other, identifier }, { span, notes });
}

/** Reports members that TypeScript refuses in an enum because they are spelled as numbers are. */
function numericMembers(codes: readonly CatalogCode[], scope: RuleScope, report: Report): void {
  for (const code of codes) {
    const { member, span } = memberOf(code, scope);
    const isDefinition = scope.catalog.definitions.some(({ name }) => name === member);
    if (isDefinition || (member !== "NaN" && member !== "Infinity")) continue;
    const holes = { name: member, identifier: member, owner: "the language" };
    report("name-reserved", holes, { span });
  }
}

function memberOf(code: CatalogCode, scope: RuleScope): Member {
  const { member, text } = code;
  const owner = code.owners.find((one) => one.code.name === member) ?? code.owners[0];
  const name = owner?.definition.name ?? "";
  const index = owner === undefined ? 0 : owner.definition.codes.indexOf(owner.code);
  const entry = listOf(scope.document.definitions[name]?.code)[index];
  const isDefinition = member === name;
  if (typeof entry === "object" && entry.name === member) {
    const span = spanAt(scope, `/definitions/${name}/code/${index}/name`);
    return { text, member, isDefinition, shown: member, span };
  }
  const span = codeSpan(scope, name, index);
  return { text, member, isDefinition, shown: isDefinition ? member : text, span };
}
