import { client } from '../support/clients';
import { mixedKeys } from '../support/mixed-keys';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';
import { type ItemState } from '../support/status-document';

const REQUESTS = 12;
const KEYS = 200;

/** A shuffle that is the same in every run: request r goes through the keys with a stride of its own. */
function inOrderOf(request: number, keys: string[]): string[] {
  const strides = [1, 3, 7, 9, 11, 13, 17, 19, 21, 23, 27, 29];
  const stride = strides[request % strides.length] ?? 1;
  return keys.map((_, i) => keys[(i * stride + request) % keys.length] ?? '');
}

describe('requests that race with the same keys', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ workers: 2 });
  });
  afterAll(() => service.stop());

  it('complete each key once, whatever the order, without an error or a deadlock', async () => {
    const [partner] = service.partners;
    const keys = mixedKeys(KEYS);
    const documents = await Promise.all(
      Array.from({ length: REQUESTS }, async (_, request) =>
        partner.decided(await partner.submitClients(inOrderOf(request, keys).map((key) => client(key)))),
      ),
    );

    const states = new Map<string, ItemState[]>(keys.map((key) => [key, []]));
    for (const { result } of documents) {
      for (const { data, status } of result) {
        states.get((data as { partner_client_id: string }).partner_client_id)?.push(status.state);
      }
    }
    for (const [key, ofKey] of states) {
      expect([key, ofKey.filter((state) => state === 'Completed').length]).toEqual([key, 1]);
      expect([key, ofKey.filter((state) => state === 'Duplicate').length]).toEqual([key, REQUESTS - 1]);
    }
    const saved = await rowsOf<{ key: string }>(
      service.databaseUrl,
      'SELECT partner_client_id AS key FROM partner_clients',
    );
    expect(saved.map(({ key }) => key).sort()).toEqual([...keys].sort());
    expect(service.logs().filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
    expect(service.postgresLog()).not.toMatch(/deadlock|ERROR/);
  });

  it('complete each key once when large batches overlap, which are saved another way', async () => {
    const [, partner] = service.partners;
    const keys = Array.from({ length: 6_000 }, (_, n) => `large-${n}`);
    const orders = [keys, [...keys].reverse(), inOrderOf(3, keys)];
    const documents = await Promise.all(
      orders.map(async (order) =>
        partner.decided(await partner.submitClients(order.map((key) => client(key)))),
      ),
    );
    const completed = documents.reduce((sum, { counts }) => sum + counts.Completed, 0);
    const duplicate = documents.reduce((sum, { counts }) => sum + counts.Duplicate, 0);
    expect([completed, duplicate]).toEqual([keys.length, keys.length * 2]);
    expect(service.postgresLog()).not.toMatch(/deadlock/);
  });
});
