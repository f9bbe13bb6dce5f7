// The media type of an envelope: what answers, fixtures and OpenAPI say.

import { expect, test } from "vitest";
import { parseYaml } from "../../generator/text/yaml.ts";
import { compile, importPackage } from "../helpers.ts";

const compiled = await compile(`id: media
title: The Media API
version: 1.0.0
prefix: Shape
codeType: string
envelope: Plain
envelopes:
  Plain: { code: /error, message: /text }
  Problem: { code: /code, message: /detail, mediaType: application/problem+json }
  Asked: { code: /asked, message: /detail, when: { header:content-type: "application/vnd.asked+json; charset=utf-8" } }
definitions:
  Usual: { code: usual, kind: not-found, summary: S., status: [404, 503] }
  Odd: { code: odd, kind: not-found, summary: S., status: 404, envelope: Problem, examples: [{ message: Hello. }] }
  Late: { code: late, kind: unavailable, summary: S., status: 502, envelope: Problem }
  Vendor: { code: vendor, kind: conflict, summary: S., status: 409, envelope: Asked }
`);
const { classes, fixtures, parse } = await importPackage(compiled);

const types = {
  Usual: "application/json",
  Odd: "application/problem+json",
  Late: "application/problem+json",
  Vendor: "application/vnd.asked+json; charset=utf-8",
};

test.each(Object.entries(types))("the answer of %s has the media type %s", (name, type) => {
  const Known = classes.get(name);
  const answer = Known && new Known().toResponse();
  expect(answer?.headers).toEqual({ "content-type": type });
  expect(parse(answer)?.name).toBe(`${name}Error`);
  const sent = type === "application/json" ? {} : { "content-type": type };
  expect(fixtures[name]?.headers).toEqual(sent);
});

interface Response {
  readonly content: Readonly<
    Record<string, { readonly schema: object; readonly examples: object }>
  >;
}

test("a response of OpenAPI has the errors and examples of each media type", () => {
  const text = compiled.files.get("openapi.yaml") ?? "";
  const document: unknown = parseYaml({ path: "openapi.yaml", text }).value?.value;
  const { components } = document as {
    readonly components: { readonly responses: Readonly<Record<string, Response>> };
  };
  const content = (key: string) =>
    Object.entries(components.responses[`ShapeError${key}`]?.content ?? {}).map(
      ([type, { schema, examples }]) => [type, schema, Object.keys(examples ?? {})],
    );
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  expect(content("404")).toEqual([
    ["application/json", ref("ShapeUsualError"), ["ShapeUsualError"]],
    ["application/problem+json", ref("ShapeOddError"), ["ShapeOddError"]],
  ]);
  expect(content("409")).toEqual([
    ["application/vnd.asked+json", ref("ShapeError409"), ["ShapeVendorError"]],
  ]);
  expect(content("502").map(([type]) => type)).toEqual(["application/problem+json"]);
  expect(content("503").map(([type]) => type)).toEqual(["application/json"]);
  expect(content("Default").map(([type]) => type)).toHaveLength(3);
});
