import { setTimeout as pause } from 'node:timers/promises';
import { transactionsUnderWay } from '@app/persistence';
import { type ReadOnce } from './search-client';

/** Longer than a statement of the service may take (20 s): whatever is still open then stores no batch. */
const WITHIN_MS = 30_000;
const POLL_MS = 20;

/** Resolves when all transactions that are open now have ended: whatever they stored can be seen then. */
export async function untilEnded(readOnce: ReadOnce): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  let open = new Set(await readOnce(transactionsUnderWay));
  while (open.size > 0 && performance.now() < deadline) {
    await pause(POLL_MS);
    const now = await readOnce(transactionsUnderWay);
    const before = open;
    open = new Set(now.filter((one) => before.has(one)));
  }
}
