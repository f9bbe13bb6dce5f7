// What a stranger does with installed packages: imports them by name, parses each fixture, answers with each class and parses that.

const results = [];
for (const name of process.argv.slice(2)) results.push(await tryPackage(name));
process.stdout.write(JSON.stringify(results));

async function tryPackage(name) {
  const api = await import(name);
  const [fixtures] = Object.values(await import(`${name}/fixtures`));
  const [parse, isError, isBody, revive] = [/^parse/, /^is\w+Error$/, /^is\w+ErrorBody$/, /^revive/]
    .map((form) => Object.entries(api).find(([key]) => form.test(key)))
    .map(([, value]) => value);
  const faults = [];
  const expect = (holds, what) => {
    if (!holds) faults.push(what);
  };
  for (const [definition, fixture] of Object.entries(fixtures)) {
    const error = parse(fixture);
    expect(error?.name === `${definition}Error`, `${definition}: parses as ${error?.name}`);
    expect(isBody(fixture.body), `${definition}: the body is not of the documented shape`);
    expect(api[`is${definition}Error`](error), `${definition}: its guard says no`);
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
