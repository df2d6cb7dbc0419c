import fc from 'fast-check';
import { send } from '../support/http';
import { type Document } from '../support/openapi/document';
import { type Service, startService } from '../support/service';
import { chanceOf } from '../faults/rig/random';
import { anyRequest } from './any-request';
import { documentedRequests } from './documented/documented-requests';
import { type FuzzRequest, shown } from './fuzz-request';
import { type Ground } from './ground';
import { groundsOf } from './grounds-of';
import { Lane } from './lane';
import { AnswerViolations } from './oracle/answer-violations';
import { storedFaults } from './oracle/stored-faults';
import { brokenLogLines, report, say } from './report';
import { COUNT, REPLAY, SEED } from './run-options';
import { Tally } from './tally';
import { Probes } from './watch/watched-processes';

/** Requests under way at a time: most of them wait for their batches to be decided. */
const LANES = 96;
/** Seeds of a run's lanes lie side by side. */
const SEEDS_PER_RUN = 1_000;
const LIMITS = { items: 2_000, depth: 32 };
/** Of all requests, those that are made of the OpenAPI document. */
const DOCUMENTED_SHARE = 0.25;
/** One seed shows the same fault in other words again and again. */
const MOST_FINDINGS = 20;
/** A fault is made smaller by so many requests at most. */
const MOST_SHRINKS = 300;

const TEST_WITHIN_MS = 60_000 + COUNT * 20;
/** From the middle of a run to its end; less than half a kilobyte for a request of a long run would not show. */
const MOST_GROWTH_MIB = 16;
const MOST_RSS_MIB = 600;
const MOST_DELAY_MS = 2_000;

describe('requests of all kinds, sound and spoilt', () => {
  const probes = new Probes();
  const tally = new Tally();
  const findings: string[] = [];
  let service: Service;
  let document: Document;
  let lanes: readonly Lane[];
  let grounds: readonly Ground[];

  beforeAll(async () => {
    service = await startService({
      env: {
        ...probes.env,
        MAX_ITEMS: `${LIMITS.items}`,
        SYNC_MAX_ITEMS: `${LIMITS.items}`,
        // Wrong credentials are among what is sent, and are to be looked at every time.
        TOKEN_FAILURES_PER_CLIENT: '1000000',
        TOKEN_FAILURES_PER_ADDRESS: '1000000',
        // Every request is to be judged for what it says, not for how many came before.
        PARTNER_REQUESTS_PER_MINUTE: '1000000000',
        PARTNER_ITEMS_PER_MINUTE: '1000000000',
      },
    });
    document = (await send(`${service.apiUrl}/openapi.json`)).json() as Document;
    grounds = await groundsOf(service.partners);
    const documented = new AnswerViolations(document);
    const port = Number(new URL(service.apiUrl).port);
    lanes = Array.from({ length: LANES }, (_, at) => {
      const ground = groundOf(at);
      return new Lane({ port, ground, limits: LIMITS, documented, tally });
    });
  });
  afterAll(async () => {
    for (const lane of lanes) lane.close();
    await service.stop();
    probes.remove();
  });

  function groundOf(lane: number): Ground {
    const ground = grounds[lane % grounds.length];
    if (ground === undefined) throw new Error('there is no partner');
    return ground;
  }

  it(
    'are answered as documented or closed, decided as sent, and leave the service as it was',
    async () => {
      const atFirst = await probes.moments(service);
      const documentedCount = REPLAY === '' ? Math.round(COUNT * DOCUMENTED_SHARE) : 0;
      const each = Math.ceil((COUNT - documentedCount) / 2 / LANES);
      await sendAny(0, each);
      const inTheMiddle = await probes.moments(service);
      await sendDocumented(documentedCount);
      await sendAny(1, each);
      const inTheEnd = await probes.moments(service);

      report(tally, { before: atFirst, halfway: inTheMiddle, 'in the end': inTheEnd }, findings);
      expect(findings.length).toBe(0);
      expect([...service.apis, ...service.workers].every(({ isRunning }) => isRunning)).toBe(true);
      expect(await storedFaults(service)).toEqual([]);
      expect(brokenLogLines(service)).toEqual([]);
      expect(service.postgresLog()).not.toMatch(/ (ERROR|FATAL|PANIC): /);
      for (const name of ['api', 'worker'] as const) {
        expect(inTheEnd[name].heapMib - inTheMiddle[name].heapMib).toBeLessThan(MOST_GROWTH_MIB);
        expect(inTheEnd[name].rssMib).toBeLessThan(MOST_RSS_MIB);
        expect(Math.max(inTheMiddle[name].delayMostMs, inTheEnd[name].delayMostMs)).toBeLessThan(
          MOST_DELAY_MS,
        );
      }
    },
    TEST_WITHIN_MS,
  );

  /** In every lane so many requests, as fast-check makes them; a lane ends with its first finding, made small. */
  async function sendAny(half: number, each: number): Promise<void> {
    await Promise.all(
      lanes.map(async (lane, at) => {
        const number = half * LANES + at;
        const [replayed, path] = REPLAY.split('/');
        if (REPLAY !== '' && Number(replayed) !== number) return;
        let shrinks = 0;
        const property = fc.asyncProperty(anyRequest(groundOf(at)), async (request) => {
          if (shrinks > MOST_SHRINKS) return;
          const violations = await lane.violationsOf(request);
          if (shrinks > 0 || violations.length > 0) shrinks++;
          if (violations.length > 0) throw new Error(violations.join('\n'));
        });
        const seed = SEED * SEEDS_PER_RUN + number;
        const run = await fc.check(property, { seed, numRuns: each, ...(path !== undefined && { path }) });
        const [request] = run.counterexample ?? [];
        if (request !== undefined) {
          find(request, String(run.errorInstance), ` --replay ${number}/${run.counterexamplePath ?? ''}`);
        }
      }),
    );
  }

  /** What is made of the OpenAPI document, in another order for each seed. */
  async function sendDocumented(count: number): Promise<void> {
    const chance = chanceOf(SEED);
    const all = grounds.map((ground) =>
      documentedRequests(document, ground)
        .map((make) => ({ make, at: chance() }))
        .sort((a, b) => a.at - b.at),
    );
    const different = all[0]?.length ?? 0;
    say(`${different} different requests are made of the OpenAPI document; ${count} are sent`);
    let sent = 0;
    await Promise.all(
      lanes.map(async (lane, at) => {
        const requests = all[at % all.length] ?? [];
        while (sent < count && findings.length < MOST_FINDINGS) {
          const request = requests[sent++ % different]?.make();
          if (request === undefined) return;
          const violations = await lane.violationsOf(request);
          if (violations.length > 0) find(request, violations.join('\n'), '');
        }
      }),
    );
  }

  function find(request: FuzzRequest, violation: string, replay: string): void {
    const again = `npm run test:fuzz -- --seed ${SEED} --count ${COUNT}${replay}`;
    findings.push(`${violation}\n${shown(request)}\nagain: ${again}`);
  }
});
