// Where the time of one run goes: V8's sampling profiler, summed up by the room of the code that was running.

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./measure.mjs";

const start = "start Node.js, load the bundle, and what Node.js does for it";
const collection = "collect garbage";

/** Returns a Markdown table of the time of one run by room, those first that take most. */
export function profileTable(size, { args, cwd, before }) {
  before();
  const into = join(cwd, "profile");
  const options = ["--cpu-prof", "--cpu-prof-interval", "500", "--cpu-prof-dir", into];
  run(process.execPath, [...options, ...args], { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const profile = JSON.parse(readFileSync(join(into, readdirSync(into)[0]), "utf8"));
  rmSync(into, { recursive: true });
  const sums = [...roomTimes(profile)].sort(([, a], [, b]) => b - a);
  const total = sums.reduce((sum, [, time]) => sum + time, 0);
  const percent = (time) => `${((100 * time) / total).toFixed(1)} %`;
  const rows = sums.map(([room, time]) => `| ${room} | ${percent(time)} |`);
  const title = `${size.toLocaleString("en")} codes`;
  return [`| ${title}: where the time goes | share |`, "|---|---:|", ...rows, ""].join("\n");
}

/** Sums up by the room of a function; what Node.js and V8 do belongs to the function that called them. */
function roomTimes({ nodes, samples, timeDeltas }) {
  const times = new Map();
  const selfTimes = new Map();
  samples.forEach((id, i) => {
    selfTimes.set(id, (selfTimes.get(id) ?? 0) + timeDeltas[i]);
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (node, outer) => {
    const room = roomOf(node.callFrame, outer);
    const isIdle = node.callFrame.functionName === "(idle)";
    const time = isIdle ? 0 : (selfTimes.get(node.id) ?? 0);
    times.set(room, (times.get(room) ?? 0) + time);
    for (const child of node.children ?? []) visit(byId.get(child), room);
  };
  visit(nodes[0], start);
  return times;
}

function roomOf({ functionName, url, lineNumber }, outer) {
  if (functionName === "(garbage collector)") return collection;
  if (!/\/dist\/[^/]+\.cjs$/.test(url) || url.endsWith("/load.cjs")) return outer;
  // The first function of a file loads it.
  if (lineNumber === 0) return start;
  const path = modulesOf(url).findLast(([line]) => line <= lineNumber)?.[1] ?? "";
  if (/js-yaml|text\/yaml-re|text\/yaml\.ts/.test(path)) return "read YAML";
  return /^(?:generator\/(?:emit\/)?)?([\w-]+)(?=\/)/.exec(path)?.[0] ?? start;
}

const known = new Map();

/** Returns the lines of a bundled file at which its modules begin, with their paths. */
function modulesOf(url) {
  const modules = known.get(url) ?? [];
  if (!known.has(url)) {
    known.set(url, modules);
    for (const [i, line] of readFileSync(fileURLToPath(url), "utf8").split("\n").entries()) {
      const path = /^(?:\/\/#region |\/\/ )(\S+\.(?:ts|mjs|js|cjs|json|hbs))$/.exec(line)?.[1];
      if (path !== undefined) modules.push([i, path]);
    }
  }
  return modules;
}
