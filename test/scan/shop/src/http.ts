import { readFile } from "node:fs/promises";
import { AppError } from "./errors.js";

interface Reply {
  status(code: number): Reply;
  json(body: object): Reply;
}

const routes = ["item_missing", "user_missing"].map((name) => `/docs/${name}`);

export function notFound(reply: Reply): Reply {
  return reply.status(404).json({
    error: { code: "user_missing", message: "There is no such user." }, // use: body user_missing
  });
}

export function locked(reply: Reply): Reply {
  const body = { code: "order_locked", message: "The order is being packed." }; // use: body order_locked
  return reply.status(409).json({ error: body });
}

export function limited(): object {
  return { error: { code: "rate_limit", message: "Slow down." } }; // use: body rate_limit unknown rate_limited
}

export async function page(name: string): Promise<string> {
  try {
    return await readFile(`pages/${name}`, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new AppError("item_missing", 404); // use: throw item_missing
    if ((error as { code?: string }).code === "EACCES") return "";
    throw error;
  }
}

export function send(error: unknown, reply: Reply): Reply {
  const code = error instanceof AppError ? error.code : "internal"; // use: value internal
  const status = code === "internal" ? 500 : 400; // use: comparison internal
  return reply.status(status).json({ error: { code, message: String(error) } });
}

export const openApi = {
  paths: { "/items": { get: { operationId: "item_missing", responses: { 404: {} } } } },
  routes,
};
