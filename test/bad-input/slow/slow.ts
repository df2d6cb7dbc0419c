import { openRaw } from '../../../apps/api/src/testing/raw-exchange';
import { type AttackedService, LIMITS } from '../attacked-service';
import { expectClosedSurface } from '../surface/expect-closed-surface';
import { answersIn, type WireAnswer } from '../wire/answers-on-wire';
import { SLOW_BODIES, SLOW_HEADS, type SlowCase } from './slow.cases';

const DROP_EVERY_MS = 200;
/** Above what a machine at work needs to notice, and far below how long the case would go on. */
const GIVEN_UP_WITHIN_MS = 8_000;

interface Ended {
  readonly answers: readonly WireAnswer[];
  readonly afterMs: number;
}

/** Requests that take their time. All of them are under way at once; then each is looked at. */
export function attackSlowly(attacked: AttackedService): void {
  async function drip({ begins, drop }: SlowCase): Promise<Ended> {
    const authorization = `Bearer ${await attacked.partner.token()}`;
    const begunMs = performance.now();
    const { socket, closed } = openRaw(attacked.port);
    socket.write(begins(authorization), 'latin1');
    const dripping = setInterval(() => drop !== '' && socket.write(drop, 'latin1'), DROP_EVERY_MS);
    const tooLong = setTimeout(() => socket.destroy(), GIVEN_UP_WITHIN_MS);
    const answers = answersIn(await closed);
    clearInterval(dripping);
    clearTimeout(tooLong);
    return { answers, afterMs: performance.now() - begunMs };
  }

  describe.each([
    ['a slow body', SLOW_BODIES, LIMITS.receiveMs],
    ['a slow head', SLOW_HEADS, LIMITS.headersMs],
  ])('%s', (_subject, cases, limitMs) => {
    let ended: Ended[];
    let before: unknown;
    let after: unknown;
    beforeAll(async () => {
      before = await attacked.stored();
      ended = await Promise.all(cases.map(drip));
      after = await attacked.stored();
      await attacked.expectUnharmed();
    });

    for (const [n, { name, status = 408 }] of cases.entries()) {
      attacked.judges(
        `${name} is given up with ${status} after its time, and nothing of it is stored`,
        () => {
          const { answers = [], afterMs } = ended[n] ?? { afterMs: 0 };
          expect(answers.map(({ status }) => status)).toEqual([status]);
          for (const { fields, rest } of answers) {
            expectClosedSurface(fields);
            expect(rest).toMatch(/"type":"\/problems\/request-timeout"|"error":"invalid_request"/);
          }
          expect(afterMs).toBeGreaterThan(limitMs - 100);
          expect(after).toEqual(before);
        },
      );
    }
    attacked.survives('has given back all the room for bodies', () => attacked.takesTheLargestBody());
  });
}
