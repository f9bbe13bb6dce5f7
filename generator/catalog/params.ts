// The params of definitions: their own, and those of the envelopes that they come in.

import type { EnvelopeParams, ParamDocument, Params } from "../schema/document.ts";
import { escapeToken } from "../text/pointer.ts";
import type { Locator, Param } from "./catalog.ts";
import { parseLocator, parseLocators, type ReadLocator, showLocator } from "./locator.ts";
import { holeNames, type Template } from "./template.ts";

/** What an envelope says of the params of its definitions. */
export interface ParamCarrier {
  readonly envelope: string;
  /** The JSON Pointer of the object that holds the params without a place of their own. */
  readonly at: string;
  readonly params: Params;
  /** Resolves its locators. */
  readonly read: ReadLocator;
}

/** Returns what an envelope says of params; a map at `at` is a param of that name. */
export function paramCarrier(
  envelope: string,
  params: EnvelopeParams = {},
  read: ReadLocator = parseLocator,
): ParamCarrier {
  const entries = Object.entries(params).flatMap(([name, param]) =>
    typeof param === "object" ? [[name, param] as const] : [],
  );
  const { at } = params;
  const base = typeof at === "string" ? at : "";
  return { envelope, at: base, params: Object.fromEntries(entries), read };
}

/** Returns the params of a definition, its own before those of its envelopes. */
export function resolveParams(
  own: Params | undefined,
  carriers: readonly ParamCarrier[],
  messages: readonly Template[],
): readonly Param[] {
  const declared = new Map<string, Declared>();
  for (const [name, param] of Object.entries(own ?? {})) declared.set(name, { param });
  for (const { envelope, params } of carriers) {
    for (const [name, param] of Object.entries(params))
      if (!declared.has(name)) declared.set(name, { param, envelope });
  }
  if (declared.size === 0) return noParams;
  const holes = new Set(messages.flatMap(holeNames));
  return [...declared].map(([name, one]) => resolveParam(name, one, { carriers, holes }));
}

const noParams: readonly Param[] = [];

interface Declared {
  readonly param: ParamDocument;
  /** The envelope that declares it, if the definition does not. */
  readonly envelope?: string;
}

interface Around {
  readonly carriers: readonly ParamCarrier[];
  /** The names of the holes in the messages. */
  readonly holes: ReadonlySet<string>;
}

function resolveParam(
  name: string,
  { param, envelope }: Declared,
  { carriers, holes }: Around,
): Param {
  const { at: _, safe, optional, ...schema } = param;
  const isRead = holes.has(name);
  const placesIn = (carrier: ParamCarrier): readonly Locator[] => {
    const { at } = envelope === undefined ? param : (carrier.params[name] ?? { at: [] });
    if (at !== undefined) return parseLocators(at, carrier.read);
    return isRead ? [] : parseLocators(`${carrier.at}/${escapeToken(name)}`, carrier.read);
  };
  const all = carriers.map((carrier) => [carrier.envelope, placesIn(carrier)] as const);
  const at = [
    ...new Map(all.flatMap(([, one]) => one.map((it) => [showLocator(it), it]))).values(),
  ];
  const isSame = all.every(([, one]) => one.length === at.length);
  return {
    name,
    schema,
    at: isRead && param.at === undefined ? [] : at,
    places: isSame ? undefined : Object.fromEntries(all),
    safe: safe ?? false,
    optional: optional ?? false,
    description: schema.description,
    envelope,
  };
}
