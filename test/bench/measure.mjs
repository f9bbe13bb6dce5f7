// Whole processes from outside: wall time around one run, and its peak memory as the system counts it.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const timeProgram = "/usr/bin/time";

// Both change what starting Node costs (certificates alone can triple it), so that ratios would say more of them than of us.
const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...environment } = process.env;

/** Runs a program to its end with a clean environment; any other status than the expected one is thrown. */
export function run(program, args, { status = 0, ...options } = {}) {
  const done = spawnSync(program, args, { env: environment, ...options });
  if (done.error !== undefined) throw done.error;
  if (done.status !== status) {
    throw new Error(`${[program, ...args].join(" ")} exits with ${done.status}:\n${done.stderr}`);
  }
  return done;
}

/**
 * Runs the commands in turn (A B C A B C …) after one round that is not counted, unless `warmUp` is false, and gives for
 * each of them its times in milliseconds: times of one round belong together, so that ratios hold while the machine's
 * speed drifts. What `mayFail` and fails, or takes longer than five minutes, is not run again, and has no times.
 */
export function timeInTurn(commands, rounds, { warmUp = true, mayFail = () => false } = {}) {
  const names = new Set(Object.keys(commands));
  const times = Object.fromEntries([...names].map((name) => [name, []]));
  for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
    for (const name of names) {
      const time = timeOnce(commands[name], mayFail(name));
      if (time === undefined) names.delete(name);
      else if (round > 0) times[name].push(time);
    }
  }
  return times;
}

/** Gives the ratios of two lists of times, pair by pair. */
export function ratios(times, baseline) {
  return times.map((time, round) => time / baseline[round]);
}

/** Gives the median, the least and the greatest of some numbers. */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** Returns the median of some ratios for a table, with the least and the greatest; a dash if nothing was measured. */
export function ratioText(times, baseline) {
  if (times.length === 0) return "–";
  const { median, min, max } = spread(ratios(times, baseline));
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}

/** Returns a row of a table in Markdown. */
export function row(cells) {
  return `| ${cells.join(" | ")} |`;
}

/** Gives the median of the peak memory of so many runs, in megabytes. */
export function peakMemory(command, runs) {
  return spread(Array.from({ length: runs }, () => peakOnce(command))).median;
}

/** How long something is waited for that may fail, in milliseconds. */
const patience = 5 * 60 * 1000;

function timeOnce({ args, cwd, before, status, node = process.execPath }, mayFail) {
  before?.();
  const start = performance.now();
  try {
    const timeout = mayFail ? patience : undefined;
    run(node, args, { cwd, status, timeout, stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    if (mayFail) return undefined;
    throw error;
  }
  return performance.now() - start;
}

function peakOnce({ args, cwd, status, before }) {
  before?.();
  // A child begins with the peak of the process that it was forked from, so a small one stands between.
  if (existsSync(timeProgram) && process.platform === "linux") {
    const { stderr } = run(timeProgram, ["-f", "peak %M", process.execPath, ...args], {
      cwd,
      status,
    });
    return Number(/peak (\d+)\s*$/.exec(stderr.toString())?.[1]) / 1024;
  }
  const tell = `import { writeSync } from "node:fs";
    process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));`;
  const told = ["--import", `data:text/javascript,${encodeURIComponent(tell)}`, ...args];
  const options = { cwd, status, stdio: ["ignore", "ignore", "pipe", "pipe"] };
  const { output } =
    process.platform === "win32"
      ? run(process.execPath, told, options)
      : run("sh", ["-c", '"$@"; exit $?', "sh", process.execPath, ...told], options);
  return Number(output[3].toString()) / 1024;
}
