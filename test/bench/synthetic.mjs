// Synthetic catalogs of any size, the same bytes for the same size: what an API with that many errors might document.

const areas = [
  "Wallet",
  "Transfer",
  "Order",
  "Account",
  "Webhook",
  "Policy",
  "Address",
  "Invoice",
  "Payout",
  "Staking",
];
const things = [
  "Amount",
  "Approval",
  "Asset",
  "Balance",
  "Batch",
  "Beneficiary",
  "Cancellation",
  "Chain",
  "Confirmation",
  "Contract",
  "Credential",
  "Currency",
  "Cursor",
  "Delegation",
  "Deposit",
  "Device",
  "Fee",
  "Filter",
  "Group",
  "History",
  "Key",
  "Label",
  "Ledger",
  "Limit",
  "Lock",
  "Memo",
  "Message",
  "Network",
  "Nonce",
  "Owner",
  "Page",
  "Party",
  "Permission",
  "Price",
  "Quote",
  "Recipient",
  "Reference",
  "Refund",
  "Report",
  "Reward",
  "Schedule",
  "Session",
  "Signature",
  "Snapshot",
  "Statement",
  "Subscription",
  "Template",
  "Token",
  "Transaction",
  "Validator",
];

/** What tells the names of each ten thousand definitions from those before. */
const lines = [
  "",
  "Retail",
  "Custody",
  "Treasury",
  "Merchant",
  "Partner",
  "Desk",
  "Pool",
  "Vault",
  "Bridge",
];

/** What can be wrong with a thing: the end of the name, kind, status, and the words for it. */
const problems = [
  ["Missing", "invalid-argument", 400, "is missing"],
  ["Malformed", "invalid-argument", 400, "does not have the documented format"],
  ["OutOfRange", "invalid-argument", 422, "lies outside the range that the account allows"],
  ["TooLong", "invalid-argument", 400, "is longer than the documented maximum"],
  ["Unsigned", "unauthenticated", 401, "carries no valid signature"],
  ["Forbidden", "permission-denied", 403, "may not be used by this caller"],
  ["NotFound", "not-found", 404, "does not exist"],
  ["Exists", "already-exists", 409, "exists already"],
  ["Busy", "conflict", 409, "is being changed by another request"],
  ["Frozen", "failed-precondition", 409, "is frozen until its owner releases it"],
  ["Throttled", "rate-limited", 429, "was asked for too often"],
  ["QuotaUsedUp", "quota-exceeded", 403, "has used up its quota of the day"],
  ["NotCovered", "insufficient-funds", 402, "is not covered by the balance"],
  ["Unsupported", "unsupported", 400, "is not supported here"],
  ["Unavailable", "unavailable", 503, "is not available for now"],
  ["TimedOut", "timeout", 504, "took too long to answer"],
  ["Cancelled", "cancelled", 409, "was cancelled by its owner"],
  ["Failed", "internal", 500, "could not be processed by the server"],
  ["Undocumented", "unknown", 400, "was refused for a reason that is not documented"],
  ["Expired", "failed-precondition", 410, "has expired"],
];

const sentences = [
  "The check runs before anything is stored, so nothing has been changed.",
  "It is reported once for each request, even where several fields are concerned.",
  "Requests of the sandbox and of production are counted apart.",
  "The dashboard shows the same finding under **Activity**, with the time and the caller.",
  "Responses of older versions of the API carry `legacy_code` in addition.",
  "Where a batch is sent, the first entry that fails decides.",
  "Support needs the request ID and the time of the call to look into it.",
  "A change of the account's settings takes up to five minutes to arrive here.",
];

const steps = [
  "Compare the request with the schema of the operation.",
  "Read the current state with a `GET` before you send the request again.",
  "Ask an administrator of the organization to review the policy.",
  "Send the same request again with the same idempotency key.",
  "Wait until the other request has ended.",
  "Make sure that the clock of your server is right.",
  "Open the dashboard and check the limits of the account.",
];

