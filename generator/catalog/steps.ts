// The steps of recognition: all of them, and those that the tables of a catalog need, which are all that its package has.

import type { Envelope, JsonSchema, Tables } from "../../runtime/facts.ts";
import { fits, isSuccess } from "../../runtime/found.ts";
import { allHold, hasStar, succeeds, valueInList, visitList } from "../../runtime/locate.ts";
import { holesOf, paramsOf } from "../../runtime/messages.ts";
import { othersIn } from "../../runtime/others.ts";
import {
  bestOf,
  findCode,
  isContradicted,
  readerOf,
  requestIdHeaders,
} from "../../runtime/recognise.ts";
import { hasShape } from "../../runtime/shapes.ts";
import type { Recogniser, Steps } from "../../runtime/steps.ts";
import { factsOfFamily, familyOf, mostCareful } from "../../runtime/unknown.ts";

/** All steps, for tables whose catalog is unknown; each is the function of its name. */
export const everyStep: Required<Steps> = {
  visitList,
  valueInList,
  allHold,
  findCode,
  bestOf,
  readerOf,
  requestIdHeaders,
  othersIn,
  isSuccess,
  succeeds,
  isContradicted,
  fits,
  mostCareful,
  familyOf,
  factsOfFamily,
  paramsOf,
  holesOf,
  hasShape,
};

/** Returns tables with the steps that they need. */
export function withSteps(tables: Tables): Recogniser {
  const needed = Object.entries(everyStep).filter(([name]) => needs[name as keyof Steps](tables));
  return { ...tables, steps: Object.fromEntries(needed) };
}

const needs: { readonly [step in keyof Steps]-?: (tables: Tables) => boolean } = {
  visitList: hasLists,
  valueInList: hasLists,
  allHold: ({ envelopes }) => envelopes.some(hasCondition),
  findCode: ({ envelopes }) => envelopes.some(hasSeveral),
  bestOf: hasRivals,
  readerOf: hasRivals,
  requestIdHeaders: hasRivals,
  othersIn: (tables) => hasRivals(tables) || tables.envelopes.some(hasSeveral),
  isSuccess: hasConditions,
  succeeds: hasConditions,
  isContradicted: hasConditions,
  fits: hasMatch,
  mostCareful: hasMatch,
  familyOf: hasFamilies,
  factsOfFamily: hasFamilies,
  paramsOf: ({ params }) => params !== undefined,
  holesOf: (tables) => paramsIn(tables).some(({ at }) => at === undefined),
  hasShape: (tables) => paramsIn(tables).some(({ schema }) => !isTypeAlone(schema)),
};

/** Returns whether any place is in a list; what is no place may only look like one. */
function hasLists({ envelopes, success, params, codes }: Tables): boolean {
  const bodies = Object.values(codes).flatMap((meanings) =>
    (meanings ?? []).flatMap(([, , match]) => match?.body ?? []),
  );
  return JSON.stringify([envelopes, success, params, bodies]).includes('"*"');
}

function hasRivals({ envelopes }: Tables): boolean {
  return envelopes.length > 1;
}

function hasFamilies({ families }: Tables): boolean {
  return families !== undefined;
}

function hasCondition({ when, retryAfter = [] }: Envelope): boolean {
  return when !== undefined || retryAfter.some((one) => one.when !== undefined);
}

function hasSeveral({ code }: Envelope): boolean {
  return code.length > 1 || code.some(hasStar);
}

function hasConditions({ success, envelopes }: Tables): boolean {
  return success !== undefined || envelopes.some((one) => one.success !== undefined);
}

function hasMatch({ codes }: Tables): boolean {
  return Object.values(codes).some((meanings) => meanings?.some(([, , match]) => match));
}

function paramsIn({ params = {} }: Tables) {
  return Object.values(params).flatMap((table) => table?.params ?? []);
}

function isTypeAlone(schema: JsonSchema): boolean {
  return Object.keys(schema).every((keyword) => keyword === "type");
}
