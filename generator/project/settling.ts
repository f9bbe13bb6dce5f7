// Promises of user's code, some of which never settle: Node.js has nothing left to do then, and would end in silence.

/** What a promise gave. */
export interface Settled<Value> {
  readonly value: Value;
}

/** Waits for a promise; gives nothing where Node.js has nothing left to do that could settle it. */
export async function settled<Value>(
  promise: Value | PromiseLike<Value>,
): Promise<Settled<Value> | undefined> {
  let onIdle = (): void => {};
  const idle = new Promise<undefined>((resolve) => {
    // Something must be left to do, or Node.js ends before anybody hears of it.
    onIdle = () => void setImmediate(resolve, undefined);
  });
  process.on("beforeExit", onIdle);
  try {
    return await Promise.race([Promise.resolve(promise).then((value) => ({ value })), idle]);
  } finally {
    process.off("beforeExit", onIdle);
  }
}
