// The error handlers of docs/servers.md as printed: compiled strictly, run on the real Express, Fastify and Hono, and asked over HTTP.

import { mkdirSync, symlinkSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import express, { type ErrorRequestHandler } from "express";
import fastify, { type FastifyError, type FastifyReply, type FastifyRequest } from "fastify";
import { type ErrorHandler, Hono } from "hono";
import { validator } from "hono/validator";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type AnyError,
  compile,
  type Imported,
  importPackage,
  projectFile,
  projectFolder,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const secret = "password=hunter2";
const project = join(temporaryFolder(), "servers");
const names = ["express", "fastify", "hono"] as const;
type Name = (typeof names)[number];

/** How each library is given its handler, with the types that a user's application has. */
const wiring: Readonly<Record<Name, readonly [app: string, call: string]>> = {
  express: ["Express", "app.use(answerCdpError);"],
  fastify: ["FastifyInstance", "app.setErrorHandler(answerCdpError);"],
  hono: ["Hono", "app.onError(answerCdpError);"],
};

/** A server that was started: what answers its requests, and what its operator gets to read. */
interface Server {
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  readonly logged: () => string;
  readonly close?: () => Promise<unknown>;
}

type Run = () => unknown;

let cdp: Imported;
let complaints: string;
const servers = new Map<Name, Server>();
const lines: string[] = [];

function blockOf(name: Name): string {
  const opening = `\`\`\`ts title=${name}.ts\n`;
  const [, after, ...more] = projectFile("docs/servers.md").split(opening);
  if (after === undefined || more.length > 0) throw new Error(`not one block ${name}.ts`);
  return after.slice(0, after.indexOf("```"));
}

/** Writes the blocks and compiles them once, for their types and for the JavaScript that runs. */
async function compileBlocks(): Promise<void> {
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "@faultbook"), { recursive: true });
  symlinkSync(cdp.folder, join(modules, "@faultbook/coinbase-cdp"));
  for (const name of [...names, "@types"]) {
    symlinkSync(join(projectFolder, "node_modules", name), join(modules, name));
  }
  const options = {
    noEmit: false,
    outDir: "js",
    isolatedDeclarations: false,
    declaration: false,
    module: "node16",
    moduleResolution: "node16",
    types: ["node"],
  };
  writeFiles(project, [
    ["package.json", '{ "name": "servers", "type": "module" }\n'],
    ...names.map((name) => [`${name}.ts`, blockOf(name)] as const),
    ...names.map((name) => {
      const [app, call] = wiring[name];
      const types = `import type { ${app} } from "${name}";`;
      const handler = `import { answerCdpError } from "./${name}.js";`;
      const wire = `export function wire(app: ${app}): void {\n  ${call}\n}\n`;
      return [`${name}-wiring.ts`, `${types}\n${handler}\n${wire}`] as const;
    }),
    [
      "tsconfig.json",
      JSON.stringify({
        extends: join(projectFolder, "test/packages/types/tsconfig.base.json"),
        compilerOptions: options,
        include: ["*.ts"],
      }),
    ],
  ]);
  complaints = await typeCheck("typescript7", join(project, "tsconfig.json"));
}

async function handlerOf<Handler>(name: Name): Promise<Handler> {
  const url = pathToFileURL(join(project, "js", `${name}.js`)).href;
  const loaded = (await import(/* @vite-ignore */ url)) as { readonly answerCdpError: Handler };
  return loaded.answerCdpError;
}

function make(definition: string, init: object): AnyError {
  const Known = cdp.classes.get(definition);
  if (Known === undefined) throw new Error(`no class for ${definition}`);
  return new Known({ requestId: "request-1", cause: new Error(secret), body: secret, ...init });
}

/** What routes throw, by the name of the exception: codes of their own and a shared one, with and without a wait. */
const thrown: Readonly<Record<string, () => AnyError>> = {
  NotFoundError: () => make("NotFound", { message: "No account „acc_1“." }),
  UnauthorizedError: () => make("Unauthorized", {}),
  RequestInProgressError: () => make("RequestInProgress", {}),
  ResourceExistsError: () => make("ResourceExists", {}),
  RateLimitExceededError: () => make("RateLimitExceeded", { retryAfter: 7 }),
  ServiceUnavailableError: () => make("ServiceUnavailable", { retryAfter: 30 }),
};

function routes(): readonly (readonly [path: string, run: Run])[] {
  const raise = (error: unknown): never => {
    throw error;
  };
  const failures: readonly (readonly [string, () => unknown])[] = [
    ...Object.entries(thrown),
    ["plain", () => new Error(secret)],
    ["disguised", () => Object.assign(new Error(secret), { name: "NotFoundError", code: "x" })],
  ];
  return failures.flatMap(([name, error]): readonly (readonly [string, Run])[] => [
    [`/thrown/${name}`, () => raise(error())],
    [`/rejected/${name}`, async () => raise(error())],
  ]);
}

async function expressServer(): Promise<Server> {
  const app = express();
  app.use((_request, response, next) => {
    response.set("x-served-by", "test");
    next();
  });
  app.post("/json", express.json(), (_request, response) => void response.json({}));
  for (const [path, run] of routes()) app.get(path, () => run());
  app.get("/begun", (_request, response) => {
    response.write("begun");
    throw make("NotFound", {});
  });
  app.use(await handlerOf<ErrorRequestHandler>("express"));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ask: (path, init) => fetch(`${origin}${path}`, init),
    logged: () => lines.join("\n"),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function fastifyServer(): Promise<Server> {
  const app = fastify({
    logger: { level: "error", stream: { write: (line) => lines.push(line) } },
  });
  app.setErrorHandler(
    await handlerOf<(error: FastifyError, request: FastifyRequest, reply: FastifyReply) => unknown>(
      "fastify",
    ),
  );
  app.addHook("onRequest", async (_request, reply) => void reply.header("x-served-by", "test"));
  app.post("/json", async () => ({}));
  for (const [path, run] of routes()) app.get(path, () => run());
  const origin = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    ask: (path, init) => fetch(`${origin}${path}`, init),
    logged: () => lines.join("\n"),
    close: () => app.close(),
  };
}

