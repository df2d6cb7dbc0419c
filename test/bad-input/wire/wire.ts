import { openRaw } from '../../../apps/api/src/testing/raw-exchange';
import { waitUntil } from '../../../scripts/embedded/wait-until.mjs';
import { type AttackedService } from '../attacked-service';
import { expectClosedSurface } from '../surface/expect-closed-surface';
import { answersIn } from './answers-on-wire';
import { FRAMING } from './framing.cases';
import { HEADS, STRANGE_HEADS } from './heads.cases';
import { REFUSED_SEQUENCES, TAKEN_SEQUENCES } from './sequences.cases';
import { type WireCase } from './wire-case';

/** Far above what an answer takes, and below the time after which idle connections end. */
const CLOSED_WITHIN_MS = 15_000;

/** Bytes over plain sockets: what no HTTP client would send. */
export function attackOverSockets(attacked: AttackedService): void {
  async function exchange({ sent, ends, statuses, problem }: WireCase): Promise<void> {
    const raw = openRaw(attacked.port);
    const { socket } = raw;
    let isClosed = false;
    void raw.closed.then(() => (isClosed = true));
    socket.write(Buffer.from(sent(`Bearer ${await attacked.partner.token()}`), 'latin1'));
    if (ends === true) socket.end();
    await waitUntil(() => isClosed, { withinMs: CLOSED_WITHIN_MS, everyMs: 5 });
    socket.destroy();
    const answers = answersIn(raw.received());
    expect({ isClosed, statuses: answers.map(({ status }) => status) }).toEqual({ isClosed: true, statuses });
    for (const { fields } of answers) expectClosedSurface(fields);
    if (problem === undefined) return;
    expect(answers.at(-1)?.fields.get('content-type')).toBe('application/problem+json');
    expect(answers.at(-1)?.rest).toContain(`"type":"/problems/${problem}"`);
  }

  describe.each<[string, readonly WireCase[]]>([
    ['a request whose end is said wrongly', FRAMING],
    ['what is no request', HEADS],
    ['a request with a strange head', STRANGE_HEADS],
    ['requests that follow one another', REFUSED_SEQUENCES],
  ])('%s', (_subject, cases) => {
    for (const wireCase of cases) {
      attacked.refuses(`${wireCase.name}: ${wireCase.statuses.join(', ')}`, () => exchange(wireCase));
    }
  });

  describe('good requests that follow one another', () => {
    for (const wireCase of TAKEN_SEQUENCES) {
      attacked.survives(`${wireCase.name}: ${wireCase.statuses.join(', ')}`, async () => {
        await exchange(wireCase);
        await attacked.comesToRest();
      });
    }
  });
}
