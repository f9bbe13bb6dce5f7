// The steps of versions that changes need.

import type { Step } from "../diagnostics/change-entries.ts";

/** The steps from the largest to the smallest. */
export const steps: readonly Step[] = ["major", "minor", "patch"];

/** Returns the largest of some steps, or `undefined` if there are none. */
export function largestStep(all: readonly Step[]): Step | undefined {
  return steps.find((step) => all.includes(step));
}

/** Returns the lowest version after another that takes a step; before 1.0.0, a breaking change takes the minor number and any other the patch. */
export function versionAfter(version: string, step: Step): string {
  const isEarly = numbersOf(version)[0] === 0;
  return versionRaised(version, !isEarly ? step : step === "major" ? "minor" : "patch");
}

/** Returns the version that a tool like changesets makes of a version and a step, before 1.0.0 too. */
export function versionRaised(version: string, step: Step): string {
  const [major = 0, minor = 0, patch = 0] = numbersOf(version);
  if (step === "major") return `${major + 1}.0.0`;
  return step === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Returns whether a version is lower than another. */
export function isLower(version: string, than: string): boolean {
  const [one, other] = [numbersOf(version), numbersOf(than)];
  const at = one.findIndex((number, i) => number !== other[i]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  return version.split(".").map(Number);
}
