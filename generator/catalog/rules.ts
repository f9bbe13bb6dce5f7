// Every rule that a catalog must keep and that its JSON Schema cannot say, in the order of the format's own list.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { checkBareEntries, checkCodeLiterals, checkRepeatedCodes } from "./rules/codes.ts";
import { checkConditions } from "./rules/conditions.ts";
import { type RuleCheck, type RuleContext, ruleScope } from "./rules/context.ts";
import { checkDays } from "./rules/days.ts";
import { checkBodies, checkEnvelopesDiffer, checkSuccessStatuses } from "./rules/envelopes.ts";
import { checkExamples } from "./rules/examples.ts";
import { checkDocsUrls, checkMarkdownLinks } from "./rules/links.ts";
import {
  checkFallbacks,
  checkMessageAlone,
  checkSaidTwice,
  checkSharedCodes,
} from "./rules/meanings.ts";
import { checkNames } from "./rules/names.ts";
import { checkReferences } from "./rules/references.ts";
import { checkReserved } from "./rules/reserved.ts";
import { checkResponses } from "./rules/responses.ts";
import { checkSchemas } from "./rules/schemas.ts";
import { checkStatusFacts } from "./rules/statuses.ts";
import { checkLocales, checkParams, checkTemplates } from "./rules/templates.ts";
import { checkVersions } from "./rules/versions.ts";

export type { RuleContext } from "./rules/context.ts";

/** One rule of the catalog format. */
export interface Rule {
  /** Its number in the format's list of rules. */
  readonly number: number;
  /** What it asks for, in one English sentence. */
  readonly sentence: string;
  /** Gives everything that breaks it. */
  readonly check: RuleCheck;
}

/** All rules; a number is never given again. */
export const rules: readonly Rule[] = [
  {
    number: 1,
    sentence:
      "Names of definitions and codes differ by more than case, do not end in Error or Exception, and make nothing that exists; a code has one.",
    check: checkNames,
  },
  {
    number: 2,
    sentence: "A code's text stands once in a definition.",
    check: checkRepeatedCodes,
  },
  {
    number: 3,
    sentence:
      "Code literals fit codeType, are written as JSON prints them, and are of one type in all definitions.",
    check: checkCodeLiterals,
  },
  {
    number: 4,
    sentence:
      "Of two definitions that share a code, both cannot match or one lies inside the other.",
    check: checkSharedCodes,
  },
  {
    number: 5,
    sentence: "A code that is matched by message has a definition that is not.",
    check: checkMessageAlone,
  },
  {
    number: 6,
    sentence: "A definition that takes what a message match leaves is as careful as that one.",
    check: checkFallbacks,
  },
  {
    number: 7,
    sentence: "A dimension that stands in match does not stand beside it too.",
    check: checkSaidTwice,
  },
  {
    number: 8,
    sentence: "Envelopes that read code and message at the same places can be told apart.",
    check: checkEnvelopesDiffer,
  },
  {
    number: 9,
    sentence: "What is named is declared, and what is declared is used.",
    check: checkReferences,
  },
  {
    number: 10,
    sentence:
      "Templates parse, their holes do not touch, no message has one twice, every named hole is a param, and those of translations stand in the message.",
    check: checkTemplates,
  },
  {
    number: 11,
    sentence:
      "A param has a place in every message or is optional, and is a text or a number where it is read from one.",
    check: checkParams,
  },
  {
    number: 12,
    sentence:
      "JSON Schemas use only the closed list of keywords, refer only to shared schemas, their bounds leave values, their samples fit, and a small one can be built of each that a param or body has.",
    check: checkSchemas,
  },
  {
    number: 13,
    sentence: "A body can be built for every definition and every example.",
    check: checkBodies,
  },
  {
    number: 14,
    sentence:
      "Examples are recognised as their definition, fit the envelope and the params, and have a listed envelope and status.",
    check: checkExamples,
  },
  {
    number: 15,
    sentence: "Errors below status 400 need a success condition or an envelope with a condition.",
    check: checkSuccessStatuses,
  },
  {
    number: 16,
    sentence: "Statuses below 400 carry texts only.",
    check: checkStatusFacts,
  },
  {
    number: 17,
    sentence:
      "Reserved codes, ranges and names are used by no definition, and ranges are in order.",
    check: checkReserved,
  },
  {
    number: 18,
    sentence:
      "Nothing began after the catalog's version, and what is to be used instead is not deprecated itself.",
    check: checkVersions,
  },
  {
    number: 19,
    sentence: "A code entry says something besides its code.",
    check: checkBareEntries,
  },
  {
    number: 21,
    sentence: "Rules for links use only their three placeholders and make URLs.",
    check: checkDocsUrls,
  },
  {
    number: 22,
    sentence: "Links in Markdown are absolute http or https URLs, or point to a definition.",
    check: checkMarkdownLinks,
  },
  {
    number: 24,
    sentence:
      "A header is compared with texts, and stands once in a map of conditions and in an example.",
    check: checkConditions,
  },
  {
    number: 25,
    sentence: "The day on which a source was read is one that the calendar has.",
    check: checkDays,
  },
  {
    number: 26,
    sentence: "The languages of a definition's translations differ by more than case.",
    check: checkLocales,
  },
  {
    number: 27,
    sentence:
      "A response that is built for a code of a definition without examples is recognised as both.",
    check: checkResponses,
  },
];

/** Gives everything that breaks a rule, in the order of the text; it never throws. */
export function checkRules(context: RuleContext): readonly Diagnostic[] {
  const scope = ruleScope(context);
  const told: Diagnostic[] = [];
  for (const { check } of rules) told.push(...check(scope, told));
  return told.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}
