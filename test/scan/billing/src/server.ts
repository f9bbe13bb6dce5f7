import { ERRORS, HttpError } from "./api";
declare const app: any; declare const log: any; declare const db: any;
app.get("/invoices/:id", async (req: any, res: any) => {
  const invoice = await db.find(req.params.id);
  if (!invoice) return res.status(404).json({ errorCode: "INVOICE_NOT_FOUND", errorMessage: "No invoice" }); // use: body INVOICE_NOT_FOUND
  if (invoice.status === "PLAN_EXPIRED") log.warn("PLAN_EXPIRED", { id: invoice.id });
  if (req.method === "DELETE" && req.role !== "FORBIDDEN") throw new HttpError(403, ERRORS.FORBIDDEN.code); // use: value FORBIDDEN
  res.json({ type: "INVOICE", state: "QUOTA_REACHED" });
});
app.use((err: any, _req: any, res: any, _next: any) => {
  const errorCode = err.errorCode ?? "UPSTREAM_TIMEOUT"; // use: value UPSTREAM_TIMEOUT
  if (err.code === "ECONNRESET" || err.code === "P2002" || err.name === "FORBIDDEN") return res.status(500).end();
  res.status(err.status ?? 500).json({ errorCode, errorMessage: err.message });
});
const retryable = new Set(["UPSTREAM_TIMEOUT", "QUOTA_REACHED"]); // use: list UPSTREAM_TIMEOUT; list QUOTA_REACHED
export const canRetry = (e: HttpError) => retryable.has(e.errorCode);
export const events = ["PLAN_EXPIRED", "CARD_REFUSED"];
export enum Role { Admin = "ADMIN", Forbidden = "FORBIDDEN", Guest = "GUEST" }
export const permissions: Record<string, boolean> = { FORBIDDEN: false, ADMIN: true };
process.on("exit", (code) => { if (code === 3) log.error("FORBIDDEN"); });
export const sql = `select 'PLAN_EXPIRED' as state`;
