// What a server answers with is the same error for a client: every code of every catalog of the project, there and back.

import { describe, expect, test } from "vitest";
import { projectFile, shipped } from "../helpers.ts";
import { packageOf } from "./sampler.ts";

const sampler = "test/cases/sampler/catalog/sampler.yaml";
const paths = [...shipped.map((id) => `catalog/${id}.yaml`), sampler];

const packages = await Promise.all(
  paths.map(async (path) => [path, await packageOf(projectFile(path))] as const),
);

describe.each(packages)("an answer of %s", (_, { catalog, make, parse }) => {
  test.each(catalog.definitions.map((one) => [one.name, one] as const))(
    "%s",
    (name, definition) => {
      // The caller gives what only it knows; here the fixture's body has it.
      const fixture = catalog.derived.fixtures[definition.name];
      const { params } = parse(fixture);
      for (const { literal } of definition.codes) {
        const { status, headers, body } = make(name, { code: literal, params }).toResponse(
          fixture?.body,
        );
        const again = parse({ ...fixture, status, headers, body: JSON.stringify(body) });
        expect([again.name, again.code]).toEqual([`${name}Error`, literal]);
        expect(again.params).toEqual(params);
      }
    },
  );
});
