declare const t: any; declare const ErrorPage: any; declare const Badge: any;
const messages = {
  INVOICE_NOT_FOUND: "We have no such invoice", // use: key INVOICE_NOT_FOUND
  PLAN_EXPIRED: "Renew your plan", // use: key PLAN_EXPIRED
  FORBIDDEN: "Not allowed", // use: key FORBIDDEN
};
export function View({ errorCode, plan }: { errorCode: keyof typeof messages | null; plan: { state: string } }) {
  if (errorCode === "FORBIDDEN") return <ErrorPage code="FORBIDDEN" title={t("FORBIDDEN")} />; // use: comparison FORBIDDEN; value FORBIDDEN
  if (plan.state === "PLAN_EXPIRED") return <Badge label="PLAN_EXPIRED" />;
  return errorCode ? messages[errorCode] : null;
}
type State = { kind: "failed"; errorCode: "CARD_REFUSED" | "UPSTREAM_TIMEOUT" } | { kind: "idle" }; // use: declaration CARD_REFUSED; declaration UPSTREAM_TIMEOUT
export function reducer(state: State, action: { type: string }): State {
  switch (action.type) {
    case "PLAN_EXPIRED":
      return { kind: "failed", errorCode: "CARD_REFUSED" }; // use: body CARD_REFUSED
    case "CARD_REFUSED":
      return { kind: "idle" };
  }
  return state;
}
