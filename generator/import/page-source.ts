// A page as a source: tables of codes, sections with a code in the heading, and the bodies that it shows.

import { type CodeHeading, codeHeading, statusHeading } from "./code-words.ts";
import { lineOf, statusesIn, textsIn } from "./error-texts.ts";
import {
  byCode,
  type Finding,
  type FoundCode,
  type FoundFamily,
  type FoundSource,
  type FoundStatus,
  finding,
  noTexts,
  type ShownBody,
} from "./finding.ts";
import type { PageBlock } from "./page-blocks.ts";
import { familyOf, isInFamily } from "./page-families.ts";
import { pageTables } from "./page-tables.ts";
import { codeIn, envelopesOf, placedShapes, shapesIn } from "./shapes-seen.ts";

interface Section {
  readonly level: number;
  readonly heading: string;
  readonly code: CodeHeading | undefined;
  readonly status: number | undefined;
  readonly texts: string[];
  readonly tables: (readonly (readonly string[])[])[];
}

/** Returns what a page says of errors. */
export function pageSource(path: string, blocks: readonly PageBlock[]): FoundSource {
  const sections = sectionsOf(blocks);
  const isCode = codeSections(sections, path);
  const found: Finding[] = [];
  const statuses: FoundStatus[] = [];
  const tables = pageTables(sections);
  const remarks = [...tables.remarks];
  const loose: ShownBody[] = [];
  const families: FoundFamily[] = [];
  for (const [i, section] of sections.entries()) {
    const before = found.length;
    const code = isCode(section) ? section.code : undefined;
    const around = statusAround(sections, i, isCode);
    for (const read of tables.readIn(section)) {
      // A table in the section of one code is about that code.
      if (code !== undefined && read.findings.length === 0) continue;
      for (const one of read.findings)
        found.push(
          one.statuses.length > 0 || around === undefined ? one : { ...one, statuses: [around] },
        );
      for (const one of read.statuses) statuses.push(one);
      for (const one of read.remarks) remarks.push(one);
    }
    const written = section.texts.join("\n\n");
    const own = code === undefined ? undefined : statusesIn(written);
    const texts = textsIn(own?.text ?? written);
    if (code !== undefined) {
      const statuses = code.statuses.length > 0 ? code.statuses : (own?.statuses ?? []);
      found.push(
        sectionFinding({ ...code, statuses }, section, {
          texts: {
            ...texts,
            samples: texts.samples.map((one) => sampleOf(one, { ...code, statuses }, around)),
          },
          around,
        }),
      );
    } else {
      for (const sample of texts.samples)
        loose.push(around === undefined ? sample : { ...sample, status: around });
      if (
        section.status !== undefined &&
        section.status >= 400 &&
        texts.summary !== undefined &&
        !isRule(texts.summary)
      )
        statuses.push({ status: section.status, texts: { ...texts, samples: [] } });
    }
    const family = familyOf(section.heading);
    if (family !== undefined && (found.length > before || isAbove(sections, i, isCode)))
      families.push(family);
  }
  return withBodies({
    path,
    ...documentOf(path, blocks),
    found,
    statuses,
    remarks,
    loose,
    families,
  });
}

/** A line that only separates is no text. */
function isRule(text: string): boolean {
  return /^\W*$/u.test(text);
}

