// Rule 10: message templates parse, and their holes are filled by params.

import { holeNames, parseTemplate, type Template } from "../catalog/template.ts";
import type { Diagnostic, Entries } from "../diagnostics/entry.ts";
import { suggestion } from "../text/nearest.ts";
import type { YamlNode } from "../text/yaml.ts";
import { isAnyBroken, type Placed, placedEntries, placedList, spanAt } from "./context.ts";
import { collecting, defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "template-syntax": {
    message: "The template is invalid: {reason}.",
    help: "A hole is {hole} or a name in braces; double a brace that belongs to the text.",
  },
  "template-pattern": {
    message: 'The message "{message}" looks like a regular expression, and messages are templates.',
    help: 'Write the text that the server sends, with {hole} or a name in braces for what varies: "Order {hole} not found".',
  },
  "template-holes-touch": {
    message: "Two holes of the template touch, so it is not known where one ends.",
    help: "Put text between them, or make them one hole.",
  },
  "template-hole-repeated": {
    message:
      'The template has the hole "{hole}" twice, and a message could have two different values there.',
    help: "Keep the name of one of the two, and leave the other without a name or give it its own param.",
  },
  "template-hole-unknown": {
    message: 'The hole "{hole}" is {what}.',
    help: "{advice}",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 10,
  sentence:
    "Templates parse, their holes do not touch, no message has a hole twice, every named hole is a param, and the holes of translations are in the message.",
  diagnostics,
  check: (scope, report) => {
    const known = new Map(scope.catalog.definitions.map((one) => [one.name, one.params]));
    for (const { key, value: definition, pointer } of scope.definitions) {
      const { message, match, translations } = definition;
      if ((message ?? match?.message ?? translations) === undefined) continue;
      const messages = [
        ...parsed(placedList(message, `${pointer}/message`)),
        ...parsed(placedList(match?.message, `${pointer}/match/message`)),
      ];
      for (const { value, pointer: at } of placedList(match?.message, `${pointer}/match/message`))
        if (likeExpression.test(value))
          report("template-pattern", { message: value, hole: "{}" }, { span: spanAt(scope, at) });
      const inMessages = new Set(messages.flatMap(({ value }) => holesOf(value)));
      const params = (known.get(key) ?? []).map(({ name }) => name);
      for (const one of messages) checkMessage(one, params, { scope, report });
      for (const one of parsed(placedEntries(translations, `${pointer}/translations`)))
        checkTranslation(one, inMessages, { scope, report });
    }
  },
});

/** A text between slashes or anchors with something that repeats, or one that begins or ends with `.*`. */
const likeExpression =
  /^(?:\/.*(?:\.[*+?]|\\[dwsbDWS]|\[[^\]]+\]|[*+?|^$]).*\/[gimsuy]*|\^.*\$|\.[*+].*|.*\.[*+])$/s;

type PlacedTemplate = Placed<Template>;

interface Reporting<Scope = RuleScope> {
  readonly scope: Scope;
  readonly report: Report;
}

/** A template in another language, and the messages of its definition, whose holes it may have. */
export interface TranslatedMessage {
  /** The root of the file that has it, and its place there. */
  readonly root: YamlNode;
  readonly pointer: string;
  readonly template: Template;
  readonly messages: readonly Template[];
}

/** Returns what is wrong with a message in another language. */
export function translationFaults(message: TranslatedMessage): readonly Diagnostic[] {
  const { root, pointer, template, messages } = message;
  const inMessages = new Set(messages.flatMap(holesOf));
  return collecting(diagnostics)((report) =>
    checkTranslation({ value: template, pointer }, inMessages, { scope: { root }, report }),
  );
}

function parsed(places: readonly Placed<string>[]): readonly PlacedTemplate[] {
  return places.map(({ value, pointer }) => ({ value: parseTemplate(value), pointer }));
}

/** Reports a template that does not parse; returns whether it does. */
function isParsed(
  { value, pointer }: PlacedTemplate,
  { scope, report }: Reporting<Pick<RuleScope, "root">>,
): boolean {
  const { fault } = value;
  if (fault === undefined) return true;
  const place = { span: spanAt(scope, pointer) };
  if (fault.kind === "touching") report("template-holes-touch", {}, place);
  else report("template-syntax", { reason: fault.reason, hole: "{}" }, place);
  return false;
}

function checkMessage(
  message: PlacedTemplate,
  params: readonly string[],
  { scope, report }: Reporting,
): void {
  if (!isParsed(message, { scope, report })) return;
  const holes = holesOf(message.value).filter((hole) => hole !== "");
  const repeated = holes.filter((hole, i) => holes.indexOf(hole) < i);
  for (const hole of new Set(repeated))
    report("template-hole-repeated", { hole }, { span: spanAt(scope, message.pointer) });
  for (const hole of holeNames(message.value)) {
    // What a refused envelope declares is not known.
    if (params.includes(hole) || isAnyBroken(scope, ["envelopes"])) continue;
    const near = suggestion(hole, params).trimStart();
    const advice = 'dd it to "params", or write {} for a hole that is not read.';
    const words = {
      what: "not a param of its definition",
      advice: near === "" ? `A${advice}` : `${near} Otherwise a${advice}`,
    };
    report("template-hole-unknown", { hole, ...words }, { span: spanAt(scope, message.pointer) });
  }
}

function checkTranslation(
  translation: PlacedTemplate,
  inMessages: ReadonlySet<string>,
  { scope, report }: Reporting<Pick<RuleScope, "root">>,
): void {
  if (!isParsed(translation, { scope, report })) return;
  for (const hole of new Set(holesOf(translation.value))) {
    if (inMessages.has(hole)) continue;
    const holes = {
      hole: hole === "" ? "{}" : hole,
      what: "in no message of its definition, so nothing fills it",
      advice: "Use only the holes of the message in a translation.",
    };
    report("template-hole-unknown", holes, { span: spanAt(scope, translation.pointer) });
  }
}

function holesOf({ parts }: Template): readonly string[] {
  return parts.filter((_, i) => i % 2 === 1);
}
