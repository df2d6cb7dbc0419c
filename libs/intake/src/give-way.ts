/** Lets everything that waits for the event loop run before the caller goes on. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Runs steps to their end and gives way after each: for long computations in a process that others wait for. */
export async function runGivingWay<T>(steps: Generator<void, T>): Promise<T> {
  let step = steps.next();
  while (step.done !== true) {
    await giveWay();
    step = steps.next();
  }
  return step.value;
}
