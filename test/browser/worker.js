// What the worker of the browser check does: parses a fixture with its own copy of a package, and answers through the port that came with it.

addEventListener("message", async ({ data, ports: [port] }) => {
  try {
    // Import maps are not for workers.
    const api = await import(data.module);
    const error = api[data.parse](data.fixture);
    port.postMessage({ json: error.toJSON(), text: JSON.stringify(error) });
  } catch (error) {
    port.postMessage({ fault: String(error) });
  }
});
