// What a generated package costs at run time, in one process: identifying, parsing and guarding, against the peers.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ratios, spread } from "./measure.mjs";
import {
  ajvPeer,
  awsPeer,
  barePeer,
  barePeerWithoutStack,
  ccxtPeer,
  valibotPeer,
  zodPeer,
} from "./peers.mjs";

const rounds = 25;
const sampleMs = 4;

/** Measures the packages, `{ codes, folder }` each, and gives Markdown tables. */
export async function runtimeTables(packages) {
  const identify = [];
  const parse = [];
  let guards = "";
  for (const { codes, folder } of packages) {
    const one = await loadPackage(folder);
    identify.push(identifyRow(codes, one));
    parse.push(parseRow(codes, one));
    guards = guardRow(codes, one);
  }
  return [
    "| codes | identify… ÷ zod | identify… ÷ valibot | identify… ÷ ajv |",
    "|---:|---:|---:|---:|",
    ...identify,
    "",
    "| codes | parse… ÷ bare Error | the same without stacks | parse… ÷ pattern of AWS SDK v3 | parse… ÷ pattern of ccxt |",
    "|---:|---:|---:|---:|---:|",
    ...parse,
    "",
    "| codes | guard, on its own exception | on exceptions of three other classes | on those of every class in turn | taken off: a function that looks at nothing |",
    "|---:|---:|---:|---:|---:|",
    guards,
    "",
    `Medians of ${rounds} rounds in which all take turns, least and greatest in parentheses; below 1, the package is faster.`,
    "All get the same parsed responses, every code in turn, with fields and headers that no table knows; the validators",
    "give the code alone, `identify…` the facts too. Exceptions are made below 12 frames, so that every stack is full.",
    "The guards' nanoseconds are what is left after a function that looks at nothing, called by the same loop in the",
    "same round, was taken off; they are of this machine and do not carry over to another.",
    "",
  ].join("\n");
}

async function loadPackage(folder) {
  const load = (file) => import(pathToFileURL(join(folder, "dist", file)).href);
  const [{ syntheticErrorFixtures }, library] = await Promise.all([
    load("fixtures.js"),
    load("index.js"),
  ]);
  const codes = Object.values(library.SyntheticErrorCode);
  const sent = new Map(
    Object.values(syntheticErrorFixtures).map((one) => [one.body.error.code, one]),
  );
  const [anyFixture] = sent.values();
  const inputs = shuffled(codes).map((code, i) => inputOf(code, sent.get(code) ?? anyFixture, i));
  return { library, codes, inputs };
}

/** A response as it comes over the wire: the documented body of a code with a few fields that nobody documented. */
function inputOf(code, { status, body }, i) {
  const more = [
    { timestamp: 1_760_000_000 + i, path: `/v1/wallets/${i}` },
    { details: [{ reason: "POLICY", domain: "api.example.com" }] },
    { trace: { id: `t-${i}`, sampled: i % 2 === 0 }, legacy_code: 4000 + i },
  ][i % 3];
  const full = { ...body, error: { ...body.error, code }, request_id: `req_${i}`, ...more };
  const text = JSON.stringify(full);
  return {
    status,
    headers: {
      date: "Sat, 22 Nov 2025 10:00:00 GMT",
      "content-type": "application/json",
      "content-length": String(text.length),
      connection: "keep-alive",
      "x-ratelimit-limit": "600",
      "x-ratelimit-remaining": String(600 - (i % 600)),
    },
    body: JSON.parse(text),
    text,
  };
}

/** Mixes a list, always the same way. */
function shuffled(list) {
  const mixed = [...list];
  let state = 11;
  for (let i = mixed.length - 1; i > 0; i--) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (i + 1);
    [mixed[i], mixed[other]] = [mixed[other], mixed[i]];
  }
  return mixed;
}

function identifyRow(codes, { library, codes: all, inputs }) {
  const ways = {
    ours: library.identifySyntheticError,
    zod: zodPeer(all),
    valibot: valibotPeer(all),
    ajv: ajvPeer(all),
  };
  for (const [name, way] of Object.entries(ways)) {
    for (const input of inputs) {
      const found = way(input);
      const code = name === "ours" ? found?.code : found;
      if (code !== input.body.error.code)
        throw new Error(`${name} gives ${code} for ${input.text}`);
    }
  }
  const times = inTurn(ways, inputs);
  const cells = ["zod", "valibot", "ajv"].map((peer) => ratioCell(times.ours, times[peer]));
  return `| ${codes.toLocaleString("en")} | ${cells.join(" | ")} |`;
}

