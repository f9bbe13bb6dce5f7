import { call, HttpError, requirePlan } from "./api";
declare const it: any; declare const expect: any; declare const nock: any; declare const jest: any;
it("refuses", async () => {
  nock("https://x").get("/").reply(402, { errorCode: "QUOTA_REACHED", errorMessage: "" }); // use: body QUOTA_REACHED
  await expect(call("/")).resolves.toBeNull();
  await expect(call("/")).rejects.toMatchObject({ errorCode: "PLAN_EXPIRED" }); // use: expectation PLAN_EXPIRED
  expect(() => requirePlan({ expired: true, state: "" })).toThrow("PLAN_EXPIRED"); // use: expectation PLAN_EXPIRED
  const err = await call("/").catch((e: HttpError) => e);
  expect(err.errorCode).toEqual("UPSTREAM_TIMEOUT"); // use: expectation UPSTREAM_TIMEOUT
  expect(err).toBeInstanceOf(HttpError);
  expect({ label: "FORBIDDEN" }).toEqual({ label: "FORBIDDEN" });
  jest.spyOn(console, "error").mockReturnValue("CARD_REFUSED");
});
