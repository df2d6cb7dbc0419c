import { arrayOf, clientText } from '../support/client-texts';
import { outcomes } from '../support/outcome';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type StatusDocument } from '../support/status-document';
import { USABLE_KEYS } from '../support/usable-keys';

/** The same key in other escapes, which mean nothing. */
const escaped = (text: string): string =>
  text.replace(/"partner_client_id":"((?:[^"\\]|\\.)*)"/, (_match, key: string) => {
    const units = (JSON.parse(`"${key}"`) as string).split('');
    const hex = units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `"partner_client_id":"${hex.join('')}"`;
  });

describe('the key of a partner client', () => {
  let service: Service;
  let usable: StatusDocument;
  const withKey = (key: unknown): string => clientText('', { partner_client_id: key });

  beforeAll(async () => {
    service = await startService();
    const [partner] = service.partners;
    usable = await partner.decideClients(arrayOf(USABLE_KEYS.map(withKey)));
  });
  afterAll(() => service.stop());

  it('is saved as it is, however odd', async () => {
    expect(outcomes(usable)).toEqual(USABLE_KEYS.map(() => 'Completed'));
    const rows = await rowsOf<{ key: string }>(
      service.databaseUrl,
      'SELECT partner_client_id AS key FROM partner_clients ORDER BY item_index',
    );
    expect(rows.map(({ key }) => key)).toEqual(USABLE_KEYS);
  });

  it('is the same however it is escaped, within a request and later', async () => {
    const [partner] = service.partners;
    const again = await partner.decideClients(arrayOf(USABLE_KEYS.map((key) => escaped(withKey(key)))));
    expect(outcomes(again)).toEqual(USABLE_KEYS.map(() => 'Duplicate of saved'));
    expect(again.result.map(({ status }) => status.problems[0]?.duplicate_of)).toEqual(
      USABLE_KEYS.map((_, index) => ({ status_check_id: usable.id, index })),
    );
    const twice = await partner.decideClients(
      arrayOf([...USABLE_KEYS.map(withKey), ...USABLE_KEYS.map((key) => escaped(withKey(key)))]),
    );
    expect(outcomes(twice).slice(USABLE_KEYS.length)).toEqual(
      USABLE_KEYS.map((_, index) => `Duplicate of ${index}`),
    );
  });
});
