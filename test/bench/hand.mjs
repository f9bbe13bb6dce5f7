// What a team writes for itself when it needs errors.ts, errors.md and openapi.yaml of a list of errors: no checks, one envelope.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { load } from "js-yaml";

const [, , source = "catalog/synthetic.yaml", into = "generated"] = process.argv;
const { prefix, title, version, docsUrl, definitions } = load(readFileSync(source, "utf8"));

const errors = Object.entries(definitions).map(([name, error]) => ({ name, ...error }));
const codesOf = (code) => [code].flat().map((one) => one.code ?? one);
const rows = errors.flatMap(({ name, code }) =>
  codesOf(code).map((one, i) => ({
    error: name,
    code: one,
    name: i === 0 ? name : `${name}${i + 1}`,
  })),
);
const text = (value) => JSON.stringify(value);
const list = (items = []) => items.map((item) => `- ${item}\n`).join("");

const enumText = `export enum ${prefix}ErrorCode {
${rows.map(({ name, code }) => `  ${name} = ${text(code)},`).join("\n")}
}
`;

const classText = ({ name, summary, description = "", status, kind }) => `
/**
 * ${summary}
 *
 * ${description.trim().replaceAll("*/", "*\\/").replaceAll("\n", "\n * ")}
 *
 * @see ${docsUrl.replace("{slug}", name.toLowerCase())}
 */
export class ${name}Error extends ${prefix}Error {
  override readonly name = ${text(`${name}Error`)};
  readonly kind = ${text(kind)};
  readonly status = ${status};
  constructor(message = ${text(summary)}, options: ErrorOptions & { code?: ${prefix}ErrorCode } = {}) {
    super(message, options.code ?? ${prefix}ErrorCode.${name}, options);
  }
  toBody(): object {
    return { error: { code: this.code, message: this.message } };
  }
}

export function is${name}Error(error: unknown): error is ${name}Error {
  return error instanceof Error && error.name === ${text(`${name}Error`)};
}
`;

const typescript = `// Generated from ${source}.
${enumText}
export class ${prefix}Error extends Error {
  constructor(message: string, readonly code: ${prefix}ErrorCode, options?: ErrorOptions) {
    super(message, options);
  }
}
${errors.map(classText).join("")}
export const ${prefix.toLowerCase()}Errors = new Map<string, new (message: string, options?: ErrorOptions & { code?: ${prefix}ErrorCode }) => ${prefix}Error>([
${rows.map(({ code, error }) => `  [${text(code)}, ${error}Error],`).join("\n")}
]);

export function parse${prefix}Error(body: any): ${prefix}Error | undefined {
  const code = body?.error?.code;
  const Known = ${prefix.toLowerCase()}Errors.get(code);
  return Known === undefined ? undefined : new Known(body.error.message, { code });
}
`;

const markdown = `# ${title}
${errors
  .map(
    ({ name, code, status, kind, summary, description = "", causes, resolution }) => `
## ${name}

\`${codesOf(code).join("`, `")}\` · HTTP ${status} · ${kind}

${summary}

${description}
${list(causes)}
${list(resolution)}`,
  )
  .join("")}`;

const schemaText = ({ name, summary, description = "", code }) => `    ${prefix}${name}:
      description: ${text(`${summary}\n\n${description}`)}
      type: object
      required: [error]
      properties:
        error:
          type: object
          required: [code, message]
          properties:
            code: { type: string, enum: ${text(codesOf(code))} }
            message: { type: string }
`;
const responseText = (status) => `    ${prefix}Error${status}:
      description: HTTP ${status}
      content:
        application/json:
          schema:
            oneOf:
${errors.map((error) => (error.status === status ? `              - $ref: "#/components/schemas/${prefix}${error.name}"\n` : "")).join("")}`;
const openapi = `openapi: 3.1.0
info: { title: ${text(title)}, version: ${version} }
components:
  schemas:
${errors.map(schemaText).join("")}  responses:
${[...new Set(errors.map(({ status }) => status))].map(responseText).join("")}`;

mkdirSync(into, { recursive: true });
writeFileSync(`${into}/errors.ts`, typescript);
writeFileSync(`${into}/errors.md`, markdown);
writeFileSync(`${into}/openapi.yaml`, openapi);