async function honoServer(): Promise<Server> {
  const app = new Hono();
  app.onError(await handlerOf<ErrorHandler>("hono"));
  app.use(async (context, next) => {
    context.header("x-served-by", "test");
    await next();
  });
  app.post(
    "/json",
    validator("json", () => ({})),
    (context) => context.json({}),
  );
  for (const [path, run] of routes()) app.get(path, () => run() as Response);
  return {
    ask: async (path, init) => app.request(path, init),
    logged: () => lines.join("\n"),
  };
}

beforeAll(async () => {
  const config = projectFile("faultbook.config.yaml");
  cdp = await importPackage(await compile(projectFile("catalog/coinbase-cdp.yaml"), config));
  await compileBlocks();
  vi.stubEnv("NODE_ENV", "production");
  vi.spyOn(console, "error").mockImplementation((...all) => {
    lines.push(all.map((one) => (one instanceof Error ? shown(one) : String(one))).join(" "));
  });
  servers.set("express", await expressServer());
  servers.set("fastify", await fastifyServer());
  servers.set("hono", await honoServer());
});

beforeEach(() => {
  lines.length = 0;
});

afterAll(async () => {
  for (const { close } of servers.values()) await close?.();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function shown({ name, message, cause, ...own }: Error): string {
  const inner = cause instanceof Error ? shown(cause) : "";
  return `${name}: ${message} ${JSON.stringify(own)} ${inner}`;
}

function serverOf(name: Name): Server {
  const server = servers.get(name);
  if (server === undefined) throw new Error(`no server ${name}`);
  return server;
}

function fromResponse(response: Response): Promise<AnyError | undefined> {
  const read = cdp.all["cdpErrorFromResponse"] as (from: Response) => Promise<AnyError | undefined>;
  return read(response);
}

test("the blocks compile under the strictest flags, and so does what they say about their use", () => {
  expect(complaints).toBe("");
  for (const name of names) expect(blockOf(name)).toContain(wiring[name][1]);
});

describe.each(names)("%s", (name) => {
  const cases = Object.keys(thrown).flatMap((error) => [
    ["thrown", error] as const,
    ["rejected", error] as const,
  ]);
  test.each(cases)("answers with what was %s: %s, which the client gets back", async (how, key) => {
    const { ask, logged } = serverOf(name);
    const error = thrown[key]?.();
    const { status, headers, body } = error?.toResponse() ?? {};
    const response = await ask(`/${how}/${key}`);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toMatch(/^application\/json(; charset=utf-8)?$/);
    expect(response.headers.get("retry-after")).toBe(headers?.["retry-after"] ?? null);
    expect(response.headers.get("x-served-by")).toBe("test");
    const text = await response.clone().text();
    expect(JSON.parse(text)).toEqual(body);
    expect(text).not.toContain(secret);
    expect(cdp.isBody(JSON.parse(text))).toBe(true);
    const received = await fromResponse(response);
    expect(received?.name).toBe(key);
    expect([received?.message, received?.status, received?.requestId]).toEqual([
      error?.message,
      status,
      "request-1",
    ]);
    expect([received?.retry, received?.effect]).toEqual([error?.retry, error?.effect]);
    expect(logged()).toBe("");
  });

  test("answers HEAD with the head alone", async () => {
    const response = await serverOf(name).ask("/thrown/NotFoundError", { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([404, ""]);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  });

  test.each(["thrown/plain", "rejected/plain", "thrown/disguised"])(
    "keeps what it does not know to itself, and logs it: %s",
    async (path) => {
      const { ask, logged } = serverOf(name);
      const response = await ask(`/${path}`);
      const text = await response.clone().text();
      const all = `${text} ${JSON.stringify([...response.headers])}`;
      expect(response.status).toBe(500);
      expect(all).not.toContain(secret);
      expect(all).not.toMatch(/\.(ts|js):\d/);
      // Express logs after it has answered.
      await expect.poll(logged).toContain(secret);
      const received = await fromResponse(response);
      expect(received?.kind).toBe("internal");
      expect(received?.effect).toBe("unknown");
      const isPassedOn = name === "express";
      expect(received?.name).toBe(isPassedOn ? "UnknownCdpError" : "InternalServerError");
      if (isPassedOn) return;
      // The id in the answer leads to the line of the log.
      expect(cdp.isBody(JSON.parse(text))).toBe(true);
      expect(received?.requestId).toMatch(/./);
      expect(logged()).toContain(received?.requestId);
    },
  );

  test("leaves the library's own refusals to the library", async () => {
    const { ask } = serverOf(name);
    const headers = { "content-type": "application/json" };
    const response = await ask("/json", { method: "POST", body: "{", headers });
    expect(response.status).toBe(400);
    expect(response.headers.get("x-served-by")).toBe("test");
    expect(await response.text()).not.toContain("errorType");
    const fine = await ask("/json", { method: "POST", body: "{}", headers });
    expect([fine.status, await fine.json()]).toEqual([200, {}]);
  });
});

test("Express cuts off an answer that has begun, and neither hangs nor crashes", async () => {
  const { ask, logged } = serverOf("express");
  await expect(ask("/begun").then((response) => response.text())).rejects.toThrow();
  await expect.poll(logged).toContain("NotFoundError");
  expect((await ask("/thrown/NotFoundError")).status).toBe(404);
});
