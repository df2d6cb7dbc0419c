import { projectFolder } from '../../scripts/embedded/folders.mjs';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { clientWith, claimOf } from '../support/claims';
import { clients } from '../support/clients';
import { send } from '../support/http';
import { type Partner } from '../support/partner';
import { rowsOf } from '../support/sql';
import { COPY_FELL_BACK } from './oracle/tolerated-log-lines';
import { Oracle } from './oracle/oracle';
import { databaseTime, decidedSince } from './oracle/progress';
import { Release } from './releases/release';
import { type NextRequest, ReconnectingLanes } from './rig/reconnecting-lanes';
import { Rig, type RigProcess } from './rig/rig';
import { FaultTally } from './table/fault-tally';
import { IS_FULL, SEED } from './table/run-options';

const LANES = 3;
const SIZES = [1, 60, 600];
const SAVED = 50;
const GOES_ON_WITHIN_MS = 30_000;
const WAITS_WITHIN_MS = 40_000;
/** Requests that were taken, and connections that a client makes anew: nothing of these is a failed request. */
const TAKEN_OR_REFUSED = new Set(['200', '202', 'ECONNREFUSED', 'ECONNRESET']);
const BACKLOG_WITHIN_MS = 120_000;

const previous = previousOrReason();
if (typeof previous === 'string')
  process.stderr.write(`rolling-release.spec.ts is skipped: no previous release here: ${previous}\n`);

function previousOrReason(): Release | string {
  try {
    return Release.previous();
  } catch (error) {
    return String(error).split('\n')[0] ?? '';
  }
}

/** All three routes in turn: fresh clients of several sizes, claims of saved clients, and clients with claims at once. */
const requestOf: NextRequest = (lane, n) => {
  const name = `lane ${lane} ${n}`;
  if (n % 4 === 1)
    return {
      kind: 'revenue-claims',
      items: Array.from({ length: SAVED }, (_, m) => claimOf(`saved-${m}`, `${name} ${m}`)),
    };
  if (n % 4 === 3) return { kind: 'clients-with-claims', items: [clientWith(name, [`${name} claim`])] };
  return { kind: 'clients', items: clients(name, SIZES[(n / 2 + lane) % SIZES.length] ?? 1) };
};

(typeof previous === 'string' ? describe.skip : describe)('a new release', () => {
  const { folder, commit } = typeof previous === 'string' ? { folder: '', commit: '' } : previous;
  let rig: Rig;
  let oracle: Oracle;
  afterAll(() => {
    (previous as Release).remove();
  });
  beforeEach(async () => {
    rig = await Rig.start({ apis: 2, folder });
    oracle = await Oracle.watch(rig.service);
  }, 180_000);
  afterEach(() => rig.stop());

  const appliedMigrations = async (): Promise<number> => {
    const [row] = await rowsOf<{ count: number }>(
      rig.service.databaseUrl,
      'SELECT count(*)::int FROM migrations',
    );
    return row?.count ?? 0;
  };
  /** Whatever was accepted until now is decided, while more comes in: those who run do their work. */
  const goesOn = async (): Promise<void> => {
    const now = await databaseTime(rig.service);
    expect(await decidedSince(rig.service, now, GOES_ON_WITHIN_MS)).not.toBeNull();
  };

  it(`takes the place of the previous one (${commit.slice(0, 10)}) process by process, and gives it back, under load`, async () => {
    const tally = new FaultTally('14 new release under load', SEED);
    const partners = rig.apis.map((api) => rig.partnersAt(api)[0] as Partner);
    await Promise.all(partners.map((partner) => partner.token()));
    await oracle.ledger.send(partners[0] as Partner, 'clients', () => clients('saved', SAVED));
    await oracle.mustSettle();
    const lanes = new ReconnectingLanes(oracle.ledger, partners, requestOf, LANES);
    await goesOn();

    const before = await appliedMigrations();
    await rig.service.migrate();
    expect(await appliedMigrations()).toBeGreaterThan(before);
    await goesOn(); // the previous code alone, on the new schema

    const ends: string[] = [];
    const restart = async ({ process }: RigProcess, to: string): Promise<void> => {
      const items = lanes.items;
      const begunMs = performance.now();
      ends.push(await process.kill('SIGTERM'));
      await process.start({}, to);
      tally.recovered(performance.now() - begunMs);
      tally.count(true, lanes.items - items);
    };
    for (const each of [...rig.workers, ...rig.apis]) await restart(each, projectFolder);
    await goesOn(); // the new code alone
    // Back again, while the schema stays: in a short run half of it, so that both work side by side once more.
    for (const each of [...rig.workers, ...rig.apis].slice(IS_FULL ? 0 : 1, IS_FULL ? 4 : 2))
      await restart(each, folder);
    await goesOn();

    const answered = await lanes.end();
    const { 200: atOnce = 0, 202: accepted = 0, ECONNRESET: reset = 0 } = answered;
    expect(Object.keys(answered).filter((what) => !TAKEN_OR_REFUSED.has(what))).toEqual([]);
    expect(Math.min(atOnce, accepted)).toBeGreaterThan(0);
    // A connection that reaches the kernel in the moment in which the listener closes is reset before it has sent anything.
    expect(reset).toBeLessThanOrEqual(ends.length);
    expect(new Set(ends)).toEqual(new Set(['exit code 0']));
    await oracle.mustSettle(BACKLOG_WITHIN_MS);
    const verdict = await oracle.judge({ tolerated: COPY_FELL_BACK });
    expect(verdict.violations).toEqual([]);
    tally.write(verdict);
  }, 300_000);

  it('that is started before its migration does nothing until then, and the previous one goes on', async () => {
    const [early, other] = rig.workers.map(({ process }) => process);
    const [, api] = rig.apis.map(({ process }) => process);
    if (early === undefined || other === undefined || api === undefined) throw new Error('two of each run');
    await Promise.all([early.kill('SIGTERM'), api.kill('SIGTERM')]);
    await Promise.all([early.launch(projectFolder), api.launch(projectFolder)]);
    for (const waiting of [early, api]) {
      const waits = async (): Promise<boolean> => {
        const answer = await send(`${waiting.url}/health/ready`).catch(() => null);
        return answer?.status === 503 && answer.text.includes('schema');
      };
      expect(await waitUntil(waits, { withinMs: WAITS_WITHIN_MS })).toBe(true);
      expect((await send(`${waiting.url}/health/live`)).status).toBe(200);
    }
    const [partner] = rig.partners;
    await oracle.ledger.send(partner, 'clients', () => clients('before the migration', SAVED));
    await oracle.mustSettle();

    await rig.service.migrate();
    const haveBegun = async (): Promise<boolean> => (await early.isReady()) && (await api.isReady());
    expect(await waitUntil(haveBegun, { withinMs: WAITS_WITHIN_MS })).toBe(true);
    expect(await other.kill('SIGTERM')).toBe('exit code 0');
    await oracle.ledger.send(partner, 'clients', () => clients('after the migration', SAVED));
    await oracle.mustSettle();
    expect((await oracle.judge()).violations).toEqual([]);
  }, 120_000);
});
