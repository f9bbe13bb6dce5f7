// The steps of recognition: all of them, and those that the tables of a catalog need, which are all that its package has.

import type { Envelope, JsonSchema, Tables } from "../../runtime/facts.ts";
import { fits, isSuccess } from "../../runtime/found.ts";
import { hasStar, succeeds } from "../../runtime/locate.ts";
import { holesOf, paramsOf } from "../../runtime/messages.ts";
import { othersIn } from "../../runtime/others.ts";
import { isContradicted } from "../../runtime/recognise.ts";
import { hasShape } from "../../runtime/shapes.ts";
import type { Recogniser, Steps } from "../../runtime/steps.ts";
import { familyOf, mostCareful } from "../../runtime/unknown.ts";

/** All steps, for tables whose catalog is unknown; each is the function of its name. */
export const everyStep: Required<Steps> = {
  othersIn,
  isSuccess,
  succeeds,
  isContradicted,
  fits,
  mostCareful,
  familyOf,
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
  othersIn: ({ envelopes }) => envelopes.length > 1 || envelopes.some(hasSeveral),
  isSuccess: hasConditions,
  succeeds: hasConditions,
  isContradicted: hasConditions,
  fits: hasMatch,
  mostCareful: hasMatch,
  familyOf: ({ families }) => families !== undefined,
  paramsOf: ({ params }) => params !== undefined,
  holesOf: (tables) => paramsIn(tables).some(({ at }) => at === undefined),
  hasShape: (tables) => paramsIn(tables).some(({ schema }) => !isTypeAlone(schema)),
};

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
