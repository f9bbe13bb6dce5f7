// The places of YAML that holes of a template are in: a value stands where a whole scalar may stand, and nowhere else.

import { type Fault, helperFault, type Places } from "./places.ts";

/** A place in YAML. */
export interface YamlPlace {
  /** `line` is where an entry may begin, `open` where a value may, `after` behind one. */
  readonly mode:
    | "line"
    | "open"
    | "plain"
    | "tag"
    | "double"
    | "single"
    | "comment"
    | "header"
    | "block"
    | "after"
    | "lost";
  /** The brackets around it. */
  readonly flow: string;
  readonly column: number;
  /** The column of the entry that what is indented more belongs to. */
  readonly indent: number;
  /** The column of the last text that may be a key. */
  readonly from: number;
  /** True if a plain text goes on in lines that are indented. */
  readonly more: boolean;
  /** The first characters of a plain text. */
  readonly token: string;
  /** The character before. */
  readonly last: string;
  readonly why?: Fault;
}

const start: YamlPlace = {
  mode: "line",
  flow: "",
  column: 0,
  indent: -1,
  from: 0,
  more: false,
  token: "",
  last: "\n",
};

const helpers = ["yaml", "json", "identifier"];

/** The places of YAML. */
export const yamlPlaces: Places<YamlPlace> = {
  start,
  after,
  afterValue: (place, helper) => {
    if (helper === "identifier") return after(place, "a");
    const { mode, from, column } = begun(place);
    return {
      ...place,
      mode: "after",
      last: '"',
      more: false,
      from: mode === "line" ? column : from,
    };
  },
  both,
  own: () => "yaml",
  fault: (place, helper) =>
    helper === "identifier"
      ? undefined
      : (helperFault(helper, helpers, "in YAML") ?? placeFault(begun(place))),
  lost: ({ why }) => why,
  takesPartial: () => true,
};

function after(place: YamlPlace, text: string): YamlPlace {
  let now = place;
  for (const char of text) {
    const { column } = now;
    now = { ...next(now, char), last: char, column: char === "\n" ? 0 : column + 1 };
  }
  return now;
}

/** Before the first character of a line, a block has ended if the line is not indented any more. */
function begun(place: YamlPlace): YamlPlace {
  const { mode, last, column, indent, more } = place;
  const isFirst = /[\n ]/.test(last) && place.token === "";
  if (mode === "block" && isFirst && column <= indent) return { ...place, mode: "line" };
  if (mode === "line" && more && column > indent) return { ...place, mode: "plain" };
  return place;
}

function placeFault({ mode }: YamlPlace): Fault | undefined {
  const advice = "Let the value be the whole key, item or value; it has its own quotes.";
  switch (mode) {
    case "line":
    case "open":
    case "lost":
      return undefined;
    case "double":
    case "single":
      return ["a value inside quotes", advice];
    case "comment":
      return ["a value inside a comment", advice];
    case "header":
    case "block":
      return ["a value inside a block of text", advice];
    case "tag":
    case "plain":
      return ["a value directly behind a text", advice];
    default:
      return ["a value directly behind another one", advice];
  }
}

function next(place: YamlPlace, char: string): YamlPlace {
  const { mode, last } = place;
  switch (mode) {
    case "comment":
      return char === "\n" ? line(place) : place;
    case "header":
      return char === "\n" ? { ...place, mode: "block", token: "" } : place;
    case "block":
      if (char === "\n") return { ...place, token: "" };
      if (char === " " || place.token !== "") return place;
      return place.column > place.indent ? { ...place, token: char } : fresh(line(place), char);
    case "double":
      if (place.token === "\\") return { ...place, token: "" };
      return char === '"' ? { ...place, mode: "after", token: "" } : { ...place, token: char };
    case "single":
      return char === "'" ? { ...place, mode: "after" } : place;
    case "tag":
      if (char === "\n") return { ...line(place), more: false };
      return char === " " ? { ...place, mode: "open" } : place;
    case "plain":
      return inPlain(place, char);
    case "after":
      return behind(place, char);
    case "lost":
      return place;
    default:
      if (char === "\n") return { ...line(place), more: mode === "line" && place.more };
      return char === " " || char === "\t" ? place : fresh(begun(place), char, last);
  }
}

