// The rule on names: every identifier that a package would hold is made once, and no two may be the same.

import { type Diagnostic, diagnostic, type Note } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../text/source.ts";
import type { CatalogCode } from "../catalog.ts";
import { listOf } from "../locator.ts";
import {
  bodyName,
  builtinNames,
  catalogNames,
  className,
  guardName,
  paramsName,
  reservedIds,
  schemaName,
} from "../names.ts";
import { codeSpan, keyAt, placedCodes, type RuleContext, spanAt } from "./context.ts";

/** Names differ by more than case, do not end in Error or Exception, and make nothing that exists. */
export function checkNames(context: RuleContext): readonly Diagnostic[] {
  return [
    ...reservedId(context),
    ...suffixes(context),
    ...identifierClashes(context),
    ...caseClashes(context),
    ...memberClashes(context),
  ];
}

function reservedId(context: RuleContext): readonly Diagnostic[] {
  const { id } = context.catalog;
  if (!reservedIds.includes(id)) return [];
  const holes = { name: id, identifier: id, owner: "a package of Faultbook's own" };
  return [diagnostic("name-reserved", holes, { span: spanAt(context, "/id") })];
}

function suffixes(context: RuleContext): readonly Diagnostic[] {
  const written = Object.keys(context.document.definitions).map((name) => ({
    name,
    span: () => keyAt(context, `/definitions/${name}`),
  }));
  const entries = placedCodes(context.document).flatMap(({ entry }) =>
    entry?.value.name === undefined
      ? []
      : [{ name: entry.value.name, span: () => spanAt(context, `${entry.pointer}/name`) }],
  );
  return [...written, ...entries].flatMap(({ name, span }) => {
    const suffix = /(?:Error|Exception)$/.exec(name)?.[0];
    if (suffix === undefined) return [];
    return [diagnostic("name-suffix", { name, suffix }, { span: span() })];
  });
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
 * A definition makes a constant of its own name, and a shared schema a type, so that neither may shadow one of these.
 */
const usedGlobals: ReadonlySet<string> = new Set([
  ...["Array", "Boolean", "Date", "Extract", "Headers", "Infinity", "JSON", "Map", "Math", "NaN"],
  ...["Number", "Object", "Promise", "Readonly", "ReadonlyArray", "Record", "Response", "Set"],
  ...["String", "Symbol", ...builtinNames],
]);

/** Types that every package exports whatever its catalog says. */
const sharedTypes: ReadonlySet<string> = new Set([
  ...["Effect", "ErrorInit", "ErrorResponse", "Identity", "Kind", "Retry", "RetryAdvice"],
  "WireCode",
]);

const roles: Readonly<Record<string, string>> = {
  base: "the base class",
  unknown: "the class of unknown errors",
  any: "the union of all classes",
  code: "the enum of the codes",
  body: "the union of the bodies",
  isError: "the guard of the base class",
};

function origins({ catalog }: RuleContext): readonly Origin[] {
  const { prefix } = catalog;
  return [
    ...Object.entries(catalogNames(prefix)).map(
      ([key, identifier]): Origin => ({
        identifier,
        name: prefix,
        pointer: "/prefix",
        role: roles[key] ?? "every package",
      }),
    ),
    ...catalog.definitions.flatMap(({ name }) =>
      [className(name), paramsName(name), guardName(name)].map(
        (identifier): Origin => ({ identifier, name, pointer: `/definitions/${name}` }),
      ),
    ),
    ...catalog.envelopes.map(
      ({ name }): Origin => ({
        identifier: bodyName(prefix, name),
        name,
        pointer: `/envelopes/${name}`,
      }),
    ),
    ...catalog.schemas.map(
      ({ name }): Origin => ({
        identifier: schemaName(prefix, name),
        name,
        pointer: `/schemas/${name}`,
      }),
    ),
  ];
}

function identifierClashes(context: RuleContext): readonly Diagnostic[] {
  const known = new Map<string, Origin>();
  const faults: Diagnostic[] = [];
  const spanOf = (origin: Origin) =>
    origin.pointer === "/prefix" ? spanAt(context, "/prefix") : keyAt(context, origin.pointer);
  for (const { name } of context.catalog.definitions) {
    if (!usedGlobals.has(name)) continue;
    const place = { span: keyAt(context, `/definitions/${name}`) };
    const owner = "the language";
    if (!name.endsWith("Error"))
      faults.push(diagnostic("name-reserved", { name, identifier: name, owner }, place));
  }
  for (const origin of origins(context)) {
    const { identifier, name } = origin;
    const first = known.get(identifier);
    if (first === undefined) known.set(identifier, origin);
    const owner = usedGlobals.has(identifier)
      ? "the language"
      : sharedTypes.has(identifier)
        ? "every package"
        : first?.role;
    if (owner !== undefined) {
      const place = { span: spanOf(origin) };
      faults.push(diagnostic("name-reserved", { name, identifier, owner }, place));
    } else if (first !== undefined) {
      const notes = [standsHere(first.name, spanOf(first))];
      const holes = { name, other: first.name, identifier };
      faults.push(diagnostic("name-collision", holes, { span: spanOf(origin), notes }));
    }
  }
  return faults;
}

function standsHere(name: string, span: Span): Note {
  return { message: `"${name}" stands here.`, span };
}

/** Reports definitions that differ only by case: a Markdown anchor and a folder of a file system are one for both. */
function caseClashes(context: RuleContext): readonly Diagnostic[] {
  const known = new Map<string, string>();
  const faults: Diagnostic[] = [];
  for (const name of Object.keys(context.document.definitions)) {
    const anchor = `#${className(name).toLowerCase()}`;
    const other = known.get(anchor);
    if (other === undefined) {
      known.set(anchor, name);
      continue;
    }
    const span = keyAt(context, `/definitions/${name}`);
    const notes = [standsHere(other, keyAt(context, `/definitions/${other}`))];
    faults.push(diagnostic("name-collision", { name, other, identifier: anchor }, { span, notes }));
  }
  return faults;
}

/** One member of the enum of codes. */
interface Member {
  readonly code: CatalogCode;
  readonly member: string;
  /** The name where somebody wrote it, else the code that makes it. */
  readonly shown: string;
  readonly span: Span;
}

/** Reports members of the enum that are the same but for case, and those that are called as another code's definition. */
function memberClashes(context: RuleContext): readonly Diagnostic[] {
  const groups = new Map<string, CatalogCode[]>();
  for (const code of context.catalog.codes) {
    const lower = code.member.toLowerCase();
    const group = groups.get(lower);
    if (group === undefined) groups.set(lower, [code]);
    else group.push(code);
  }
  const definitions = new Map(
    context.catalog.definitions.map(({ name }) => [name.toLowerCase(), name]),
  );
  return [...groups].flatMap(([lower, codes]) => [
    ...twins(codes, context),
    ...namesake(codes, definitions.get(lower), context),
    ...(lower === "nan" || lower === "infinity" ? numericMembers(codes, context) : []),
  ]);
}

function twins(codes: readonly CatalogCode[], context: RuleContext): readonly Diagnostic[] {
  if (codes.length < 2) return [];
  const members = codes
    .map((code) => memberOf(code, context))
    .sort((a, b) => a.span.start - b.span.start);
  const [first, ...others] = members;
  return others.flatMap((one) => {
    if (first === undefined) return [];
    const identifier = first.member === one.member ? one.member : one.member.toLowerCase();
    const holes = { name: one.shown, other: first.shown, identifier };
    const notes = [standsHere(first.shown, first.span)];
    return [diagnostic("name-collision", holes, { span: one.span, notes })];
  });
}

function namesake(
  codes: readonly CatalogCode[],
  other: string | undefined,
  context: RuleContext,
): readonly Diagnostic[] {
  const [code] = codes;
  if (other === undefined || code === undefined || codes.length > 1) return [];
  const own = code.owners.some(({ definition }) => definition.name === other);
  if (own && code.member === other) return [];
  const { member, shown, span } = memberOf(code, context);
  const identifier = member === other ? member : member.toLowerCase();
  const notes = [standsHere(other, keyAt(context, `/definitions/${other}`))];
  return [diagnostic("name-collision", { name: shown, other, identifier }, { span, notes })];
}

/** Reports members that TypeScript refuses in an enum because they are spelled as numbers are. */
function numericMembers(
  codes: readonly CatalogCode[],
  context: RuleContext,
): readonly Diagnostic[] {
  return codes.flatMap((code) => {
    const { member, span } = memberOf(code, context);
    const written = !context.catalog.definitions.some(({ name }) => name === member);
    if (!written || (member !== "NaN" && member !== "Infinity")) return [];
    const holes = { name: member, identifier: member, owner: "the language" };
    return [diagnostic("name-reserved", holes, { span })];
  });
}

function memberOf(code: CatalogCode, context: RuleContext): Member {
  const { member, text } = code;
  const owner = code.owners.find((one) => one.code.name === member) ?? code.owners[0];
  const name = owner?.definition.name ?? "";
  const index = owner === undefined ? 0 : owner.definition.codes.indexOf(owner.code);
  const entry = listOf(context.document.definitions[name]?.code)[index];
  if (typeof entry === "object" && entry.name === member) {
    const span = spanAt(context, `/definitions/${name}/code/${index}/name`);
    return { code, member, shown: member, span };
  }
  const shown = member === name ? member : text;
  return { code, member, shown, span: codeSpan(context, name, index) };
}
