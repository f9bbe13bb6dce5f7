// Where the time of one run goes: V8's sampling profiler, summed up by the stage that was running.

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./measure.mjs";

/** The stage that a function begins, by its name in the bundle; what it calls belongs to it until another stage begins. */
const stages = {
  parseYaml: "read YAML (catalog, configuration, and each YAML output once more)",
  validateDocument: "validate against the schema",
  checkRules: "check the rules",
  resolveCatalog: "resolve",
  emitCatalog: "check outputs, add banners",
  printYaml: "print YAML",
  toJavaScript: "TypeScript to JavaScript and declarations",
  planFor: "read the disk, hash, plan",
  apply: "stage, check and rename files",
};
const start = "start Node and load the bundle";
const collection = "collect garbage";
const bundle = /\/dist\/([^/]+?)(?:-[\w-]{8})?\.js$/;

/** Gives a Markdown table of the time of one run by stage and emitter. */
export function profileTable(size, { args, cwd, before }) {
  before();
  const into = join(cwd, "profile");
  const options = ["--cpu-prof", "--cpu-prof-interval", "500", "--cpu-prof-dir", into];
  run(process.execPath, [...options, ...args], { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const profile = JSON.parse(readFileSync(join(into, readdirSync(into)[0]), "utf8"));
  rmSync(into, { recursive: true });
  const sums = [...stageTimes(profile)].sort(([, a], [, b]) => b - a);
  const total = sums.reduce((sum, [, time]) => sum + time, 0);
  const percent = (time) => `${((100 * time) / total).toFixed(1)} %`;
  const rows = sums.map(([stage, time]) => `| ${stage} | ${percent(time)} |`);
  const title = `${size.toLocaleString("en")} codes`;
  return [`| ${title}: where the time goes | share |`, "|---|---:|", ...rows, ""].join("\n");
}

function stageTimes({ nodes, samples, timeDeltas }) {
  const times = new Map();
  const selfTimes = new Map();
  samples.forEach((id, i) => {
    selfTimes.set(id, (selfTimes.get(id) ?? 0) + timeDeltas[i]);
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (node, outer) => {
    const stage = stageOf(node.callFrame, outer);
    const isIdle = node.callFrame.functionName === "(idle)";
    const time = isIdle ? 0 : (selfTimes.get(node.id) ?? 0);
    times.set(stage, (times.get(stage) ?? 0) + time);
    for (const child of node.children ?? []) visit(byId.get(child), stage);
  };
  visit(nodes[0], start);
  return times;
}

function stageOf({ functionName, url }, outer) {
  if (functionName === "(garbage collector)") return collection;
  const chunk = bundle.exec(url)?.[1];
  if (chunk === undefined) return outer;
  // Every emitter's function has this name, and the chunk it stands in has the emitter's.
  if (functionName === "emit") return `emit ${chunk}`;
  return Object.hasOwn(stages, functionName) ? stages[functionName] : outer;
}
