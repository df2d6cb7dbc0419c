import { client } from '../support/clients';
import { allAt, FAVOURS } from './crash-points/favours';
import { HOLDER, type Life, LIVES } from './crash-points/lives';
import { Oracle } from './oracle/oracle';
import { CLIENT_DIED_IN_COPY } from './oracle/tolerated-log-lines';
import { killAt } from './rig/kill-at';
import { chanceOf, someOf } from './rig/random';
import { Rig } from './rig/rig';
import { type WirePoint } from './rig/wire/wire-stop';
import { FaultTally } from './table/fault-tally';
import { record } from './table/records';
import { IS_FULL, SEED } from './table/run-options';

/** So many of each life in a short run, chosen by the seed; all of them in a full one. */
const SAMPLE = 2;
/** A point that depends on which process comes first is tried so often. */
const TRIES = 8;

interface CrashPoint extends WirePoint {
  readonly life: Life;
}

/** Rows of a COPY are not answered: there is no «after» to wait for. */
function phasesOf(command: string): WirePoint['phase'][] {
  return command.endsWith(': rows') ? ['before'] : ['before', 'after'];
}

describe('whichever process is killed at whichever of its commands', () => {
  let rig: Rig;
  let oracle: Oracle;
  let points: CrashPoint[];
  beforeAll(async () => {
    rig = await Rig.start();
    oracle = await Oracle.watch(rig.service);
    await oracle.ledger.send(rig.partners[0], 'clients', () => [client(HOLDER)]);
    await oracle.mustSettle();
    points = await crashPoints();
  });
  afterAll(() => rig.stop());

  const live = async ({ kind, items }: Life, name: string): Promise<void> => {
    await oracle.ledger.send(rig.partners[0], kind, () => items(name));
  };

  /** Every command in the lives of the batches, each where it is met first, before and after it. */
  async function crashPoints(): Promise<CrashPoint[]> {
    const found = new Map<string, CrashPoint>();
    let recorded = 0;
    const handedOutBy = [[], allAt('api', 'try_hand_out_lock'), allAt('worker', 'try_hand_out_lock')];
    for (const [life, held] of LIVES.flatMap((one) => handedOutBy.map((by) => [one, by] as const))) {
      const { points: passed } = await rig.recording(async () => {
        const stops = held.map((point) => rig.stopAt(point));
        await live(life, `recorded ${life.name} ${recorded++}`);
        await oracle.mustSettle();
        for (const stop of stops) stop.end();
      });
      for (const { link, server, command } of passed) {
        for (const phase of phasesOf(command)) {
          const key = `${link} ${server} ${command} ${phase}`;
          if (!found.has(key)) found.set(key, { link, server, command, phase, life });
        }
      }
    }
    return [...found.values()];
  }

  it.each(LIVES)(
    'in the life of a $name, nothing is lost, and nothing is done twice',
    async (life) => {
      const all = points.filter((point) => point.life === life);
      const chosen = IS_FULL ? all : someOf(all, SAMPLE, chanceOf(SEED));
      expect(chosen).not.toEqual([]);
      const tally = new FaultTally(
        `crash points of a ${life.name} (${chosen.length} of ${all.length})`,
        SEED,
      );
      const missed: string[] = [];
      for (const point of chosen) {
        let isHit = false;
        for (let tries = 0; tries < TRIES && !isHit; tries++) {
          const name = `${life.name} ${point.link} ${point.server} ${point.command} ${point.phase} ${tries}`;
          const items = life.items(name).length;
          isHit = await killAt(
            { rig, oracle, tally },
            point,
            { items, send: () => live(life, name) },
            FAVOURS[tries % FAVOURS.length]?.(rig, point.link),
          );
        }
        const place = `${point.link}, ${point.server}: ${point.phase} ${point.command}`;
        if (!isHit) missed.push(place);
        record('crashPoints', { place, life: life.name, killed: isHit ? 'yes' : 'not hit' });
      }
      const verdict = await oracle.judge({ tolerated: CLIENT_DIED_IN_COPY });
      expect(verdict.violations).toEqual([]);
      expect(missed).toEqual([]);
      tally.write(verdict);
    },
    3_600_000,
  );
});
