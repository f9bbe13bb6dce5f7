// The descriptions that the viewers open: hand-written ones with the errors of catalogs in them, and what each of their responses says.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { syncSpecs } from "../../dist/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The catalogs, each with a description in each of these versions. */
const catalogs = {
  "cobo-waas1": ["3.1.0"],
  "cobo-waas2": ["3.1.0"],
  "coinbase-cdp": ["3.1.0", "3.0.3"],
  coinw: ["3.1.0"],
  harbor: ["3.1.0"],
  written: ["3.1.0"],
};

/** Everything that people write into Markdown. */
const written = {
  id: "written",
  title: "Written",
  version: "1.0.0",
  prefix: "Written",
  codeType: "string",
  envelopes: { Standard: { code: "/error/code", message: "/error/message" } },
  statuses: {
    409: {
      description: [
        "The account is **locked** for a while.",
        "| plan | wait |\n|---|--:|\n| free | 60 s |\n| paid | 5 s |",
        "1. Read the wait.\n2. Ask [support](https://example.com/help).",
        "```js\nawait wait(60);\n```",
      ].join("\n\n"),
      causes: ["A limit: `amount`.", "A **freeze**."],
    },
  },
  definitions: {
    Locked: { code: "locked", kind: "conflict", summary: "The account is `locked`.", status: 409 },
    Frozen: { code: "frozen", kind: "conflict", summary: "Not *yet* <b>locked</b>.", status: 409 },
    Chosen: {
      code: Array.from({ length: 40 }, (_, i) => `choice_${i}`),
      kind: "invalid-argument",
      summary: "One of many choices.",
      status: 422,
    },
  },
};

/** Writes the descriptions into a temporary folder and syncs them; returns the folder, the descriptions, and how to remove it. */
export async function descriptionsFolder() {
  const cwd = mkdtempSync(join(tmpdir(), "faultbook-viewers-"));
  const folder = join(cwd, "specs");
  for (const path of ["catalog", "specs"]) mkdirSync(join(cwd, path));
  cpSync(join(root, "catalog"), join(cwd, "catalog"), { recursive: true });
  cpSync(join(root, "examples/catalog/every-key.yaml"), join(cwd, "catalog/harbor.yaml"));
  cpSync(join(root, "examples/spec/bank.yaml"), join(cwd, "catalog/bank.yaml"));
  cpSync(join(root, "examples/spec/openapi.yaml"), join(folder, "bank.yaml"));
  writeFileSync(join(cwd, "catalog/written.json"), JSON.stringify(written));
  const specs = Object.entries(catalogs).flatMap(([id, versions]) =>
    versions.map((version) => {
      const path = `${id}-${version}.yaml`;
      writeFileSync(join(folder, path), byHand(id, version));
      return { path: `specs/${path}`, operations: [{ for: "all", errors: { catalog: id } }] };
    }),
  );
  const bank = { for: "all", errors: { catalog: "bank" } };
  specs.unshift({ path: "specs/bank.yaml", operations: [bank] });
  const config = { catalogs: "catalog", specs: specs.map((one) => ({ ...one, drift: "off" })) };
  writeFileSync(join(cwd, "faultbook.config.json"), JSON.stringify(config));
  const { diagnostics } = await syncSpecs({ cwd });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return {
    folder,
    all: specs.map(({ path }) => {
      const document = load(readFileSync(join(cwd, path), "utf8"));
      return { path: path.slice("specs/".length), responses: responsesOf(document) };
    }),
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  };
}

function byHand(id, version) {
  return `openapi: ${version}
info: { title: ${id}, version: 1.0.0 }
servers: [{ url: "https://api.example.com" }]
paths:
  /payments:
    post:
      operationId: createPayment
      summary: Create a payment
      tags: [Payments]
      responses:
        "201": { description: The payment is made. }
        "451":
          description: The country does not allow the payment.
          content:
            application/json:
              schema: { type: object, properties: { code: { type: string } } }
              example: { code: forbidden_country }
`;
}

/** Returns what each response of a description must show. */
function responsesOf(document) {
  const resolved = (value) => {
    const [, section, name] = value?.$ref?.match(/^#\/components\/(\w+)\/(\w+)$/) ?? [];
    return name === undefined ? value : resolved(document.components[section][name]);
  };
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  return operations.flatMap(({ responses }) =>
    Object.entries(responses).map(([status, given]) => {
      const { description, content = {} } = resolved(given);
      const [media] = Object.values(content);
      const schema = resolved(media?.schema);
      const [example] = Object.values(media?.examples ?? {});
      const branches = schema?.oneOf ?? schema?.anyOf ?? [];
      return {
        status,
        lines: plainLines(description),
        isList: /^- /m.test(description),
        hasBody: media !== undefined,
        titles: branches.flatMap((one) => resolved(one).title ?? []),
        codes: Object.keys(schema?.discriminator?.mapping ?? {}),
        sample: media?.example ?? resolved(example)?.value,
      };
    }),
  );
}

/** Returns the lines of a Markdown text as readers see them. */
function plainLines(markdown) {
  return markdown
    .split("\n")
    .filter((line) => !/^(```|\|[-:|]+\|$)/.test(line))
    .flatMap((line) => (line.startsWith("|") ? line.split("|") : [line]))
    .map((line) =>
      line
        .replace(/^\s*(?:-|\d+\.) /, "")
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .replaceAll(/(?<!\\)[`*]/g, "")
        .replaceAll(/\\(.)/g, "$1")
        .trim(),
    )
    .filter((line) => line !== "");
}
