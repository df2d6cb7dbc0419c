import { METHODS } from 'node:http';
import { openRaw } from '../../../apps/api/src/testing/raw-exchange';
import { type AttackedService } from '../attacked-service';
import { answersIn, type WireAnswer } from '../wire/answers-on-wire';
import { request } from '../wire/wire-case';
import { METHODS_OF, OTHER_SPELLINGS, STRANGE_TARGETS } from './addresses.cases';
import { expectClosedSurface } from './expect-closed-surface';

/** What a browser adds to a request that a page of another origin makes. */
const OTHER_ORIGIN = [
  ...['Origin: https://evil.example', 'Sec-Fetch-Site: cross-site', 'Access-Control-Request-Method: POST'],
  'Access-Control-Request-Headers: authorization, content-type',
];

/** All that Node knows, but CONNECT, which never becomes a request (wire/heads.cases.ts), at one route; the usual ones at the others. */
const methodsFor = (path: string): readonly string[] =>
  path === '/api/v1/clients' ? METHODS.filter((method) => method !== 'CONNECT') : USUAL_METHODS;
const USUAL_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

/** Addresses and methods: what answers, and what every answer says of the service. */
export function attackTheSurface(attacked: AttackedService): void {
  let id: string;
  beforeAll(async () => {
    ({ status_check_id: id } = await attacked.partner.submitClients('[{}]'));
    await attacked.partner.decided({ status_check_id: id, status_check_uri: `/api/v1/clients/status/${id}` });
  });

  /** Over a plain socket, since HTTP clients tidy addresses up. */
  async function ask(method: string, target: string, fields: readonly string[] = []): Promise<WireAnswer> {
    const { socket, closed } = openRaw(attacked.port);
    socket.write(
      request(`${method} ${target} HTTP/1.1`, ['Host: x', 'Connection: close', ...fields]),
      'latin1',
    );
    const answers = answersIn(await closed);
    const [answer] = answers;
    if (answer === undefined) throw new Error('no answer');
    expect(answers).toHaveLength(1);
    expectClosedSurface(answer.fields);
    return answer;
  }
  const token = async (): Promise<string> => `Authorization: Bearer ${await attacked.partner.token()}`;

  describe('an address', () => {
    for (const target of STRANGE_TARGETS) {
      attacked.refuses(`${target(':id')} leads nowhere`, async () => {
        const answer = await ask('GET', target(id), [await token()]);
        expect([answer.status, answer.fields.get('content-type')]).toEqual([404, 'application/problem+json']);
        expect([401, 404]).toContain((await ask('GET', target(id))).status);
      });
    }
    for (const target of OTHER_SPELLINGS) {
      attacked.refuses(`${target(':id')} leads to the batch, and only with a token`, async () => {
        expect((await ask('GET', target(id), [await token()])).status).toBe(200);
        expect((await ask('GET', target(id))).status).toBe(401);
      });
    }
  });

  describe.each(Object.entries(METHODS_OF))('%s', (path, allowed) => {
    const others = methodsFor(path).filter((method) => !allowed.includes(method));
    for (const method of others) {
      attacked.refuses(`answers ${method} with 405`, async () => {
        const answer = await ask(method, path, [await token()]);
        expect([answer.status, answer.fields.get('allow')]).toEqual([405, allowed.join(', ')]);
      });
    }
    attacked.refuses('is closed to pages of other origins, and refuses their preflight', async () => {
      for (const method of ['OPTIONS', ...allowed]) {
        const { status } = await ask(method, path, OTHER_ORIGIN);
        if (method === 'OPTIONS') expect([401, 405]).toContain(status);
      }
    });
  });
}