const head = `id: synthetic
title: Synthetic API
version: 1.4.0
prefix: Synthetic
codeType: string
description: |
  The errors of an API that does not exist, made to measure how long a catalog of this size takes.
  When you write to support, send the request ID along.
docsUrl: https://docs.example.com/errors#{slug}

sources:
  api:
    title: Synthetic API, errors
    url: https://docs.example.com/errors
  guide:
    title: Synthetic API, guide to failures
    url: https://docs.example.com/guides/failures

envelopes:
  Rest:
    code: /error/code
    message: /error/message
    requestId: /request_id
    body:
      type: object
      required: [error, request_id]
      properties:
        error:
          type: object
          required: [code, message]
          properties:
            code: { type: string, description: The code of the error. }
            message: { type: string, description: What went wrong. }
            field: { type: string, description: The field that is concerned. }
            limit: { type: integer, description: The limit that was exceeded. }
        request_id: { type: string, description: Identifies the request., examples: [req_7f3a91] }

statuses:
  4xx:
    description: The request failed because of what it contained.
    source: api
  404: { title: Not Found, resolution: Check the path of the request., source: api }
  429: { title: Too Many Requests, resolution: Send fewer requests., source: guide }
  5xx:
    description: The server failed; the operation may have been carried out all the same.
    effect: unknown
    source: [api, guide]

definitions:
`;

/** Gives the text of a catalog with so many codes, at most 100,000. */
export function syntheticCatalog(size) {
  const definitions = [];
  // Every thirtieth definition has a second code of its own, so that both ways of writing codes occur.
  for (let i = 0, codes = 0; codes < size; i++) {
    const isDouble = i % 30 === 29 && codes + 1 < size;
    definitions.push(definition(i, isDouble));
    codes += isDouble ? 2 : 1;
  }
  return `${head}${definitions.join("\n")}`;
}

/** Gives the text of a configuration with every built-in emitter. */
export function syntheticConfig() {
  return `catalogs: catalog
output: generated
emitters:
  package: { scope: "@synthetic", license: MIT }
`;
}

/** How many fields the operations of a description have: with so many one is as long as those of large APIs are, about 12 kB. */
const usualFields = 100;

/** Returns a description of an API of about so many characters, with operations that have no errors yet. */
export function syntheticDescription(length, fields = usualFields) {
  let text = "openapi: 3.1.0\ninfo: { title: Synthetic API, version: 1.0.0 }\npaths:\n";
  for (let i = 0; text.length < length; i++) text += operationText(i, fields);
  return text;
}

/** The same as JSON with indentation, of about as many characters. */
export function syntheticJsonDescription(length) {
  const [paths, json] = [{}, JSON.stringify];
  const schema = (fields) => ({
    type: "object",
    properties: Object.fromEntries(
      fields.map((field, i) => [
        `${field.toLowerCase()}${i}`,
        { type: "string", description: `The ${field.toLowerCase()} that applies.` },
      ]),
    ),
  });
  for (let [i, size] = [0, 0]; size < length; i++) {
    const { path, id, area, thing, fields } = operationFacts(i, usualFields);
    paths[path] = {
      post: {
        operationId: id,
        summary: `Sets the ${thing.toLowerCase()} of the ${area.toLowerCase()}.`,
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: { content: { "application/json": { schema: schema(fields) } } },
        responses: { 200: { description: "It is set." } },
      },
    };
    // With what its place adds to the indentation of each line.
    const text = json(paths[path], undefined, 2);
    size += text.length + 4 * text.split("\n").length;
  }
  const info = { title: "Synthetic API", version: "1.0.0" };
  return json({ openapi: "3.1.0", info, paths }, undefined, 2);
}

function operationFacts(index, count) {
  const { area, thing } = subject(index);
  const fields = Array.from({ length: count }, (_, i) => things[(index + 7 * i) % things.length]);
  const path = `/v1/${area.toLowerCase()}s/{id}/${thing.toLowerCase()}s/${index}`;
  return { area, thing, fields, path, id: `set${area}${thing}${index}` };
}

