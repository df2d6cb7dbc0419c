import fs from 'node:fs';
import { DocumentedAnswers } from '../support/openapi/expect-documented';
import { type DocumentedExample, examplesOf, namesOfRequests } from '../support/openapi/documented-examples';
import { type Document } from '../support/openapi/document';
import { KnownValues } from '../support/openapi/known-values';
import { memberOf } from '../support/openapi/member-of';
import { sendExample, type SendOptions } from '../support/openapi/send-example';
import { type Answer, send } from '../support/http';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type Accepted } from '../support/status-document';

const MAX_ITEMS = 8;
const MAX_BODY_BYTES = 16_384;

/** Examples that say something about the service's state, which the test has to bring about. */
const BROUGHT_ABOUT = ['partner-suspended', 'suspended', 'gone'];
/** Examples that would have to be too large for a document. */
const TOO_LARGE: Readonly<Record<string, SendOptions['override']>> = {
  'too-many-items': {
    body: `[${Array(MAX_ITEMS + 1)
      .fill('{}')
      .join()}]`,
  },
  'too-many-bytes': { body: `[${' '.repeat(MAX_BODY_BYTES)}{}]` },
  'headers-too-large': { headers: { 'x-padding': 'x'.repeat(17_000) } },
};
/** Examples that a service which is well cannot be brought to answer over a usual HTTP client: who tests them, under which word. */
const ANSWERED_ELSEWHERE: Readonly<Record<string, readonly [file: string, word: string]>> = {
  'bad-request': ['test/bad-input/wire/wire-case.ts', 'bad-request'],
  'request-timeout': ['test/bad-input/slow/slow.ts', 'request-timeout'],
  'expectation-failed': ['apps/api/src/http/receive/receive-body.spec.ts', '417'],
  'idempotency-in-progress': ['test/e2e/idempotency-under-way.spec.ts', 'idempotency-in-progress'],
  'backlog-full': ['test/e2e/item-quota.spec.ts', 'backlog-full'],
  'rate-limited': ['test/e2e/partner-rates.spec.ts', 'rate-limited'],
  'internal-error': ['apps/api/src/clients/clients.controller.spec.ts', 'internal-error'],
  'database-away': ['test/e2e/database-away.spec.ts', 'database-away'],
  'issuer-away': ['test/security/external-issuer.spec.ts', 'issuer-away'],
  'not-ready': ['test/e2e/database-away.spec.ts', 'is not ready'],
  'no-room': ['test/e2e/room-for-bodies.spec.ts', 'no-room'],
};

describe('the examples of the OpenAPI document', () => {
  let service: Service;
  let document: Document;
  let examples: readonly DocumentedExample[];
  let known: KnownValues;
  let answers: DocumentedAnswers;

  beforeAll(async () => {
    service = await startService({
      workers: 0,
      env: {
        MAX_ITEMS: `${MAX_ITEMS}`,
        MAX_BODY_BYTES: `${MAX_BODY_BYTES}`,
        SYNC_MAX_ITEMS: `${MAX_ITEMS}`,
        SYNC_MAX_BODY_BYTES: `${MAX_BODY_BYTES}`,
      },
    });
    document = (await send(`${service.apiUrl}/openapi.json`)).json() as Document;
    examples = examplesOf(document);
    known = new KnownValues(service.partners[0].credentials);
    answers = new DocumentedAnswers(document, known);
  });
  afterAll(() => service.stop());

  async function sent(example: DocumentedExample): Promise<Answer> {
    const override = TOO_LARGE[example.name];
    const token = await service.partners[0].token();
    return sendExample(example, { apiUrl: service.apiUrl, known, token, ...(override && { override }) });
  }

  /** Sends examples one after the other, and collects what is not as documented: all of it, not only the first. */
  async function differences(wanted: readonly DocumentedExample[]): Promise<string[]> {
    const found: string[] = [];
    for (const example of wanted) {
      try {
        const answer = await sent(example);
        answers.expect(example, answer);
        // What comes next in the document may name this batch as saved.
        if (answer.status === 202 && service.pids.workers.length > 0) {
          await service.partners[0].decided(answer.json() as Accepted);
        }
      } catch (error) {
        found.push(`${example.title}: ${String(error)}`);
      }
    }
    return found;
  }

  /** Examples of batches that nobody has decided yet, each after the one that sends the batch. */
  function undecided(): DocumentedExample[] {
    const pending = examples.filter(
      ({ method, answer: { status, value } }) =>
        method === 'GET' && status === 200 && memberOf(value, 'status') === 'Pending',
    );
    return pending.flatMap((example) => {
      const id = memberOf(example.answer.value, 'id');
      const sending = examples.find(({ answer: { value } }) => memberOf(value, 'status_check_id') === id);
      return sending === undefined ? [] : [sending, example];
    });
  }

  it('belong together by name: what is sent has exactly one answer', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    for (const operation of operations) {
      const answered = examples.filter((example) => example.operation === operation).map(({ name }) => name);
      expect(new Set(answered).size).toBe(answered.length);
      expect(answered).toEqual(expect.arrayContaining(namesOfRequests(operation)));
    }
  });

  it('show every kind of problem that the service knows', () => {
    const schema = document.components['schemas']?.['Problem'] as {
      properties: { type: { enum: string[] } };
    };
    const shown = examples.map(({ answer: { value } }) => memberOf(value, 'type'));
    expect(schema.properties.type.enum.filter((type) => !shown.includes(type))).toEqual([]);
  });

  it('are answered as documented, one after the other, from top to bottom', async () => {
    const first = undecided();
    expect(first.length).toBeGreaterThan(0);
    expect(await differences(first)).toEqual([]);
    await service.startWorker();
    const skipped = new Set([...BROUGHT_ABOUT, ...Object.keys(ANSWERED_ELSEWHERE)]);
    const then = examples.filter((example) => !first.includes(example) && !skipped.has(example.name));
    expect(then.length).toBeGreaterThan(100);
    expect(await differences(then)).toEqual([]);

    const gone = examples.filter(({ name }) => name === 'gone');
    expect(gone.length).toBeGreaterThan(0);
    await rowsOf(service.databaseUrl, 'DELETE FROM shard_payloads');
    expect(await differences(gone)).toEqual([]);

    await rowsOf(service.databaseUrl, "UPDATE partners SET status = 'suspended'");
    // Whether a partner is suspended may be remembered for five seconds by a process that knows it.
    await service.killApi();
    await service.startApi();
    const suspended = examples.filter(({ name }) => ['partner-suspended', 'suspended'].includes(name));
    expect(suspended.length).toBeGreaterThan(10);
    expect(await differences(suspended)).toEqual([]);
  });

  it('are sent, but for those that are told to be answered elsewhere', () => {
    const names = new Set(examples.map(({ name }) => name));
    const listed = [...BROUGHT_ABOUT, ...Object.keys(TOO_LARGE), ...Object.keys(ANSWERED_ELSEWHERE)];
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
    for (const [file, word] of Object.values(ANSWERED_ELSEWHERE)) {
      expect(fs.readFileSync(file, 'utf8')).toContain(word);
    }
  });
});
