// Bodies without an end, bodies that are large, and clones that cannot be read alone: reading ends, and takes no more than it needs.

import { PassThrough, Readable } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { type CallContext, errorFromResponse } from "../../runtime/response.ts";
import { packageOf } from "./sampler.ts";

const definitions = `
id: plain
title: Plain
version: 1.0.0
prefix: Sampler
codeType: mixed
envelopes: { Rest: { code: [/code, header:x-code], message: /message } }
definitions:
  Known: { code: 1, kind: insufficient-funds, summary: Known. }
`;
const plain = await packageOf(definitions);
const never = await packageOf(`errorsBelow400: never\n${definitions}`);

const of = (response: unknown, context?: CallContext) =>
  errorFromResponse(plain.parser, response, context);

const unknownName = "UnknownSamplerError";
const piece = new Uint8Array(65_536).fill(65);

interface Counted {
  readonly stream: ReadableStream<Uint8Array>;
  readonly pulled: () => number;
}

/** Gives a stream of so many pieces, after which it stays open, or ends if it is told to. */
function counted(pieces: number, isOpen: boolean): Counted {
  let pulled = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (pulled < pieces) {
          pulled++;
          controller.enqueue(piece);
          return undefined;
        }
        if (isOpen) return new Promise<void>(() => undefined);
        controller.close();
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, pulled: () => pulled };
}

const events = { "content-type": "text/event-stream; charset=utf-8" };

describe("a stream that nobody ends", () => {
  test.each([
    ["text/event-stream"],
    ["Text/Event-Stream;charset=utf-8"],
    ["multipart/x-mixed-replace; boundary=x"],
    ["application/x-ndjson"],
    ["application/jsonl"],
    ["application/json-seq"],
    ["application/stream+json"],
  ])("of %s is read under no status", async (type) => {
    for (const status of [200, 429, 503]) {
      const { stream, pulled } = counted(1, true);
      const error = await of(new Response(stream, { status, headers: { "content-type": type } }));
      expect(pulled()).toBe(0);
      if (status === 200) expect(error).toBeUndefined();
      else expect(error).toMatchObject({ name: unknownName, status });
    }
  });

  test("may have its code in a header", async () => {
    const { stream } = counted(1, true);
    const response = new Response(stream, { status: 200, headers: { ...events, "x-code": "1" } });
    expect(await of(response)).toMatchObject({ name: "KnownError" });
  });

  test("of another type ends with the signal, at once or later, and can still be read", async () => {
    for (const status of [200, 503])
      for (const isLate of [false, true]) {
        const { stream } = counted(1, true);
        const response = new Response(stream, { status });
        const stop = new AbortController();
        if (isLate) setTimeout(() => stop.abort(new Error("late")), 5);
        else stop.abort(new Error("late"));
        const error = await of(response, { signal: stop.signal });
        expect(error).toMatchObject({ name: unknownName, status, effect: "unknown" });
        expect(error?.message).toMatch(/signal/);
        expect(error?.cause).toMatchObject({ message: "late" });
        const { value } = (await response.body?.getReader().read()) ?? {};
        expect(value?.byteLength).toBe(piece.byteLength);
      }
  });
});

describe("a large body", () => {
  const many = 2400; // 150 MB

  test.each([
    ["application/octet-stream"],
    ["application/zip"],
    ["image/png"],
    ["image/svg+xml"],
    ["video/mp4"],
    ["multipart/form-data; boundary=x"],
    ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["application/x-protobuf"],
  ])("of %s is not read below 400", async (type) => {
    const { stream, pulled } = counted(many, false);
    const response = new Response(stream, { headers: { "content-type": type } });
    expect(await of(response)).toBeUndefined();
    expect(pulled()).toBe(0);
    expect(response.bodyUsed).toBe(false);
  });

  test.each([
    ["application/json"],
    ["application/problem+json; charset=utf-8"],
    ["application/x-amz-json-1.1"],
    ["application/vnd.api+json"],
    ["text/plain"],
    ["text/html"],
    ["application/xml"],
    [undefined],
  ])("of %s is read below 400", async (type) => {
    const headers = type === undefined ? {} : { "content-type": type };
    const body = new TextEncoder().encode('{"code":1}');
    expect(await of(new Response(body, { headers }))).toMatchObject({ name: "KnownError" });
  });

  test("is not read below 400 if the catalog has no errors there", async () => {
    const { stream, pulled } = counted(many, false);
    const response = new Response(stream, { headers: { "content-type": "application/json" } });
    expect(await errorFromResponse(never.parser, response)).toBeUndefined();
    expect(pulled()).toBe(0);
  });

  test("is read to 1 MiB at 400 and above", async () => {
    const { stream, pulled } = counted(many, false);
    const error = await of(new Response(stream, { status: 502 }));
    expect(error).toMatchObject({ name: unknownName, kind: "unavailable", status: 502 });
    expect(error?.message).toMatch(/longer than 1048576 bytes/);
    expect(error?.body).toBeUndefined();
    expect(pulled()).toBeLessThan(20);
  });

  test("is read to the caller's limit under any status, to its last byte", async () => {
    const text = '{"code":1}';
    for (const status of [200, 400]) {
      expect(await of(new Response(text, { status }), { limit: 10 })).toMatchObject({ code: 1 });
      const error = await of(new Response(text, { status }), { limit: 9 });
      expect(error).toMatchObject({ name: unknownName, status });
      expect(error?.message).toMatch(/longer than 9 bytes/);
    }
    const padded = `${text}${" ".repeat(2_000_000)}`;
    expect(await of(new Response(padded, { status: 400 }), { limit: 3e6 })).toMatchObject({
      code: 1,
    });
    expect(await of(new Response(padded))).toMatchObject({ code: 1 });
    for (const limit of [Number.NaN, -1, "9" as never])
      expect(await of(new Response(text), { limit })).toMatchObject({ code: 1 });
  });
});

