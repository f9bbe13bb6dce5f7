// What it costs to say what is wrong with a catalog in which every definition is wrong: seconds and peak memory of `validate`, for each kind of fault.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { peakMemory, row, spread, timeInTurn } from "./measure.mjs";

const head = `id: faulty
title: Faulty
version: 1.0.0
prefix: Faulty
codeType: integer
envelopes: { Body: { code: /code, message: /message } }
definitions:
`;
const facts = "kind: conflict, summary: It is wrong.";

/** The line of a definition by its number, for each kind of fault. */
const kinds = {
  "names that are none": (i) => `  wrong_name_${i}: { code: ${i}, ${facts} }`,
  "names that differ by case": (i) =>
    `  ${i % 2 === 0 ? "Name" : "NAME"}${i >> 1}: { code: ${i}, ${facts} }`,
  "code literals": (i) => `  Name${i}: { code: 0${i}, ${facts} }`,
  "code types": (i) => `  Name${i}: { code: "c${i}", ${facts} }`,
  "undecided codes": (i) => `  Name${i}: { code: ${i >> 1}, ${facts} }`,
  "one code for all": (i) => `  Name${i}: { code: 7, ${facts} }`,
  "unknown keys": (i) => `  Name${i}: { code: ${i}, ${facts}, sumary: S. }`,
  "wrong types": (i) => `  Name${i}: { code: ${i}, kind: 5, summary: [1], retry: {} }`,
  "wrong words": (i) => `  Name${i}: { code: ${i}, kind: bad-request, summary: S. }`,
  "missing keys": (i) => `  Name${i}: { code: ${i} }`,
  locators: (i) => `  Name${i}: { code: ${i}, ${facts}, params: { p: { at: $.p, type: string } } }`,
  keywords: (i) => `  Name${i}: { code: ${i}, ${facts}, params: { p: { at: /p, tpye: string } } }`,
  "dead references": (i) =>
    `  Name${i}: { code: ${i}, ${facts}, source: gone${i}, envelope: Gone }`,
  "dead links": (i) => `  Name${i}: { code: ${i}, ${facts}, description: "[a](#Gone${i})" }`,
  holes: (i) => `  Name${i}: { code: ${i}, ${facts}, message: "{a${i}} {" }`,
  examples: (i) => `  Name${i}: { code: ${i}, ${facts}, examples: [{ body: { code: ${i + 1} } }] }`,
  "duplicate keys": (i) => `  Name${i >> 1}: { code: ${i}, ${facts} }`,
};

const count = 50_000;
const empty = { args: ["-e", "0"] };

/** Returns the table of faults; each catalog is validated once. */
export function faultTable({ command, folder }) {
  const emptyPeak = peakMemory(empty, 3);
  const rows = Object.entries(kinds).map(([kind, line]) => {
    const cwd = folder(kind.replaceAll(" ", "-"));
    const lines = Array.from({ length: count }, (_, i) => line(i));
    writeFileSync(join(cwd, "faultbook.config.yaml"), "catalogs: [faulty.yaml]\n");
    writeFileSync(join(cwd, "faulty.yaml"), `${head}${lines.join("\n")}\n`);
    const validate = { args: [command, "validate"], cwd, status: 1 };
    const times = timeInTurn({ empty, validate }, 1, { warmUp: false });
    const seconds = (spread(times.validate).median / 1000).toFixed(1);
    const peak = peakMemory(validate, 1);
    const ratio = (peak / emptyPeak).toFixed(1);
    return row([kind, seconds, `${peak.toFixed(0)} MB, ${ratio} × empty node`]);
  });
  return [
    `| ${count.toLocaleString("en")} definitions with | seconds of validate | peak memory |`,
    "|---|---:|---:|",
    ...rows,
    "",
    "One run each, which reports the first 1,000 faults and counts the rest.",
    "",
  ].join("\n");
}
