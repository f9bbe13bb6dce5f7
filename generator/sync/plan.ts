// The plan of a sync: what every file of a description should have of ours, one value that is made before anything is spliced.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import { type Answers, answersFor } from "./answers.ts";
import { hasCodes } from "./code-lists.ts";
import { componentsFor, leadFrom, neededIn, neededOf, type Wanted } from "./components.ts";
import type { Description } from "./description.ts";
import { drift } from "./drift.ts";
import { type ByPlace, ledgerKey, ledgerValue } from "./ledger.ts";
import { createdBy, type Entries, replacedAfter } from "./maps.ts";
import { type CodeList, codeListsOf } from "./named-lists.ts";
import { answersInMain, componentsOutside } from "./overlay.ts";
import { leadsToOurs, madeOf, type Owned, ownedIn, strangeMarks } from "./ownership.ts";
import { type Location, type Part, placeOf } from "./parts.ts";
import { entryAt, keyOf, parentOf } from "./pointers.ts";
import { type Section, sections } from "./references.ts";
import type { SyncRequest } from "./request.ts";
import { ruleFaults } from "./selectors.ts";
import type { Kept } from "./turns.ts";

/** What one file should have. */
export interface PartPlan extends Entries {
  readonly part: Part;
  readonly replaced: ReadonlyMap<string, string>;
  readonly taken: ReadonlySet<string>;
  /** The maps that several places share and that may take entries. */
  readonly shareable: ReadonlySet<string>;
  readonly orders: ReadonlyMap<string, readonly string[]>;
  /** The lists of codes that are kept equal to a catalog's, and those that get back what they were. */
  readonly lists: ReadonlyMap<string, readonly (string | number)[] | undefined>;
}

