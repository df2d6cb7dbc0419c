import { setTimeout as pause } from 'node:timers/promises';
import { clients } from '../support/clients';
import { type Partner } from '../support/partner';
import { Oracle } from './oracle/oracle';
import { ReconnectingLanes } from './rig/reconnecting-lanes';
import { Rig } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { SEED, times } from './table/run-options';

const TIMES = times({ full: 10, short: 2 });
const LANES = 6;
const SIZES = [1, 60, 800];
/** Written with COPY. */
const SHARD = 5_000;
/** Longer than it takes to stop asking for jobs, shorter than Redis is waited for at the end. */
const ANSWER_AFTER_MS = 300;
const BACKLOG_WITHIN_MS = 120_000;

describe('processes that are told to stop', () => {
  let rig: Rig;
  let oracle: Oracle;
  beforeAll(async () => {
    rig = await Rig.start({ apis: 2 });
    oracle = await Oracle.watch(rig.service);
  });
  afterAll(() => rig.stop());

  it('do a job that they had asked for already: its transaction is not cut off', async () => {
    for (let round = 0; round < TIMES; round++) {
      const told = rig.stopAt({ link: 'worker', server: 'redis', command: 'BRPOPLPUSH', phase: 'after' });
      const sent = oracle.ledger.send(rig.partners[0], 'clients', () => clients(`asked ${round}`, SHARD));
      const { process: name, letGo } = await told.hit();
      const asks = rig.stopAt({ link: 'worker', server: 'redis', command: 'moveToActive', phase: 'after' });
      const writes = rig.stopAt({
        link: 'worker',
        server: 'postgres',
        command: 'COPY item_results: end',
        phase: 'before',
      });
      letGo();
      const asked = await asks.hit();
      const { process } = rig.at(name);
      const ended = process.kill('SIGTERM');
      await pause(ANSWER_AFTER_MS);
      asked.letGo();
      const written = await writes.hit();
      await pause(ANSWER_AFTER_MS);
      written.letGo();
      expect(await ended).toBe('exit code 0');
      await sent;
      await process.start();
    }
    await oracle.mustSettle();
    expect((await oracle.judge()).violations).toEqual([]);
  }, 120_000);

  it('fail no request of a client that goes to the other API when one refuses it, and exit with 0', async () => {
    const tally = new FaultTally('11 SIGTERM under load', SEED);
    const partners = rig.apis.map((api) => rig.partnersAt(api)[0] as Partner);
    await Promise.all(partners.map((partner) => partner.token()));
    const batchOf = (lane: number, n: number): unknown[] =>
      clients(`lane ${lane} ${n}`, SIZES[n % SIZES.length] ?? 1);
    const lanes = new ReconnectingLanes(
      oracle.ledger,
      partners,
      (lane, n) => ({ kind: 'clients', items: batchOf(lane, n) }),
      LANES,
    );
    const ends: string[] = [];
    for (let round = 0; round < TIMES; round++) {
      for (const each of [rig.apis, rig.workers]) {
        const before = lanes.items;
        const process = each[round % 2]?.process;
        if (process === undefined) throw new Error('two of each run');
        const begunMs = performance.now();
        ends.push(await process.kill('SIGTERM'));
        tally.recovered(performance.now() - begunMs);
        await process.start();
        tally.count(lanes.items > before, lanes.items - before);
      }
    }
    const answered = await lanes.end();
    expect(new Set(ends)).toEqual(new Set(['exit code 0']));
    const { 202: accepted = 0, ECONNREFUSED: refused = 0, ECONNRESET: reset = 0, ...failed } = answered;
    expect(failed).toEqual({});
    expect(accepted).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    // A connection that reaches the kernel in the moment in which the listener closes is reset before it has sent anything.
    expect(reset).toBeLessThanOrEqual(TIMES);
    // What piled up while one of two workers was away is no fault's doing.
    await oracle.mustSettle(BACKLOG_WITHIN_MS);
    const verdict = await oracle.judge();
    expect(verdict.violations).toEqual([]);
    tally.write(verdict);
  }, 600_000);
});
