// Where the time of one run goes: V8's sampling profiler, summed up by the stage that was running.

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./measure.mjs";

/** The stage that a function begins, by its name in the bundle; what it calls belongs to it until another stage begins. */
const stages = {
  parseYaml: "read YAML (catalog and configuration)",
  validateDocument: "validate against the schema",
  checkRules: "check the rules",
  resolveCatalog: "resolve",
  emitCatalog: "check outputs, add banners",
  codesModule: emitting("typescript"),
  envelopesModule: emitting("typescript"),
  errorsModule: emitting("typescript"),
  guardsModule: emitting("typescript"),
  parseModule: emitting("typescript"),
  definitionsModule: emitting("typescript"),
  fixturesModule: emitting("typescript"),
  contextOf: emitting("openapi"),
  writeDocument: emitting("openapi"),
  page: emitting("markdown"),
  readme: emitting("package, errors"),
  printYaml: "print YAML",
  toJavaScript: "TypeScript to JavaScript and declarations (on the main thread)",
  planFor: "read the disk, hash, plan",
  apply: "stage, check and rename files",
};
function emitting(emitter) {
  return `emit: ${emitter}`;
}

const start = "start Node and load the bundle";
const collection = "collect garbage";
const bundle = /\/dist\/[^/]+\.cjs$/;

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
  if (!bundle.test(url)) return outer;
  // Of two functions with one name the bundle gives a number to one.
  const name = functionName.replace(/\$\d+$/, "");
  return Object.hasOwn(stages, name) ? stages[name] : outer;
}
