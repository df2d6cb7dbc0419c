import path from 'node:path';
import { runProgram } from '../support/program';

const PROJECT = path.resolve(__dirname, '..', '..');
const PARTNERS = 300;
const NEWCOMERS = 5;
/** Jobs that a lane takes before partners get one at a time, and what is added before that is noticed. */
const ROOM = 2 * 1_000;
const UNNOTICED = 300;
/** What one partner may have in the queue: docs/decisions/0007. */
const MOST_SHARDS = 32;
const MOST_ITEMS = 20_000;

interface Simulation {
  served: number;
  decided: number;
  mostBehind: number;
  mostJobs: { both: number };
  mostOfOnePartner: { shards: number; items: number };
  newcomers: { served: number };
  events: Record<string, number>;
}

describe('a release for very many partners with very different backlogs', () => {
  it('serves everybody in the first round, whatever others have waiting, in bounded queues', async () => {
    const running = runProgram(
      process.execPath,
      [
        'bench/release/run.mjs',
        '--json',
        ...['--partners', `${PARTNERS}`, '--newcomers', `${NEWCOMERS}`, '--largest', '20000'],
        ...['--seconds', '1', '--small', '2000', '--bulk', '500'],
      ],
      { cwd: PROJECT, env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } },
    );
    expect([await running.ended, running.output()]).toEqual([0, expect.any(String)]);
    const last = running.output().trim().split('\n').at(-1) ?? '';
    const simulation = JSON.parse(last) as Simulation;
    expect([simulation.served, simulation.newcomers.served]).toEqual([PARTNERS + NEWCOMERS, NEWCOMERS]);
    // Nobody waited for more than what was in the queue before: not for the 8,000 shards of the largest.
    expect(simulation.mostBehind).toBeLessThanOrEqual(PARTNERS + ROOM + UNNOTICED);
    expect(simulation.mostJobs.both).toBeGreaterThan(PARTNERS);
    expect(simulation.mostJobs.both).toBeLessThanOrEqual(PARTNERS + ROOM + UNNOTICED);
    expect(simulation.mostOfOnePartner.shards).toBeGreaterThan(0);
    expect(simulation.mostOfOnePartner.shards).toBeLessThanOrEqual(MOST_SHARDS);
    expect(simulation.mostOfOnePartner.items).toBeLessThanOrEqual(MOST_ITEMS);
    expect(simulation.events).toEqual({});
  }, 180_000);
});