function operationText(index, count) {
  const { area, thing, fields, path, id } = operationFacts(index, count);
  const properties = fields.map((field, i) => {
    const name = field.toLowerCase();
    return `                ${name}${i}:
                  type: string
                  description: The ${name} that applies.
`;
  });
  return `  ${path}:
    post:
      operationId: ${id}
      summary: Sets the ${thing.toLowerCase()} of the ${area.toLowerCase()}.
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
${properties.join("")}      responses:
        "200": { description: It is set. }
`;
}

/** Gives what the definition at an index is about; a step that shares no factor with the count visits each once. */
function subject(index) {
  const count = areas.length * things.length * problems.length;
  const at = (index * 7919) % count;
  const line = lines[Math.floor(index / count)];
  const area = areas[at % areas.length];
  const thing = things[Math.floor(at / areas.length) % things.length];
  const [end, kind, status, words] = problems[Math.floor(at / (areas.length * things.length))];
  return { area, thing, kind, status, words, name: `${line}${area}${thing}${end}` };
}

function definition(index, isDouble) {
  const { area, thing, kind, status, words, name } = subject(index);
  const pick = picker(index);
  const code = name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
  const noun = `${thing.toLowerCase()} of the ${area.toLowerCase()}`;
  const message = `The ${noun} ${words}.`;
  const lines = isDouble
    ? [
        "code:",
        `  - ${code}`,
        `  - { code: v1_${code}, since: 1.2.0, summary: The ${noun} ${words} (version 1). }`,
      ]
    : [`code: ${code}`];
  lines.push(`kind: ${kind}`, `summary: ${message}`, `status: ${status}`);
  if (pick(10) < 7) lines.push("description: |", ...some(sentences, pick).map((one) => `  ${one}`));
  if (pick(10) === 0) {
    const { name: other } = subject(Math.max(0, index - 1 - pick(20)));
    lines.push("causes:", `  - The request repeats an earlier one, see [${other}](#${other}).`);
  } else if (pick(10) < 6) {
    lines.push(
      "causes:",
      `  - The client sent a ${thing.toLowerCase()} that belongs to another account.`,
    );
    lines.push(`  - The ${area.toLowerCase()} was changed since it was last read.`);
  }
  if (pick(10) < 8) lines.push("resolution:", ...some(steps, pick).map((one) => `  - ${one}`));
  if (pick(10) < 2) lines.push(...paramLines({ code, message, noun, pick }));
  else if (pick(10) < 4) lines.push("examples:", `  - { message: ${message}, status: ${status} }`);
  if (pick(10) === 0) lines.push("since: 1.3.0");
  lines.push(`source: ${pick(3) === 0 ? "[api, guide]" : "api"}`);
  return `  ${name}:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

function paramLines({ code, message, noun, pick }) {
  const sentence = message.slice(0, -1);
  const limit = 10 + pick(990);
  return [
    "params:",
    `  field: { type: string, description: The field that holds the ${noun}., at: /error/field, safe: true, optional: true }`,
    "  limit: { type: integer, description: The limit that applies., at: /error/limit, optional: true }",
    `message: "${sentence}: {field} breaks the limit of {limit}."`,
    "examples:",
    `  - title: The limit of ${limit}`,
    "    body:",
    `      error: { code: ${code}, message: "${sentence}: amount breaks the limit of ${limit}.", field: amount, limit: ${limit} }`,
    `      request_id: req_${pick(1_000_000).toString(16)}`,
  ];
}

function some(texts, pick) {
  const first = pick(texts.length);
  return Array.from({ length: 1 + pick(3) }, (_, i) => texts[(first + i) % texts.length]);
}

/** Gives a source of numbers below a limit that depends on nothing but the seed (Park and Miller's generator). */
function picker(seed) {
  let state = (seed * 48_271 + 11) % 2_147_483_647;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * limit);
  };
}
