// The error responses of a description, by the shapes of their bodies.

import { type Operation, operationsOf } from "../sync/operations.ts";
import { below, follow, type Location, type Spec } from "../sync/parts.ts";
import type { MappingNode, YamlNode } from "../text/yaml-nodes.ts";
import { listed } from "./enum-texts.ts";
import { textsIn } from "./error-texts.ts";
import { type Finding, finding, type ShownBody } from "./finding.ts";
import { examplesIn, placeAt, type SchemaShape, shapesOf } from "./schema-shapes.ts";

/** One shape of error responses, with where it is used. */
export interface Use {
  readonly shape: SchemaShape;
  readonly mediaType: string;
  readonly statuses: Set<number>;
  readonly bodies: ShownBody[];
  readonly headers: Set<string>;
  readonly operations: Set<string>;
}

/** The shapes of error responses, and what has none. */
export interface Uses {
  readonly uses: readonly Use[];
  /** The bodies of responses without a schema. */
  readonly loose: readonly ShownBody[];
  /** All error responses. */
  readonly responses: readonly ErrorResponse[];
}

/** Returns the shapes of all error responses; one that several responses share comes once. */
export function usesOf(spec: Spec): Uses {
  const uses = new Map<string, Use>();
  const ids = new Map<MappingNode, number>();
  const loose: ShownBody[] = [];
  const responses = responsesOf(spec);
  const known = new Map<YamlNode, readonly SchemaShape[]>();
  // Most responses share a schema, which may lead to half of the description.
  const shapesAt = (schema: Location): readonly SchemaShape[] => {
    const target = schema.node === undefined ? undefined : follow(spec, schema).value;
    if (target?.node === undefined) return [];
    const shapes = known.get(target.node) ?? shapesOf(spec, target);
    known.set(target.node, shapes);
    return shapes;
  };
  const idOf = (node: MappingNode): number => {
    const id = ids.get(node) ?? ids.size;
    ids.set(node, id);
    return id;
  };
  for (const { response, status, operation } of responses) {
    const name = operation?.id ?? operation?.label;
    for (const { type, media } of mediaOf(spec, response)) {
      const place = {
        ...(status === undefined ? {} : { status }),
        ...(name === undefined ? {} : { operations: [name] }),
      };
      const bodies = bodiesIn(spec, media).map((one) => ({ ...one, ...place }));
      const schema = below(media, "schema");
      const shapes = shapesAt(schema);
      if (shapes.length === 0) for (const body of bodies) loose.push({ ...body, mediaType: type });
      const used = shapes.map((shape) => {
        const key = `${idOf(shape.node)} ${shape.locations.map(({ pointer }) => pointer).join(" ")}`;
        const use: Use = uses.get(key) ?? {
          shape,
          mediaType: type,
          statuses: new Set(),
          bodies: [],
          headers: new Set(),
          operations: new Set(),
        };
        uses.set(key, use);
        if (status !== undefined) use.statuses.add(status);
        if (name !== undefined) use.operations.add(name);
        for (const header of headersOf(response)) use.headers.add(header);
        return use;
      });
      for (const body of bodies) bestUse(used, body.body)?.bodies.push(body);
    }
  }
  for (const use of uses.values()) {
    const nodes = use.shape.locations.flatMap(({ node }) =>
      node?.kind === "mapping" ? [node] : [],
    );
    for (const body of examplesIn(nodes))
      if (typeof body === "object" && body !== null) use.bodies.push({ body });
  }
  return { uses: [...uses.values()], loose, responses };
}

/** Returns the shape that has most of the fields of a body. */
function bestUse(uses: readonly Use[], body: unknown): Use | undefined {
  const [first] = uses;
  if (uses.length < 2 || typeof body !== "object" || body === null) return first;
  const score = ({ shape }: Use) =>
    shape.fields.filter(({ tokens, values }) => {
      const value = Object.getOwnPropertyDescriptor(body, tokens[0] ?? "")?.value;
      if (value === undefined) return false;
      return tokens.length > 1 || values.length === 0 || values.includes(value);
    }).length;
  return [...uses].sort((a, b) => score(b) - score(a))[0];
}

