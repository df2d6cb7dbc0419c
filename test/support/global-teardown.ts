/** Jest runs setup and teardown in one process, but loads each file anew, so what they share is a global. */
const shared = globalThis as { stopServersOfTestRun?: () => Promise<void> };

export function stopServersAtTheEnd(stop: () => Promise<void>): void {
  shared.stopServersOfTestRun = stop;
}

/** Once at the end of a run: stops what global-setup.ts started. */
export default async function globalTeardown(): Promise<void> {
  await shared.stopServersOfTestRun?.();
}
