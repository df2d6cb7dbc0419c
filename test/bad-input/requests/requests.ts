import { type Answer, send } from '../../support/http';
import { expectProblem } from '../../support/problems';
import { type Accepted, type StatusDocument } from '../../support/status-document';
import { type AttackedService } from '../attacked-service';
import { KINDS, ROUTES } from '../routes';
import { BAD_KEYS } from './idempotency-keys.cases';
import { BAD_PARAMETERS, HARMLESS_PARAMETERS, ODD_IDS, ODD_VALIDATORS } from './status.cases';
import { tokenCases } from './token.cases';

/** Everything of a request but its body: keys, ids, query parameters, credentials. */
export function attackWithRequests(attacked: AttackedService): void {
  describe('an Idempotency-Key', () => {
    for (const [name, key] of Object.entries(BAD_KEYS)) {
      attacked.refuses(`that is ${name} is refused on every route`, async () => {
        for (const kind of KINDS) {
          const answer = await attacked.partner.post(ROUTES[kind], '[{}]', { 'idempotency-key': key });
          expectProblem(answer, 'invalid-idempotency-key');
        }
      });
    }
  });

  describe('a status check', () => {
    let batch: Accepted;
    let whole: StatusDocument;
    const ask = (query: string, headers: Record<string, string> = {}): Promise<Answer> =>
      attacked.partner.send(`${batch.status_check_uri}?${query}`, { headers });
    beforeAll(async () => {
      batch = await attacked.partner.submitClients('[{},{}]');
      whole = await attacked.partner.decided(batch);
    });

    for (const [name, id] of Object.entries(ODD_IDS)) {
      attacked.refuses(`of ${name} is answered like any other that is not there`, async () => {
        for (const route of ['/api/v1/clients/status/', '/data/v1/revenueClaims/status/']) {
          const answer = await attacked.partner.send(route + id(batch.status_check_id));
          expectProblem(answer, 'not-found');
        }
      });
    }
    for (const query of BAD_PARAMETERS) {
      attacked.refuses(`with ${query.slice(0, 40)} is refused`, async () => {
        expectProblem(await ask(query), 'invalid-parameter');
      });
    }
    for (const query of HARMLESS_PARAMETERS) {
      attacked.refuses(`with "${query.slice(0, 40)}" is answered as without`, async () => {
        expect((await ask(query)).json()).toEqual(whole);
      });
    }
    for (const validator of ODD_VALIDATORS) {
      attacked.refuses(`with the validator ${validator.slice(0, 20)} is answered as without`, async () => {
        expect((await ask('', { 'if-none-match': validator })).json()).toEqual(whole);
      });
    }
  });

  describe('a request for a token', () => {
    // The credentials are those of the run, so that titles have to be made without them.
    const NOBODY = { client_id: 'nobody', client_secret: 'nothing' };
    for (const [n, { name, error }] of tokenCases(NOBODY).entries()) {
      attacked.refuses(`with ${name} is refused as ${error}`, async () => {
        const tried = tokenCases(attacked.partner.credentials)[n];
        const answer = await send(`${attacked.service.apiUrl}/auth/v1/token`, { method: 'POST', ...tried });
        expect([answer.status, answer.json()]).toEqual([
          error === 'invalid_client' ? 401 : 400,
          { error, error_description: expect.stringMatching(/^\S.{9,}/) as unknown },
        ]);
        expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
        expect(answer.headers.get('www-authenticate') !== null).toBe(
          error === 'invalid_client' && tried?.headers['authorization'] !== undefined,
        );
      });
    }
  });
}
