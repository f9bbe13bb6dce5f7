// What a stranger's CommonJS does with an installed package: requires each of its modules, and gets what import gives; of a package with both formats copies whose guards hold for each other.

const { name, modules, ofCatalog, hasBoth } = JSON.parse(process.argv[2]);

async function tryModule(path) {
  const required = require(path);
  for (const [key, value] of Object.entries(await import(path))) {
    const isSame = hasBoth ? typeof required[key] === typeof value : required[key] === value;
    if (!isSame) throw new Error(`${path} requires another ${key}`);
  }
  if (path !== name || !ofCatalog) return;
  const [prefix] = Object.keys(required).flatMap((key) => /^parse(\w+)Error$/.exec(key)?.[1] ?? []);
  const [parse, isError] = [`parse${prefix}Error`, `is${prefix}Error`];
  const imported = await import(path);
  for (const [one, other] of [
    [required, imported],
    [imported, required],
  ]) {
    if (!other[isError](one[parse]({ status: 502, body: "" }))) throw new Error(`${path}: guards`);
  }
}

Promise.all(modules.map(tryModule)).catch((error) => {
  process.stdout.write(String(error));
  process.exitCode = 1;
});
