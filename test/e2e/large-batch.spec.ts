import { setTimeout as pause } from 'node:timers/promises';
import { clients } from '../support/clients';
import { peakMemoryMb } from '../../bench/measure/peak-memory.mjs';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';

const ITEMS = 100_000;
const MOST_MB = 400;
/** What another partner may notice of a large body at most, beside what a machine that has other work, too, takes for any request. */
const NOTICED_MS = 100;
const QUIET_MS = 1_000;
/** A stall of the service's own is there in every measurement; one that is not comes from whatever else the machine does. */
const MEASUREMENTS = 3;

/** What somebody's requests, one after the other, take while something is under way, in milliseconds. */
async function durationsUntil(partner: Partner, work: Promise<unknown>): Promise<number[]> {
  const durations: number[] = [];
  const over = { is: false };
  void work.finally(() => (over.is = true)).catch(() => undefined);
  while (!over.is) {
    const begun = performance.now();
    expect((await partner.send('/api/v1/clients/status/none')).status).toBe(404);
    durations.push(performance.now() - begun);
  }
  return durations;
}

function ninetiethOf(durations: readonly number[]): number {
  return durations.toSorted((a, b) => a - b).at(Math.floor(durations.length * 0.9)) ?? Infinity;
}

describe('a batch of 100,000 items', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('is decided whole and in order, with bounded memory', async () => {
    const [partner] = service.partners;
    const items = clients('large', ITEMS);
    // One key in 50 occurs again, tens of thousands of items later: an equal one, and one that differs.
    for (let n = 0; n < ITEMS / 2; n += 100) {
      items[n + ITEMS / 2] = { ...(items[n] as (typeof items)[number]) };
      items[n + ITEMS / 2 + 1] = { ...(items[n + 1] as (typeof items)[number]), entity_type: 'LLP' };
    }
    const document = await partner.decideClients(items);
    expect(document.counts).toEqual({
      total: ITEMS,
      Pending: 0,
      Completed: ITEMS - 500 - 1000,
      Duplicate: 500,
      Conflict: 1000,
      Failed: 0,
    });
    expect(document.result.map(({ data }) => data)).toEqual(items);
    expect(document.result[50_000]?.status.problems[0]?.duplicate_of).toEqual({ index: 0 });
    expect(document.result[1]?.status.state).toBe('Conflict');
    expect(document.result[50_001]?.status.state).toBe('Conflict');

    const { api, workers } = service.pids;
    for (const pid of [api, ...workers]) expect(peakMemoryMb(pid)).toBeLessThan(MOST_MB);
  });

  it('does not stall other requests while it is taken in', async () => {
    const [partner, other] = service.partners;
    await other.token();
    const noticedMs: number[] = [];
    while (noticedMs.length < MEASUREMENTS && !noticedMs.some((ms) => ms < NOTICED_MS)) {
      const body = Buffer.from(JSON.stringify(clients(`stall ${noticedMs.length}`, ITEMS)));
      const quiet = await durationsUntil(other, pause(QUIET_MS));
      const large = partner.submitClients(body);
      const durations = await durationsUntil(other, large);
      await partner.decided(await large);
      expect(durations.length).toBeGreaterThan(5);
      noticedMs.push(ninetiethOf(durations) - 2 * ninetiethOf(quiet));
    }
    expect(Math.min(...noticedMs)).toBeLessThan(NOTICED_MS);
  });
});