function parseRow(codes, { library, codes: all, inputs }) {
  const { parseSyntheticError: parse } = library;
  const noStack = { stack: false };
  const ways = {
    ours: (input) => parse(input),
    bare: barePeer,
    oursWithout: (input) => parse(input, noStack),
    bareWithout: barePeerWithoutStack,
    aws: awsPeer(all),
    ccxt: ccxtPeer(all),
  };
  for (const [name, way] of Object.entries(ways)) {
    if (!inputs.every((input) => way(input) instanceof Error)) throw new Error(`${name} fails`);
  }
  const times = inTurn(ways, inputs, 12);
  const cells = [
    ratioCell(times.ours, times.bare),
    ratioCell(times.oursWithout, times.bareWithout),
    ratioCell(times.ours, times.aws),
    ratioCell(times.ours, times.ccxt),
  ];
  return `| ${codes.toLocaleString("en")} | ${cells.join(" | ")} |`;
}

/** Each case has a guard of its own, which has seen no other classes before. */
function guardRow(codes, { library, inputs }) {
  const errors = inputs.map((input) => library.parseSyntheticError(input));
  const floors = [];
  const cell = (at, cases, rightly) => {
    const guard = library[`is${errors[at].name}`];
    if (cases.filter(guard).length !== rightly) throw new Error("A guard is wrong.");
    const times = inTurn({ guard, nothing: () => false }, cases);
    const net = times.guard.map((time, round) => time - times.nothing[round]);
    floors.push(...times.nothing);
    const { median, min, max } = spread(net);
    return `${median.toFixed(1)} ns (${min.toFixed(1)}–${max.toFixed(1)})`;
  };
  const others = errors.filter((error) => error.name !== errors[1].name);
  const own = errors.filter((error) => error.name === errors[2].name).length;
  const cells = [cell(0, [errors[0]], 1), cell(1, others.slice(0, 3), 0), cell(2, errors, own)];
  const floor = spread(floors);
  cells.push(`${floor.median.toFixed(1)} ns (${floor.min.toFixed(1)}–${floor.max.toFixed(1)})`);
  return `| ${codes.toLocaleString("en")} | ${cells.join(" | ")} |`;
}

/** Gives for each way its nanoseconds a call, one number a round; the ways take turns in every round. */
function inTurn(ways, inputs, frames = 0) {
  const loops = Object.entries(ways).map(([name, way]) => {
    const loop = loopOf();
    const run = (count) => below(frames, () => loop(way, inputs, count));
    return { name, run, count: countFor(run) };
  });
  const times = Object.fromEntries(loops.map(({ name }) => [name, []]));
  for (let round = -3; round < rounds; round++) {
    for (const { name, run, count } of loops) {
      const time = timed(run, count);
      if (round >= 0) times[name].push((time * 1e6) / count);
    }
  }
  return times;
}

/** Made anew for each way, so that the engine optimises each loop for its own callee. */
function loopOf() {
  return new Function(
    "way",
    "inputs",
    "count",
    `let sink = 0;
    const { length } = inputs;
    for (let i = 0, at = 0; i < count; i++) {
      if (way(inputs[at]) !== undefined) sink++;
      if (++at === length) at = 0;
    }
    return sink;`,
  );
}

/** Calls from so many frames further down, as the code of a program is. */
function below(frames, call) {
  return frames === 0 ? call() : below(frames - 1, call);
}

/** Warms up, and gives how many calls fill one sample. */
function countFor(run) {
  let count = 64;
  for (let warm = 0; warm < 30; ) {
    const time = timed(run, count);
    if (time < sampleMs / 2) count *= 2;
    else warm += time;
  }
  return count;
}

let sunk = 0;

function timed(run, count) {
  const start = performance.now();
  sunk += run(count);
  const time = performance.now() - start;
  if (sunk < 0) throw new Error("The sink ran over.");
  return time;
}

function ratioCell(times, baseline) {
  const { median, min, max } = spread(ratios(times, baseline));
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}
