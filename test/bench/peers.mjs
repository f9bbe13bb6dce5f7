// The peers of a generated package at run time, re-created: three validators, the patterns of AWS SDK v3 and ccxt, and a bare exception.

import { Ajv } from "ajv";
import * as v from "valibot";
import { z } from "zod";

/** Gives zod's way from a body to its code: a discriminated union of all codes. */
export function zodPeer(codes) {
  const one = (code) =>
    z.object({
      code: z.literal(code),
      message: z.string(),
      field: z.optional(z.string()),
      limit: z.optional(z.int()),
    });
  const schema = z.object({
    error: z.discriminatedUnion("code", codes.map(one)),
    request_id: z.string(),
  });
  return ({ body }) => {
    const result = schema.safeParse(body);
    return result.success ? result.data.error.code : undefined;
  };
}

/** Gives valibot's way from a body to its code: a variant of all codes. */
export function valibotPeer(codes) {
  const one = (code) =>
    v.object({
      code: v.literal(code),
      message: v.string(),
      field: v.optional(v.string()),
      limit: v.optional(v.pipe(v.number(), v.integer())),
    });
  const schema = v.object({ error: v.variant("code", codes.map(one)), request_id: v.string() });
  return ({ body }) => {
    const result = v.safeParse(schema, body);
    return result.success ? result.output.error.code : undefined;
  };
}

/** Gives ajv's way from a body to its code: one compiled function, with a discriminator over all codes. */
export function ajvPeer(codes) {
  const one = (code) => ({
    type: "object",
    required: ["code", "message"],
    properties: {
      code: { const: code },
      message: { type: "string" },
      field: { type: "string" },
      limit: { type: "integer" },
    },
  });
  const validate = new Ajv({ discriminator: true }).compile({
    type: "object",
    required: ["error", "request_id"],
    properties: {
      error: {
        type: "object",
        required: ["code"],
        discriminator: { propertyName: "code" },
        oneOf: codes.map(one),
      },
      request_id: { type: "string" },
    },
  });
  return ({ body }) => (validate(body) ? body.error.code : undefined);
}

/** Gives the way of AWS SDK v3: the code is cleaned, a switch leads to a function of its own, and that makes and fills the exception. */
export function awsPeer(codes) {
  const arms = codes.map((code, i) => `case ${JSON.stringify(code)}: return read[${i}](output);`);
  const read = codes.map((code) => awsReader(awsClass(code)));
  const dispatch = new Function(
    "read",
    "codeOf",
    "readUnknown",
    `return (output) => { switch (codeOf(output)) { ${arms.join("\n")} default: return readUnknown(output); } };`,
  );
  return dispatch(read, cleanedCode, awsReader(awsClass("UnknownError")));
}

class ServiceException extends Error {
  constructor(options) {
    super(options.message);
    Object.setPrototypeOf(this, Object.getPrototypeOf(this).constructor.prototype);
    this.name = options.name;
    this.$fault = options.$fault;
    this.$metadata = options.$metadata;
  }
}

function awsClass(code) {
  return class Exception extends ServiceException {
    name = code;
    $fault = "client";
    constructor(options) {
      super({ name: code, $fault: "client", ...options });
      Object.setPrototypeOf(this, Exception.prototype);
      this.field = options.field;
      this.limit = options.limit;
    }
  };
}

/** The code may come in a header or in one of several fields, with a namespace before it and a link behind it. */
function cleanedCode({ headers, body }) {
  const key = Object.keys(headers).find((name) => name.toLowerCase() === "x-amzn-errortype");
  let code = key === undefined ? (body.error?.code ?? body.code ?? body.__type) : headers[key];
  if (typeof code === "number") code = String(code);
  if (code.includes(",")) [code] = code.split(",");
  if (code.includes(":")) [code] = code.split(":");
  if (code.includes("#")) [, code] = code.split("#");
  return code;
}

const awsFields = {
  message: (value) => (typeof value === "string" ? value : undefined),
  field: (value) => (typeof value === "string" ? value : undefined),
  limit: (value) => (Number.isInteger(value) ? value : undefined),
};

function awsReader(Exception) {
  return ({ status, headers, body }) => {
    const contents = {};
    for (const [name, read] of Object.entries(awsFields)) {
      const value = body.error?.[name];
      if (value !== undefined && value !== null) contents[name] = read(value);
    }
    const $metadata = {
      httpStatusCode: status,
      requestId: headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? body.request_id,
      extendedRequestId: headers["x-amz-id-2"],
      cfId: headers["x-amz-cf-id"],
    };
    return decorated(new Exception({ $metadata, ...contents }), body);
  };
}

/** What the body holds besides goes onto the exception where that has nothing of its own. */
function decorated(exception, body) {
  for (const [name, value] of Object.entries(body).filter(([, value]) => value !== undefined)) {
    if (exception[name] === undefined || exception[name] === "") exception[name] = value;
  }
  exception.message = exception.message || exception.Message || "UnknownError";
  delete exception.Message;
  return exception;
}

/** Gives the way of ccxt: tables of exact codes and of parts of the text, and an exception whose message is the whole body. */
export function ccxtPeer(codes) {
  // As there, most errors are found by their code, and some only by words in the text.
  const isBroad = (_, i) => i % 20 === 19;
  const exact = codes.filter((code, i) => !isBroad(code, i));
  const tables = {
    exact: Object.fromEntries(exact.map((code) => [code, ccxtClass(code)])),
    broad: Object.fromEntries(codes.filter(isBroad).map((code) => [code, ccxtClass(code)])),
  };
  return ({ body, text }) => {
    const feedback = `synthetic ${text}`;
    try {
      throwExactly(tables.exact, body.error?.code, feedback);
      throwBroadly(tables.broad, text, feedback);
      throw new ExchangeError(feedback);
    } catch (error) {
      return error;
    }
  };
}

class ExchangeError extends Error {
  constructor(message) {
    super(message);
    this.name = "ExchangeError";
  }
}

function ccxtClass(code) {
  return class extends ExchangeError {
    constructor(message) {
      super(message);
      this.name = code;
    }
  };
}

function throwExactly(exact, code, message) {
  if (code !== undefined && code in exact) throw new exact[code](message);
}

function throwBroadly(broad, text, message) {
  const key = Object.keys(broad).find((part) => text.includes(part));
  if (key !== undefined) throw new broad[key](message);
}

class BareError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** Makes a bare exception: the message and the code, and no look at anything else. */
export function barePeer({ body }) {
  return new BareError(body.error.message, body.error.code);
}

/** Gives the maker of bare exceptions without stacks. */
export function barePeerWithoutStack(input) {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  const error = barePeer(input);
  Error.stackTraceLimit = limit;
  return error;
}
