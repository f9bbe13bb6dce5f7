// Words that are codes elsewhere, and none of an error here.

declare function t(key: string): string;
declare function track(event: string, data?: object): void;

const logger = { error: (text: string) => text, info: (text: string) => text };

export const flags: Record<string, boolean> = { rate_limited: true, busy: false };
export const columns = ["user_missing", "order_locked"];
export const coupon = { code: "card_expired", label: "For expired cards" };
export const currency = { code: "EUR", name: "Euro" };

export function noise(event: KeyboardEvent, exitCode: number, vendor: { type: string }): string {
  if (event.code === "Enter" || event.key === "busy") return t("cart_empty");
  if (exitCode === 1001) logger.error("payment_declined");
  if (coupon.code === "card_expired") track("card_expired", { reason: "out_of_stock" });
  if (vendor.type === "rate_limited") logger.info("rate_limited");
  const className = flags["rate_limited"] ? "busy" : "idle";
  const classes = ["internal", className, "wide"];
  return `${classes.join(" ")} ${t("errors.user_missing")}`;
}

export const labels = { busy: "Busy", idle: "Idle", away: "Away" };
export type Presence = "busy" | "idle" | "away";
export const error404 = { path: "/user_missing", title: "busy" };