/** What a description should have. */
export interface SyncPlan {
  readonly description: Description;
  readonly parts: readonly PartPlan[];
  /** The places of all entries that are wanted. */
  readonly wanted: readonly Location[];
  readonly kept: readonly Kept[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the plan of a description. */
export function planOf(description: Description, request: SyncRequest): SyncPlan {
  const owned = ownedIn(description, request);
  const setting = { description, request, owned };
  const needed = neededIn(description, request, owned);
  const all = request.remove ? noAnswers : answersFor(setting);
  const { main } = description.spec;
  const { answers, diagnostics: leftOut } =
    request.isOverlay === true ? answersInMain(all, main) : { answers: all, diagnostics: [] };
  const components = request.remove
    ? { wanted: [], present: [], diagnostics: [] }
    : componentsFor(answers, needed, setting);
  const referring = new Set([...answers.wanted, ...answers.narrowed].map(({ at }) => at.part));
  const leads = new Map(
    [...referring].map((part) => [part, leadFrom(part, description, request)] as const),
  );
  const referenceAt = (at: Location, section: Section, name: string): Wanted => ({
    at,
    value: { $ref: leads.get(at.part)?.(section, name) },
  });
  const responses = answers.wanted.map(({ at, answer }) =>
    referenceAt(at, "responses", answer.name),
  );
  const schemas = answers.narrowed.map(({ at, schema }) => referenceAt(at, "schemas", schema.name));
  const wanted = [...components.wanted, ...responses, ...schemas];
  const { lists, diagnostics: listFaults } = request.remove
    ? { lists: [], diagnostics: [] }
    : codeListsOf(description, request);
  const names = new Set(wanted.map(({ at }) => placeOf(at)));
  const kept = neededOf(needed, names, setting);
  const shared = sharedIn(owned, request).filter((at) => !names.has(placeOf(at)));
  const parts = partPlans([...wanted], setting, {
    answers,
    lists,
    spared: new Set([...kept, ...shared].map(placeOf)),
  });
  const faults = [
    ...leftOut,
    ...(request.isOverlay === true
      ? componentsOutside([...components.wanted, ...lists], main)
      : []),
    ...listFaults,
    ...strangeMarks(owned, description, request),
    ...answers.diagnostics,
    ...components.diagnostics,
  ];
  const ours = new Set([
    ...names,
    ...[...components.present, ...lists.map(({ at }) => at)].map(placeOf),
    ...[...owned].flatMap(([part, all]) => [...all.keys()].map((one) => `${part.path}#${one}`)),
  ]);
  const told = request.remove
    ? []
    : [
        ...ruleFaults(request, description.operations),
        ...drift(answers, ours, { description, request }),
      ];
  const spared = kept.map(({ part, pointer }) => {
    const span = entryAt(part.root, pointer)?.key.span ?? part.root.span;
    return diagnostic("spec-component-needed", { pointer }, { span });
  });
  return {
    description,
    parts,
    wanted: wanted.map(({ at }) => at),
    kept: answers.kept,
    diagnostics: [...faults, ...spared, ...told],
  };
}

const noAnswers: Answers = {
  wanted: [],
  narrowed: [],
  taken: [],
  shareable: [],
  kept: [],
  silent: [],
  diagnostics: [],
};

/** Returns our entries that other descriptions want in a file that they share. */
function sharedIn(owned: Owned, { isSpared }: SyncRequest): readonly Location[] {
  if (isSpared === undefined) return [];
  return [...owned].flatMap(([part, pointers]) =>
    [...pointers.keys()].map((pointer) => ({ part, pointer, node: undefined })).filter(isSpared),
  );
}

interface Planning {
  readonly answers: Answers;
  readonly lists: readonly CodeList[];
  /** Our entries that stay as they are, by file and pointer. */
  readonly spared: ReadonlySet<string>;
}

/** Returns the plans of all files that have entries of ours or get some, and of the main file with the ledger. */
function partPlans(
  wanted: readonly Wanted[],
  { description, request, owned }: PlanSetting,
  { answers, lists, spared }: Planning,
): readonly PartPlan[] {
  const { spec, ledger } = description;
  const before = description.parts.filter(({ path }) => ledger?.replaced.has(path) === true);
  const places = [...wanted, ...lists].map(({ at }) => at.part);
  const files = new Set([spec.main, ...owned.keys(), ...before, ...places]);
  const planFor = (part: Part): PartPlan => {
    const all = [...(owned.get(part)?.keys() ?? [])];
    const ours = new Set(all.filter((pointer) => !spared.has(`${part.path}#${pointer}`)));
    const own = wanted
      .filter(({ at }) => at.part === part)
      .map(({ at, value }) => [at.pointer, value] as const);
    const created =
      ledger === undefined
        ? madeOf(part, ours)
        : [...(ledger.created.get(part.path)?.keys() ?? [])];
    const taken = pointersIn(part, [...answers.taken, ...answers.narrowed.map(({ at }) => at)]);
    const isReference = (node: YamlNode | undefined) =>
      leadsToOurs(node, part, { description, request, owned });
    return {
      part,
      root: part.root,
      owned: ours,
      wanted: new Map(own),
      created,
      replaced: ledger?.replaced.get(part.path) ?? new Map(),
      taken,
      references: new Set([...taken].filter((one) => isReference(entryAt(part.root, one)?.node))),
      shareable: pointersIn(part, answers.shareable),
      lists: listsIn(part, lists, { description, request, owned }),
      orders: ordersIn(part, own, { description, request, owned }),
    };
  };
  const plans = [...files].map(planFor);
  if (request.remove || wanted.length + lists.length === 0) return plans;
  const ledgerEntry = [`/${ledgerKey}`, ledgerValue(ledgerOf(plans, request))] as const;
  return plans.map((plan) =>
    plan.part === spec.main ? { ...plan, wanted: new Map([...plan.wanted, ledgerEntry]) } : plan,
  );
}

/** Returns the order of components, which does not depend on those that are there. */
function ordersIn(
  part: Part,
  wanted: readonly (readonly [string, unknown])[],
  { description: { places }, request: { catalogs } }: PlanSetting,
): PartPlan["orders"] {
  const here = sections.filter((section) => places[section].part === part);
  return new Map(
    here.map((section) => {
      const { pointer } = places[section];
      const whole = catalogs.flatMap(({ components }) => Object.keys(components[section]));
      const more = wanted.flatMap(([one]) => (parentOf(one) === pointer ? keyOf(one) : []));
      const names = [...new Set([...whole, ...more])];
      return [pointer, section === "responses" ? names.sort() : names] as const;
    }),
  );
}

/** Returns the lists of a file with their codes; a list that is not named any more, and is as we left it, gets back what it was. */
function listsIn(
  part: Part,
  lists: readonly CodeList[],
  { description: { ledger }, request: { catalogs } }: PlanSetting,
): PartPlan["lists"] {
  const named = lists.filter(({ at }) => at.part === part);
  const all = catalogs.map(({ catalog }) => catalog.codes.map(({ literal }) => literal));
  const wishes = [...all, all.flat()];
  const left = [...(ledger?.replaced.get(part.path)?.keys() ?? [])].filter((pointer) => {
    const node = entryAt(part.root, pointer)?.node;
    return wishes.some((codes) => hasCodes(node, codes));
  });
  return new Map([
    ...left.map((pointer) => [pointer, undefined] as const),
    ...named.map(({ at, codes }) => [at.pointer, codes] as const),
  ]);
}

function pointersIn(part: Part, places: readonly Location[]): ReadonlySet<string> {
  return new Set(places.filter((at) => at.part === part).map(({ pointer }) => pointer));
}

interface PlanSetting {
  readonly description: Description;
  readonly request: SyncRequest;
  readonly owned: Owned;
}

function ledgerOf(plans: readonly PartPlan[], request: SyncRequest) {
  const places = <Value>(
    of: (plan: PartPlan) => Iterable<readonly [string, Value]>,
  ): ByPlace<Value> => new Map(plans.map((plan) => [plan.part.path, new Map(of(plan))]));
  return {
    catalogs: Object.fromEntries(
      request.catalogs.map(({ catalog }) => [catalog.id, catalog.version]),
    ),
    documents: request.catalogs.flatMap(({ document }) => document ?? []),
    isRuled: request.operations.length > 0,
    owned: places(({ wanted, taken }) =>
      [...wanted]
        .filter(([pointer, value]) => !taken.has(pointer) && isAliasEntry([pointer, value]))
        .map(([pointer]) => [pointer, true as const]),
    ),
    created: places((plan) => createdBy(plan).map((pointer) => [pointer, true as const])),
    replaced: places(replacedAfter),
  };
}

/** A component that is nothing but a reference has no room for a mark. */
function isAliasEntry([pointer, value]: readonly [string, unknown]): boolean {
  const keys = Object.keys(value as object);
  return (
    keys.length === 1 && keys[0] === "$ref" && !/\/responses\/(?:\d{3}|\dXX|default)$/.test(pointer)
  );
}
