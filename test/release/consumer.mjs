// What a stranger does with installed packages: imports them by name, parses each fixture, answers with each class and parses that.

const results = [];
for (const one of process.argv.slice(2)) results.push(await tryPackage(JSON.parse(one)));
process.stdout.write(JSON.stringify(results));

async function tryPackage({ name, modules, ofCatalog }) {
  const faults = [];
  const expect = (holds, what) => {
    if (!holds) faults.push(what);
  };
  for (const module of modules) {
    expect(Object.keys(await import(module)).length > 0, `${module} exports nothing`);
  }
  // A package of several catalogs has no parser of its own.
  if (!ofCatalog) return { definitions: 0, faults };
  const api = await import(name);
  const [fixtures] = Object.values(await import(`${name}/fixtures`));
  const [prefix] = Object.keys(api).flatMap((key) => /^parse(\w+)Error$/.exec(key)?.[1] ?? []);
  const [parse, isError, isBody, revive] = [
    `parse${prefix}Error`,
    `is${prefix}Error`,
    `is${prefix}ErrorBody`,
    `revive${prefix}Error`,
  ].map((key) => api[key]);
  for (const [definition, fixture] of Object.entries(fixtures)) {
    const error = parse(fixture);
    expect(error?.name === `${definition}Error`, `${definition}: parses as ${error?.name}`);
    expect(isBody(fixture.body), `${definition}: the body is not of the documented shape`);
    expect(api[`is${definition}Error`](error), `${definition}: its guard says no`);
    expect(isError(error), `${definition}: it is no exception of the catalog`);
    const again = revive(JSON.parse(JSON.stringify(error)));
    expect(
      again?.name === error?.name && again?.message === error?.message,
      `${definition}: revives otherwise`,
    );
  }
  expect(
    parse({ status: 502, body: "<html>" })?.code === undefined,
    "a proxy's page is no unknown error",
  );
  expect(parse({ status: 200, body: '{"id":1}' }) === undefined, "a success is an error");
  expect(isError({}) === false, "an object is an exception");
  return { definitions: Object.keys(fixtures).length, faults };
}