/** A response as node-fetch and cross-fetch give it: both halves of a clone must be read together. */
class ForeignResponse {
  readonly status: number;
  readonly headers = new Map<string, string>();
  body: Readable;
  bodyUsed = false;

  constructor(body: Readable, status: number) {
    this.body = body;
    this.status = status;
  }

  clone(): ForeignResponse {
    const [one, other] = [new PassThrough(), new PassThrough()];
    this.body.pipe(one);
    this.body.pipe(other);
    this.body = one;
    return new ForeignResponse(other, this.status);
  }

  async text(): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of this.body) parts.push(part);
    return Buffer.concat(parts).toString();
  }
}

describe("a response whose clone cannot be read alone", () => {
  const body = JSON.stringify({ code: 1, trace: "x".repeat(500_000) });
  const pieces = () =>
    Readable.from(body.match(/.{1,16384}/g)?.map((one) => Buffer.from(one)) ?? []);

  test("is read as it is at 400 and above", async () => {
    expect(await of(new ForeignResponse(pieces(), 503))).toMatchObject({ name: "KnownError" });
  });

  test("is not read below 400", async () => {
    const response = new ForeignResponse(pieces(), 200);
    expect(await of(response)).toBeUndefined();
    expect(await response.text()).toBe(body);
  });

  test("ends at the limit and with the signal", async () => {
    const long = new ForeignResponse(pieces(), 503);
    expect((await of(long, { limit: 1000 }))?.message).toMatch(/longer than 1000 bytes/);
    const open = new ForeignResponse(new PassThrough(), 503);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 5);
    expect((await of(open, { signal: stop.signal }))?.message).toMatch(/signal/);
    expect(open.body.destroyed).toBe(true);
  });
});

test("a response without a stream is read as text, as long as that takes", async () => {
  const response = { status: 400, headers: {}, clone: () => ({ text: async () => '{"code":1}' }) };
  expect(await of(response)).toMatchObject({ code: 1 });
  expect((await of(response, { limit: 5 }))?.message).toMatch(/longer than 5 bytes/);
  const stuck = { ...response, clone: () => ({ text: () => new Promise(() => undefined) }) };
  const error = await of(stuck, { signal: AbortSignal.timeout(5) });
  expect(error).toMatchObject({ name: unknownName, cause: { name: "TimeoutError" } });
});

describe("a body that stalls", () => {
  const stalled = (status: number): Response =>
    new Response(counted(1, true).stream, { status, headers: { "content-type": "text/plain" } });
  const late = "The body of the response was not read to its end: it took more than 5 ms.";

  test.each([[503], [200]])(
    "under %d ends after the time that the caller gives",
    async (status) => {
      const error = await of(stalled(status), { timeout: 5 });
      expect(error).toMatchObject({ name: unknownName, status, message: late, effect: "unknown" });
    },
  );

  test("of a response without a stream ends too", async () => {
    const text = () => new Promise<string>(() => undefined);
    const response = { status: 503, headers: {}, clone: () => ({ text }) };
    expect(await of(response, { timeout: 5 })).toMatchObject({ name: unknownName, message: late });
  });

  test("ends after half a minute by default", async () => {
    vi.useFakeTimers();
    try {
      let error: unknown;
      void of(stalled(503)).then((found) => {
        error = found;
      });
      await vi.advanceTimersByTimeAsync(29_999);
      expect(error).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      expect(error).toMatchObject({ status: 503, message: late.replace("5 ms", "30000 ms") });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test("below 400 has its time for each piece", async () => {
    vi.useFakeTimers();
    try {
      const pieces = new ReadableStream<Uint8Array>({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 20_000));
          controller.enqueue(piece);
          if (Date.now() - start > 90_000) controller.close();
        },
      });
      const start = Date.now();
      let done = false;
      void of(new Response(pieces)).then((found) => {
        done = found === undefined;
      });
      await vi.advanceTimersByTimeAsync(200_000);
      expect(done).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test("waits for ever if it is told to, and leaves no timer behind", async () => {
    vi.useFakeTimers();
    try {
      void of(stalled(503), { timeout: Number.POSITIVE_INFINITY });
      await vi.advanceTimersByTimeAsync(10);
      expect(vi.getTimerCount()).toBe(0);
      await of(new Response('{"code":1}', { status: 400 }));
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