function line(place: YamlPlace): YamlPlace {
  if (place.flow !== "") return { ...place, mode: place.mode === "comment" ? "open" : place.mode };
  return { ...place, mode: "line", token: "" };
}

/** The first character of a key, an item or a value. */
function fresh(place: YamlPlace, char: string, last = "\n"): YamlPlace {
  const { flow, mode, column } = place;
  if (char === "#" && /\s/.test(last)) return { ...place, mode: "comment" };
  if (mode === "plain") return { ...place, token: "more" };
  const isEntry = mode === "line" && flow === "";
  const at = isEntry
    ? { ...place, more: false, from: column, indent: Math.min(place.indent, column - 1) }
    : place;
  if (char === '"') return { ...at, mode: "double", token: "" };
  if (char === "'") return { ...at, mode: "single" };
  if (char === "[" || char === "{") return { ...at, mode: "open", flow: flow + char };
  if (flow !== "" && /[\]},]/.test(char)) return behind(at, char);
  if (flow === "" && (char === "|" || char === ">")) return { ...at, mode: "header" };
  if (char === "!" || char === "&") return { ...at, mode: "tag" };
  return { ...at, mode: "plain", token: char };
}

function inPlain(place: YamlPlace, char: string): YamlPlace {
  const { flow, last, token, from } = place;
  const isSpace = /\s/.test(char);
  const isEntry = (token === "-" || token === "?") && flow === "";
  if (isSpace && isEntry) {
    const at: YamlPlace = { ...place, mode: "line", indent: from, token: "", more: false };
    return char === "\n" ? line(at) : at;
  }
  if (isSpace && /^(?:---|\.\.\.)$/.test(token) && flow === "") return { ...start, mode: "line" };
  if (isSpace && last === ":") {
    const at: YamlPlace = { ...place, mode: "open", token: "", more: false };
    if (flow !== "" || token === "more") return at;
    const keyed = { ...at, indent: from };
    return char === "\n" ? line(keyed) : keyed;
  }
  if (char === "\n") return flow === "" ? { ...line(place), more: true } : place;
  if (char === "#" && /\s/.test(last)) return { ...place, mode: "comment", more: true };
  if (flow !== "" && /[\]},]/.test(char)) return behind(place, char);
  return token.length < 4 ? { ...place, token: token + char } : place;
}

/** Behind a whole value. */
function behind(place: YamlPlace, char: string): YamlPlace {
  const { flow, last, mode, from } = place;
  if (char === "'" && last === "'" && mode === "after") return { ...place, mode: "single" };
  if (last === ":" && /\s/.test(char) && mode === "after") {
    const at: YamlPlace = {
      ...place,
      mode: "open",
      more: false,
      ...(flow === "" ? { indent: from } : {}),
    };
    return char === "\n" ? line(at) : at;
  }
  if (char === "\n") return line(place);
  if (char === " " || char === "\t") return place;
  if (char === "#" && /\s/.test(last)) return { ...place, mode: "comment" };
  if (char === ":" && last !== ":") return place;
  if (flow !== "" && last === ":") return fresh({ ...place, mode: "open" }, char, last);
  if (flow !== "" && char === ",") return { ...place, mode: "open", token: "" };
  if (flow !== "" && /[\]}]/.test(char))
    return { ...place, mode: "after", flow: flow.slice(0, -1) };
  const why: Fault = ["text behind a value", "Let the value be the whole key, item or value."];
  return { ...place, mode: "lost", why };
}

function both(one: YamlPlace, other: YamlPlace): YamlPlace | undefined {
  const whole = ({ flow, mode }: YamlPlace): string =>
    /^(?:line|open|plain|after)$/.test(mode) ? flow : `${flow} ${mode}`;
  if (whole(one) !== whole(other)) return undefined;
  return {
    ...one,
    mode: one.mode === other.mode ? one.mode : "after",
    column: Math.min(one.column, other.column),
    indent: Math.min(one.indent, other.indent),
    from: Math.min(one.from, other.from),
    more: one.more || other.more,
    token: one.token === other.token ? one.token : "more",
    last: one.last === other.last ? one.last : "",
  };
}