/** An error response in a description. */
export interface ErrorResponse {
  readonly response: Location;
  readonly status: number | undefined;
  readonly operation: Operation | undefined;
}

/** Returns the error responses of all operations, or those of the components if there are no operations. */
export function responsesOf(spec: Spec): readonly ErrorResponse[] {
  const found = operationsOf(spec).operations.flatMap((operation) => {
    const { responses } = operation;
    const keys = responses?.node?.kind === "mapping" ? [...responses.node.entries.keys()] : [];
    return keys.flatMap((key): readonly ErrorResponse[] => {
      if (responses === undefined || !/^(?:[45](?:\d\d|XX)|default)$/i.test(key)) return [];
      const response = follow(spec, below(responses, key)).value;
      const status = /^\d{3}$/.test(key) ? Number(key) : undefined;
      return response === undefined ? [] : [{ response, status, operation }];
    });
  });
  if (found.length > 0) return found;
  // A file of components alone has no operations.
  const components = placeAt(spec, ["components", "responses"]);
  const names = components.node?.kind === "mapping" ? [...components.node.entries.keys()] : [];
  return names.flatMap((name) => {
    const response = follow(spec, below(components, name)).value;
    const digits = /(?:^|\D)([45]\d\d)(?:\D|$)/.exec(name)?.[1];
    return response === undefined
      ? []
      : [
          {
            response,
            status: digits === undefined ? undefined : Number(digits),
            operation: undefined,
          },
        ];
  });
}

/** Returns what the descriptions of responses say of codes in lists and tables. */
export function describedFindings(
  responses: readonly ErrorResponse[],
  all: readonly Finding[],
): readonly Finding[] {
  const codes = new Map(all.map(({ code }) => [String(code), code]));
  const known = new Set(codes.keys());
  // Many operations share a response.
  const described = new Map(
    responses.map(({ response, status }) => {
      const { description } = Object(response.node?.value) as { readonly description?: unknown };
      return [`${status} ${description}`, { description, status }] as const;
    }),
  );
  const found: Finding[] = [];
  for (const { description, status } of described.values()) {
    if (typeof description !== "string") continue;
    listed(description, known, (value, text) => {
      const statuses = status === undefined ? [] : [status];
      const texts = textsIn(String(text));
      found.push(finding(codes.get(String(value)) ?? "", { statuses, texts }));
    });
  }
  return found;
}

function mediaOf(
  spec: Spec,
  response: Location,
): readonly { readonly type: string; readonly media: Location }[] {
  const content = follow(spec, below(response, "content")).value;
  const types = content?.node?.kind === "mapping" ? [...content.node.entries.keys()] : [];
  return types.flatMap((type) => {
    if (content === undefined || !/json|\*\/\*/i.test(type)) return [];
    const plain = type.split(";")[0]?.trim().toLowerCase() ?? "";
    const media = follow(spec, below(content, type)).value;
    return media === undefined
      ? []
      : [{ type: plain.includes("*") ? "application/json" : plain, media }];
  });
}

function headersOf(response: Location): readonly string[] {
  const headers = below(response, "headers").node;
  const names = headers?.kind === "mapping" ? [...headers.entries.keys()] : [];
  return names
    .filter((name) => /^x-(?:request|correlation|trace)-?id$|^request-id$/i.test(name))
    .map((name) => name.toLowerCase());
}

function bodiesIn(spec: Spec, media: Location): readonly ShownBody[] {
  const found: ShownBody[] = [];
  const add = (value: unknown, title?: string): void => {
    const body = parsed(value);
    if (typeof body === "object" && body !== null)
      found.push(title === undefined ? { body } : { body, title });
  };
  const own = below(media, "example").node;
  if (own !== undefined) add(own.value);
  const map = follow(spec, below(media, "examples")).value;
  for (const key of map?.node?.kind === "mapping" ? map.node.entries.keys() : []) {
    if (map === undefined) continue;
    const example = follow(spec, below(map, key)).value;
    if (example?.node?.kind !== "mapping") continue;
    const { summary, value } = example.node.value;
    const target = follow(spec, below(example, "value")).value?.node;
    add(target?.value ?? value, typeof summary === "string" ? summary.trim() : undefined);
  }
  return found;
}

/** Some descriptions have bodies as texts. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
