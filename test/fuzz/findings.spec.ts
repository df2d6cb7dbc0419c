import { type Service, startService } from '../support/service';
import { sendAlone } from './wire/connection';
import { textOfAnswer } from './wire/wire-answer';

interface Finding {
  readonly what: string;
  /** Lines of the request, which has no body. */
  readonly lines: readonly string[];
  /** Status and type of problem; null for a success. */
  readonly answer: readonly [number, string | null];
}

/** What fuzzing has found, smallest form first; and what stands beside it and must not change. */
const FINDINGS: readonly Finding[] = [
  {
    what: 'HTTP/1.1 without Host, which Node used to answer without a word',
    lines: ['GET /health/live HTTP/1.1'],
    answer: [400, '/problems/bad-request'],
  },
  {
    what: 'several Host fields, of which Node used to take the first',
    lines: ['GET /health/live HTTP/1.1', 'Host: a', 'host: b'],
    answer: [400, '/problems/bad-request'],
  },
  { what: 'an empty Host', lines: ['GET /health/live HTTP/1.1', 'Host:'], answer: [200, null] },
  { what: 'HTTP/1.0, which knows no Host', lines: ['GET /health/live HTTP/1.0'], answer: [200, null] },
];

describe('a request that was found by fuzzing', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ workers: 0 });
  });
  afterAll(() => service.stop());

  it.each(FINDINGS)('is answered as it should be: $what', async ({ lines, answer: [status, type] }) => {
    const port = Number(new URL(service.apiUrl).port);
    const [answer, ...others] = await sendAlone(port, [Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)], false);
    if (answer === undefined) throw new Error('there was no answer');
    expect([answer.status, others.length]).toEqual([status, 0]);
    expect(answer.fields.get('x-request-id')).toMatch(/./);
    const document = JSON.parse(textOfAnswer(answer)) as { type?: string };
    expect(document.type ?? null).toBe(type);
  });
});
