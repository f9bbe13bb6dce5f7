// Lists and maps in brackets on one line of YAML, read just far enough to know that they are sound.

const space = / */y;
const quotedKey = /(?:"[^"\\\r\n\t]*"|'[^'\r\n\t]*') *:(?= )/y;
const plainKey = /[A-Za-z0-9_$./^(][A-Za-z0-9_$./^()*+-]*(?: +[A-Za-z0-9_$./^()*+-]+)* *:(?= )/y;
const quoted = /"(?:[^"\\\r\n\t]|\\["\\/bfnrt])*"|'(?:[^'\r\n\t]|'')*'/y;
const plain =
  /(?:[^-?:,[\]{}#&*!|>'"%@` \r\n\t]|-(?=[A-Za-z0-9_.]))(?:[^:,[\]{}#\r\n\t]|:(?=[A-Za-z0-9_/]))*/y;

/** Returns the offset after the closing bracket of a list or map that opens at an offset, or -1 if only the parser can judge it. */
export function soundFlowEnd(text: string, start: number): number {
  /** The names in the maps that are open; `undefined` for lists. */
  const open: (string[] | undefined)[] = [];
  let at = start;
  for (;;) {
    // Here a value begins, but where a list or map is empty.
    const sign = text[at];
    if (sign === "[" || sign === "{") {
      open.push(sign === "{" ? [] : undefined);
      if (open.length > 100) return -1;
      at = behind(space, text, at + 1);
      if (text[at] !== (sign === "{" ? "}" : "]")) {
        at = begun(text, at, open.at(-1));
        if (at < 0) return -1;
        continue;
      }
    } else {
      const end = sign === '"' || sign === "'" ? behind(quoted, text, at) : behind(plain, text, at);
      if (end === at) return -1;
      at = behind(space, text, end);
    }
    // Here a value has ended, and so may what is around it.
    while (text[at] === (open.at(-1) === undefined ? "]" : "}")) {
      at++;
      open.pop();
      if (open.length === 0) return at;
      at = behind(space, text, at);
    }
    if (text[at] !== ",") return -1;
    at = begun(text, behind(space, text, at + 1), open.at(-1));
    if (at < 0) return -1;
  }
}

/** Returns the offset of the next value, behind its key if it is in a map with these names, or -1. */
function begun(text: string, at: number, names: string[] | undefined): number {
  if (names === undefined) return at;
  const isQuoted = text[at] === '"' || text[at] === "'";
  const end = behind(isQuoted ? quotedKey : plainKey, text, at);
  if (end === at) return -1;
  const raw = text.slice(at, end - 1).replace(/ +$/, "");
  const name = isQuoted ? raw.slice(1, -1) : raw;
  if (names.includes(name)) return -1;
  names.push(name);
  return behind(space, text, end);
}

function behind(form: RegExp, text: string, at: number): number {
  form.lastIndex = at;
  return form.test(text) ? form.lastIndex : at;
}