function documentOf(
  path: string,
  blocks: readonly PageBlock[],
): Pick<FoundSource, "title" | "url"> {
  const text = (kind: "title" | "url") => blocks.find((block) => block.kind === kind);
  const [title, url] = [text("title"), text("url")];
  const heading = blocks.find((block) => block.kind === "heading" && block.level === 1);
  const own =
    title?.kind === "title" ? title.text : heading?.kind === "heading" ? heading.text : "";
  const address =
    url?.kind === "url" && /^https?:\/\/[^\s"'<>{}]+$/.test(url.text) && URL.canParse(url.text)
      ? url.text
      : undefined;
  return {
    title: lineOf(own) || (path.split("/").at(-1) ?? "").replace(/\.\w+$/, ""),
    ...(address === undefined ? {} : { url: address }),
  };
}

function sectionsOf(blocks: readonly PageBlock[]): readonly Section[] {
  const sections: Section[] = [
    { level: 0, heading: "", code: undefined, status: undefined, texts: [], tables: [] },
  ];
  for (const block of blocks) {
    const last = sections.at(-1);
    switch (block.kind) {
      case "heading": {
        const heading = lineOf(block.text);
        sections.push({
          level: block.level,
          heading,
          code: codeHeading(block.text),
          status: statusHeading(block.text),
          texts: [],
          tables: [],
        });
        break;
      }
      case "text":
        last?.texts.push(block.text);
        break;
      case "table":
        last?.tables.push(block.rows);
        break;
      default:
    }
  }
  // A heading such as "Steps to resolve" belongs to the section of the code above it.
  const kept: Section[] = [];
  for (const section of sections) {
    const { code, status, heading, level } = section;
    const above = kept.findLast((one) => one.code !== undefined || one.level < level);
    const isPart = code === undefined && status === undefined && heading !== "";
    if (above?.code === undefined || !isPart || level <= above.level) {
      kept.push(section);
      continue;
    }
    above.texts.push(`### ${heading}`);
    for (const text of section.texts) above.texts.push(text);
    for (const table of section.tables) above.tables.push(table);
  }
  return kept;
}

const aboutErrors = /err|exception|fault|\bcodes?\b|status|http \d|错误|异常|码/i;

/** Returns which sections are about a code: those whose heading can be nothing else, those with a body that has it, and those at the level of most of them. */
function codeSections(sections: readonly Section[], path: string): (section: Section) => boolean {
  const others = sections.filter(({ code }) => code === undefined).map(({ heading }) => heading);
  const heads = sections.flatMap(({ tables }) => tables.flatMap(([head = []]) => head));
  // The page of a library has names in its headings, too.
  const isAboutErrors = aboutErrors.test([path, ...others, ...heads].join("\n"));
  const shows = ({ code, texts }: Section): boolean => {
    const codes = new Set(code?.codes.map(String));
    return textsIn(texts.join("\n\n")).samples.some(({ body }) => holds(body, codes));
  };
  const withCode = sections.filter(({ code }) => code !== undefined);
  const sure = new Set(
    withCode.filter(
      (section) => (isAboutErrors && section.code?.isSure === true) || shows(section),
    ),
  );
  const levels = new Map<number, number>();
  for (const { level } of withCode) levels.set(level, (levels.get(level) ?? 0) + 1);
  return (section) => {
    if (section.code === undefined) return false;
    const isStatus =
      section.status !== undefined &&
      isAbove(sections, sections.indexOf(section), (one) => sure.has(one));
    if (isStatus) return false;
    const isNamed = section.code.codes.every((code) => typeof code === "string");
    const isMany =
      isAboutErrors &&
      (levels.get(section.level) ?? 0) >= (isNamed ? 2 : 3) &&
      (section.texts.join("").trim() !== "" || (isNamed && section.code.title !== undefined));
    const isNumbered = section.code.codes.every(
      (code) => typeof code !== "number" || Math.abs(code) >= 100 || String(code).startsWith("-"),
    );
    return sure.has(section) || (isMany && isNumbered);
  };
}

function holds(value: unknown, codes: ReadonlySet<string>): boolean {
  if (typeof value !== "object" || value === null) return codes.has(String(value));
  return Object.values(value).some((inner) => holds(inner, codes));
}

/** Returns whether sections below one are about codes. */
function isAbove(
  sections: readonly Section[],
  at: number,
  isCode: (section: Section) => boolean,
): boolean {
  const own = sections[at]?.level ?? 0;
  for (const section of sections.slice(at + 1)) {
    if (section.level <= own) return false;
    if (isCode(section)) return true;
  }
  return false;
}

/** Returns the status that a section above is about. */
function statusAround(
  sections: readonly Section[],
  at: number,
  isCode: (section: Section) => boolean,
): number | undefined {
  let level = sections[at]?.level ?? 0;
  for (const section of sections.slice(0, at).reverse()) {
    if (section.level >= level) continue;
    level = section.level;
    if (section.status !== undefined && !isCode(section)) return section.status;
  }
  const own = sections[at];
  return own !== undefined && own.status !== undefined && !isCode(own) ? own.status : undefined;
}

function sectionFinding(
  { codes: [code = "", ...aliases], title, scopes, statuses }: CodeHeading,
  { heading }: Section,
  { texts, around }: { readonly texts: Finding["texts"]; readonly around: number | undefined },
): Finding {
  const isName = title !== undefined && /^[A-Za-z][\w.-]*$/.test(title);
  const isLong = title !== undefined && title.length > 60;
  const samples = texts.samples;
  const own = samples.flatMap(({ code: literal, body }) =>
    literal === undefined ? [] : [literalIn(body, String(literal)) ?? literal],
  )[0];
  return finding(own ?? code, {
    aliases,
    scopes,
    statuses: statuses.length > 0 || around === undefined ? statuses : [around],
    ...(title === undefined ? {} : isName ? { name: title } : { title: title.slice(0, 300) }),
    texts:
      texts.summary === undefined && isLong
        ? { ...texts, summary: lineOf(title).slice(0, 300) }
        : texts.summary === undefined && heading === ""
          ? texts
          : texts,
  });
}

function sampleOf(
  sample: ShownBody,
  { codes: [code], statuses }: CodeHeading,
  around: number | undefined,
): ShownBody {
  const status = statuses[0] ?? around;
  return {
    ...sample,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
  };
}

/** Returns a code as a body has it. */
function literalIn(value: unknown, text: string): FoundCode | undefined {
  if (typeof value === "string" || typeof value === "number")
    return String(value) === text ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const found = literalIn(inner, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface PageFindings {
  readonly path: string;
  readonly title: string;
  readonly url?: string;
  readonly found: readonly Finding[];
  readonly statuses: readonly FoundStatus[];
  readonly remarks: readonly string[];
  /** The bodies outside of the sections of codes. */
  readonly loose: readonly ShownBody[];
  readonly families: readonly FoundFamily[];
}

/** Codes of success. */
const success = /^(?:0|200|00000|ok|success)$/i;

/** Returns a source with the envelopes of its bodies, and each body at its code. */
function withBodies({ found, loose, families, ...page }: PageFindings): FoundSource {
  const own = byCode(found);
  const known = new Set(own.map(({ code }) => String(code)));
  const bodies = [...own.flatMap(({ texts }) => texts.samples), ...loose];
  const placed = placedShapes(shapesIn(bodies));
  const shown = loose.flatMap((sample) => {
    for (const { codes } of placed) {
      const in_ = codeIn(sample.body, codes, known);
      if (in_ === undefined || success.test(String(in_.code))) continue;
      const statuses = sample.status === undefined ? [] : [sample.status];
      return [finding(in_.code, { statuses, texts: { ...noTexts, samples: [sample] } })];
    }
    return [];
  });
  // A code is of the type that bodies have.
  const literals = new Map(shown.map(({ code }) => [String(code), code] as const));
  const findings = byCode([...own, ...shown]).map((one) => ({
    ...one,
    code: literals.get(String(one.code)) ?? one.code,
  }));
  return {
    ...page,
    findings,
    envelopes: envelopesOf(placed),
    families: families.filter(({ range }) => findings.some(({ code }) => isInFamily(code, range))),
  };
}
