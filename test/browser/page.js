// What the page of the browser check does: uses every package as a client of its API would, and reports what went wrong.

const canary = "canary-9f2c";
const results = [];
const own = { name: "the page", tried: 0, faults: [] };
const violated = new Promise((resolve) => {
  addEventListener("securitypolicyviolation", resolve, { once: true });
});
addEventListener("error", ({ message }) => own.faults.push(message));
addEventListener("unhandledrejection", ({ reason }) => own.faults.push(String(reason)));

try {
  await refusesCode();
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    own.faults.push(`${violatedDirective} is violated by ${blockedURI}`);
  });
  const packages = await (await fetch("/packages.json")).json();
  const worker = new Worker("/worker.js", { type: "module" });
  worker.addEventListener("error", ({ message }) => own.faults.push(`worker: ${message}`));
  const frame = await frameOf("/frame");
  for (const one of packages) results.push(await tryPackage(one, { worker, frame }));
} catch (error) {
  own.faults.push(String(error?.stack ?? error));
}
await fetch("/report", {
  method: "POST",
  body: JSON.stringify(own.faults.length > 0 ? [...results, own] : results),
});

/** Makes sure that the policy is in force: a page that may make code of texts would prove nothing. */
async function refusesCode() {
  try {
    new Function("");
    own.faults.push("code can be made of texts here");
  } catch {
    await violated;
  }
}

function frameOf(url) {
  const frame = document.createElement("iframe");
  frame.src = url;
  return new Promise((resolve) => {
    frame.addEventListener("load", () => resolve(frame.contentWindow));
    document.documentElement.append(frame);
  });
}

async function tryPackage({ id, name, modules, ofCatalog }, { worker, frame }) {
  const result = { name, tried: 0, faults: [] };
  const expect = (holds, what) => {
    if (!holds) result.faults.push(what);
  };
  try {
    for (const module of Object.keys(modules)) {
      const exported = Object.keys(await import(module));
      expect(exported.length > 0, `${module} exports nothing`);
    }
    if (!ofCatalog) return result;
    const used = { api: await import(name), foreign: await frame.load(name), worker, expect };
    const [fixtures] = Object.values(await import(`${name}/fixtures`));
    const names = namesOf(used.api);
    const context = { ...used, names, module: modules[name] };
    await tryAnswers(id, context);
    for (const [definition, fixture] of Object.entries(fixtures)) {
      await tryDefinition({ id, definition, fixture }, context);
      result.tried++;
    }
    expect(result.tried > 0, "there is no fixture");
  } catch (error) {
    result.faults.push(String(error?.stack ?? error));
  }
  return result;
}

function namesOf(api) {
  const [prefix] = Object.keys(api)
    .map((key) => /^(?!is)(\w+)ErrorCode$/.exec(key)?.[1])
    .filter((one) => one !== undefined);
  return {
    parse: `parse${prefix}Error`,
    identify: `identify${prefix}Error`,
    revive: `revive${prefix}Error`,
    match: `match${prefix}Error`,
    isError: `is${prefix}Error`,
    isBody: `is${prefix}ErrorBody`,
    isUnknown: `isUnknown${prefix}Error`,
    fromResponse: Object.keys(api).find((key) => key.endsWith("ErrorFromResponse")),
  };
}

/** What is no error of the catalog: a proxy's page, a success, and a body that was read before. */
async function tryAnswers(id, { api, names, expect }) {
  const proxy = await api[names.fromResponse](await fetch(`/answers/${id}/proxy`));
  expect(api[names.isUnknown](proxy), "a proxy's page is no unknown error");
  expect(proxy?.status === 502 && proxy.retryAfter !== undefined, "a proxy's page lost its facts");
  const success = await api[names.fromResponse](await fetch(`/answers/${id}/success`));
  expect(success === undefined, "a success is an error");
  const read = await fetch(`/answers/${id}/proxy`);
  await read.text();
  expect(api[names.isUnknown](await api[names.fromResponse](read)), "a read body is lost");
  expect(api[names.isError](new Error()) === false, "any error is an exception of the catalog");
}

async function tryDefinition({ id, definition, fixture }, context) {
  const { api, foreign, names, expect } = context;
  const { scope, operation } = fixture;
  const is = (error, what) => {
    const known = api[`is${definition}Error`](error) && api[names.isError](error);
    expect(known, `${definition}: ${what} is ${error?.name}`);
  };
  const error = api[names.parse](fixture);
  is(error, "the fixture");
  expect(error instanceof Error, `${definition}: it is no Error`);
  expect(api[names.isBody](fixture.body), `${definition}: its body is not of the documented shape`);
  expect(
    api[names.identify](fixture)?.name === definition,
    `${definition}: it is identified otherwise`,
  );
  const arms = { [definition]: () => "known", unknown: () => "unknown" };
  expect(api[names.match](error, arms) === "known", `${definition}: it is matched otherwise`);

  const response = await fetch(`/answers/${id}/${definition}`);
  const fetched = await api[names.fromResponse](response, { scope, operation });
  is(fetched, "what was fetched");
  expect(fetched?.status === fixture.status, `${definition}: the status is ${fetched?.status}`);
  expect(fetched?.message === error?.message, `${definition}: what was fetched says otherwise`);
  expect((await response.text()).length > 0, `${definition}: the response cannot be read any more`);

  const elsewhere = foreign[names.parse](fixture);
  is(elsewhere, "the frame's exception");
  expect(!(elsewhere instanceof Error), `${definition}: the frame is no realm of its own`);
  expect(
    foreign[`is${definition}Error`](error),
    `${definition}: the frame does not know the page's`,
  );

  const sent = await fromWorker(fixture, context);
  for (const value of [
    sent.json,
    JSON.parse(sent.text ?? "null"),
    structuredClone(error.toJSON()),
  ]) {
    const revived = api[names.revive](value);
    is(revived, `what came over (${sent.fault ?? "no fault"})`);
    const same = revived?.message === error.message && revived.code === error.code;
    expect(same, `${definition}: it came over otherwise`);
  }

  const body = { ...fixture.body, note: canary };
  const holder = api[names.parse]({ ...fixture, body });
  is(holder, "a body with more in it");
  expect(holder?.body === body, `${definition}: the body is lost`);
  const shown = [JSON.stringify(holder), String(holder), holder?.stack, ...Object.values(holder)];
  expect(!shown.join(" ").includes(canary), `${definition}: the body leaks`);
}

function fromWorker(fixture, { worker, names, module }) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage({ module, parse: names.parse, fixture }, [port2]);
  });
}
