import { setTimeout as pause } from 'node:timers/promises';
import { memoryMib } from '../support/memory';
import { Oracle, type Verdict } from '../faults/oracle/oracle';
import { chanceOf } from '../faults/rig/random';
import { Rig } from '../faults/rig/rig';
import { tableText } from '../faults/table/table-text';
import { FAULTS } from './faults';
import { CAUSED_BY_FAULTS, errorsByKind } from './log-lines';
import { registerMorePartners } from './more-partners';
import { databaseTime, decidedSince, undecidedItems } from '../faults/oracle/progress';
import { Traffic } from './traffic';

const MINUTES = Number(process.env['CHAOS_MINUTES']);
const SEED = Number(process.env['CHAOS_SEED']);
const ITEMS_PER_S = Number(process.env['CHAOS_ITEMS_PER_S']);

/** The service's promise: what was accepted is decided so long after a fault is over. */
const RECOVERED_WITHIN_MS = 30_000;
/** At the end nothing disturbs any more; a million items take a while to look over. */
const TEST_WITHIN_MS = (MINUTES + 20) * 60_000;
const MOST_PAUSE_MS = 2_000;

interface Happened {
  fault: string;
  times: number;
  hit: number;
  longestRecoveryMs: number;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Minutes and seconds: `3:07`. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

describe('whatever happens, in whatever order', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.start({ apis: 2, workers: 2 });
  });
  afterAll(() => rig.stop());

  it(
    'nothing is lost and nothing is doubled',
    async () => {
      const oracle = await Oracle.watch(rig.service);
      const moreAt = await registerMorePartners(rig);
      const partners = rig.apis.flatMap((api) => [...rig.partnersAt(api), ...moreAt(api)]);
      await Promise.all(partners.map((partner) => partner.token()));
      const traffic = new Traffic(oracle, partners, chanceOf(SEED + 1), ITEMS_PER_S);
      await traffic.start();
      const happened = await disturb(oracle, traffic);
      await traffic.stop();
      const verdict = await oracle.judge({ tolerated: CAUSED_BY_FAULTS });
      report(oracle, happened, verdict);
      expect(verdict.violations).toEqual([]);
      for (const { fault, longestRecoveryMs } of happened) {
        expect([fault, longestRecoveryMs < RECOVERED_WITHIN_MS]).toEqual([fault, true]);
      }
    },
    TEST_WITHIN_MS,
  );

  /** One fault after the other, each when the last one is over, until the time is up. */
  async function disturb(oracle: Oracle, traffic: Traffic): Promise<Happened[]> {
    const chance = chanceOf(SEED);
    const counted = new Map<string, Happened>();
    const names = Object.keys(FAULTS);
    const begunMs = performance.now();
    while (performance.now() - begunMs < MINUTES * 60_000) {
      await pause(chance() * MOST_PAUSE_MS);
      const name = names[Math.floor(chance() * names.length)] as string;
      const fault = FAULTS[name];
      const atStake = await undecidedItems(rig.service);
      const before = { items: traffic.items, isBusy: atStake > 0 || traffic.requestsUnderWay > 0 };
      const hasStruck = await fault?.({ rig, oracle, chance });
      const afterwards = traffic.items;
      const recoveryMs =
        (await decidedSince(rig.service, await databaseTime(rig.service), RECOVERED_WITHIN_MS)) ??
        RECOVERED_WITHIN_MS;
      // Something was under way when it began, or came while it lasted.
      const isHit = hasStruck !== false && (before.isBusy || afterwards > before.items);
      const row = counted.get(name) ?? { fault: name, times: 0, hit: 0, longestRecoveryMs: 0 };
      row.times++;
      if (isHit) row.hit++;
      row.longestRecoveryMs = Math.max(row.longestRecoveryMs, Math.round(recoveryMs));
      counted.set(name, row);
      say(
        `${clock(performance.now() - begunMs).padStart(6)}  ${name}${isHit ? '' : ' (not hit)'}, ` +
          `${atStake} items undecided: recovered after ${(recoveryMs / 1000).toFixed(1)} s; ${traffic.items} items sent`,
      );
    }
    return [...counted.values()];
  }

  function report({ ledger }: Oracle, happened: readonly Happened[], verdict: Verdict): void {
    const memory = [...rig.apis, ...rig.workers].map(
      ({ process: { name, port, pid } }) => `${name} ${port} ${memoryMib(pid)} MiB`,
    );
    const again = ledger.entries.reduce((sum, { attempts }) => sum + attempts - 1, 0);
    say(`\n${tableText(happened.map((row) => ({ ...row })))}\n`);
    say(`${tableText(errorsByKind(rig.service.postgresLog()))}\n`);
    say(`seed ${SEED}, ${MINUTES} minutes, ${happened.reduce((sum, { times }) => sum + times, 0)} faults`);
    say(`${ledger.entries.length} requests, sent again ${again} times; ${verdict.items} items accepted`);
    say(`${verdict.lost} lost, ${verdict.doubled} doubled, ${verdict.violations.length} violations`);
    say(`memory at the end: ${memory.join(', ')}`);
    for (const violation of verdict.violations) say(violation);
  }
});
