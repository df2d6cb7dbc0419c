import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { storedViolations } from '../../faults/oracle/stored-violations';
import { type Service } from '../../support/service';
import { connected } from '../../support/sql';

/** The promise for accepted items, whatever happens. */
const DECIDED_WITHIN_MS = 30_000;

/** That every batch has a key of idempotency is so where a test gives it one; most requests here have none. */
const NOT_HERE = /idempotency key/;

/**
 * Looks at all that is stored, also of requests whose answer nobody read: once everything is decided, each item has one result, and
 * what is saved belongs to what is completed.
 * @returns a sentence for each fault
 */
export async function storedFaults({ databaseUrl }: Service): Promise<string[]> {
  return connected(databaseUrl, async (owner) => {
    await waitUntil(async () => (await storedViolations(owner)).counts.lost === 0, {
      withinMs: DECIDED_WITHIN_MS,
      everyMs: 500,
    });
    const { sentences } = await storedViolations(owner);
    return sentences.filter((sentence) => !NOT_HERE.test(sentence));
  });
}
