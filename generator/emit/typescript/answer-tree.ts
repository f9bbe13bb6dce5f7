// The literal that a body is printed as: values at their places in objects and lists.

import { type Code, key, lines, ts } from "../print/typescript.ts";

/** An expression of a value. */
export interface Value {
  readonly code: Code;
  /** The parameters of the function that it needs. */
  readonly uses: readonly ("error" | "message" | "fields")[];
  /** False where it may be `undefined`. */
  readonly certain: boolean;
}

/** A part of a body: a value, an object, or a list of one element. */
export interface Node {
  readonly value: () => Value;
  readonly leaf?: true;
  readonly members?: ReadonlyMap<string, Node>;
  readonly element?: Node;
}

interface Placed {
  readonly value: Value;
  readonly put: "withValue" | "withParam";
}

/** Gives a part with a value at a path, or `undefined` where something else is in its way; `*` is the element of a list. */
export function placed(
  node: Node | undefined,
  path: readonly string[],
  part: Placed,
): Node | undefined {
  const [token, ...rest] = path;
  if (token === undefined) {
    // A value that may be missing leaves what stands there.
    const replaces = part.put === "withValue" && part.value.certain;
    const isFree = node === undefined || (node.leaf === true && replaces);
    return isFree ? { leaf: true, value: () => part.value } : undefined;
  }
  if (token === "*") {
    if (node !== undefined && node.element === undefined) return undefined;
    const element = placed(node?.element, rest, part);
    return element === undefined ? undefined : listNode(element);
  }
  if (node !== undefined && node.members === undefined) return undefined;
  const inner = placed(node?.members?.get(token), rest, part);
  return inner === undefined
    ? undefined
    : objectNode(new Map([...(node?.members ?? []), [token, inner]]));
}

function listNode(element: Node): Node {
  const value = (): Value => {
    const { code, uses, certain } = element.value();
    return { code: certain ? ts`[${code}]` : ts`runtime.listOf(${code})`, uses, certain };
  };
  return { element, value };
}

function objectNode(members: ReadonlyMap<string, Node>): Node {
  const value = (): Value => {
    const values = [...members].map(([name, node]) => ({ name, ...node.value() }));
    const object = ts`{
  ${lines(values.map(({ name, code }) => memberOf(name, code)))}
}`;
    return {
      code: values.every(({ certain }) => certain) ? object : ts`runtime.known(${object})`,
      uses: values.flatMap(({ uses }) => uses),
      certain: values.some(({ certain }) => certain),
    };
  };
  return { members, value };
}

function memberOf(name: string, code: Code): Code {
  return name === "message" && code.text === name ? ts`${key(name)},` : ts`${key(name)}: ${code},`;
}
