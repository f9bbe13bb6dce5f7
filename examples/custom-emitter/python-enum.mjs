// An emitter of one's own: the codes of a catalog as a Python module with an enum.

/** @type {import("faultbook").CatalogEmitter<{ readonly names?: "upper" | "same" }>} */
const pythonEnum = {
  name: "python-enum",
  scope: "catalog",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      names: {
        description: "INSUFFICIENT_BALANCE (`upper`, the default) or InsufficientBalance (`same`).",
        enum: ["upper", "same"],
      },
    },
  },
  emit(catalog, { names = "upper" }) {
    const path = `${catalog.id.replaceAll("-", "_")}_errors.py`;
    return [{ path, content: moduleOf(catalog, membersOf(catalog, names)) }];
  },
};

export default pythonEnum;

function moduleOf({ title, prefix }, members) {
  const type = `${prefix}ErrorCode`;
  const lines = [
    text(`The error codes of ${title}.`),
    "",
    "from enum import Enum",
    "",
    "",
    `class ${type}(Enum):`,
    `    ${text(`A code that ${title} is known to send; expect others.`)}`,
    "",
    ...members.map(({ name, code }) => `    ${name} = ${literal(code.literal)}`),
    "",
    "",
    "SUMMARIES = {",
    ...members.map(({ name, code }) => `    ${type}.${name}: ${text(summaryOf(code))},`),
    "}",
    "",
    "# What repeating the same request can do: never, after-fix or after-backoff.",
    "RETRY = {",
    ...members.map(({ name, code }) => `    ${type}.${name}: ${text(retryOf(code))},`),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

/** Gives each code the name of its member; no two are alike, and none is a word of Python's. */
function membersOf({ codes }, names) {
  const taken = new Set(keywords);
  return codes.map((code) => {
    let name = names === "upper" ? upper(code.member) : code.member;
    while (taken.has(name)) name = `${name}_`;
    taken.add(name);
    return { name, code };
  });
}

/** Members are words of ASCII letters and digits, a letter first. */
function upper(member) {
  return member.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toUpperCase();
}

const keywords =
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield mro name value".split(
    " ",
  );

/** A code may have several meanings. */
function summaryOf({ owners }) {
  return owners.map(({ code }) => code.summary).join(" / ");
}

/** Of several meanings the most careful counts. */
function retryOf({ owners }) {
  const all = owners.map(({ code }) => code.retry);
  return ["never", "after-fix", "after-backoff"].find((retry) => all.includes(retry)) ?? "never";
}

function literal(code) {
  return typeof code === "number" ? String(code) : text(code);
}

/** The one function that texts of a catalog go through: JSON's escapes are Python's too, and a character of two halves stays as it is. */
function text(value) {
  return JSON.stringify(value).replace(
    /[^\u0020-\u007e\ud800-\udfff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
