// Comparisons of a catalog of 3,000 codes with its release record and with a revision of git, against an empty Node.js process.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ratioText, row, run, timeInTurn } from "./measure.mjs";

const empty = { args: ["-e", "0"] };
const rounds = 9;

/** Returns the table of comparisons, of what is as it was, what changed a little, and what concerns every definition. */
export function diffTable({ command, workspace }) {
  const cwd = workspace(3000, "released");
  const catalog = join(cwd, "catalog/synthetic.yaml");
  const released = readFileSync(catalog, "utf8");
  run(process.execPath, [command, "release"], { cwd });
  const git = (...args) =>
    run("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });
  git("init", "-q");
  git("add", "catalog", "releases");
  git("commit", "-q", "-m", "Release");
  const texts = {
    "nothing changed": released,
    "30 definitions changed, 10 new and 10 gone": edited(released),
    "the effect of a status changed": released.replace(
      "  404: { title: Not Found,",
      "  404: { title: Not Found, effect: unknown,",
    ),
  };
  const commands = Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) =>
      [[], ["--against", "HEAD"]].map((more) => [
        `\`${["diff", ...more].join(" ")}\`, ${name}`,
        { args: [command, "diff", ...more], cwd, before: () => writeFileSync(catalog, text) },
      ]),
    ),
  );
  const times = timeInTurn({ empty, ...commands }, rounds);
  return [
    "| `faultbook diff` of 3,000 codes | ÷ empty node |",
    "|---|---:|",
    ...Object.keys(commands).map((name) => row([name, ratioText(times[name], times.empty)])),
    "",
    `${rounds} rounds after one that is not counted. Only what concerns every definition is compared as a whole.`,
    "",
  ].join("\n");
}

/** Changes every sixtieth definition: its summary, its status or its kind; some are new, and some to which nothing links are gone. */
function edited(text) {
  const [head, ...definitions] = text.split(/^(?= {2}[A-Z]\w*:$)/m);
  const found = definitions.map((one, i) => {
    if (i % 60 !== 0) return one;
    const at = (i / 60) % 5;
    if (at === 0) return one.replace(/summary: The/, "summary: This");
    if (at === 1) return one.replaceAll(/status: \d+/g, "status: 418");
    if (at === 2) return one.replace(/kind: .*/, "kind: conflict");
    if (at === 3) return text.includes(`#${/\w+/.exec(one)?.[0]})`) ? one : "";
    return `${one}\n  Fresh${i}:\n    code: fresh_${i}\n    kind: conflict\n    summary: It is new.\n`;
  });
  return `${head}${found.join("")}`;
}
