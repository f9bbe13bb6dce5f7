// What a stranger's CommonJS does with an installed package: requires each of its modules, and gets what import gives.

const { modules } = JSON.parse(process.argv[2]);

async function tryModule(path) {
  const required = require(path);
  for (const [key, value] of Object.entries(await import(path))) {
    if (!Object.is(required[key], value)) throw new Error(`${path} requires another ${key}`);
  }
}

Promise.all(modules.map(tryModule)).catch((error) => {
  process.stdout.write(String(error));
  process.exitCode = 1;
});
