import { bodyOf, clientWith } from '../support/claims';
import { clients } from '../support/clients';
import { outcomes } from '../support/outcome';
import { type Partner } from '../support/partner';
import { type Service, startService } from '../support/service';
import { expectSound } from '../support/sound-document';
import { rowsOf } from '../support/sql';

const many = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${name} ${n}`);

describe('the claims of a client', () => {
  let service: Service;
  let partner: Partner;
  beforeAll(async () => {
    service = await startService();
    [partner] = service.partners;
    await partner.decideClients(clients('known', 1));
  });
  afterAll(() => service.stop());

  const decideAtOnce = async (items: readonly unknown[]): Promise<string[]> => {
    const document = await partner.decideAtOnce(bodyOf(items));
    expectSound(document);
    return outcomes(document);
  };
  const saved = (table: string, key: string, start: string): Promise<unknown[]> =>
    rowsOf(service.databaseUrl, `SELECT 1 FROM ${table} WHERE starts_with(${key}, $1)`, [start]);

  it('may be a thousand in one client, and no more', async () => {
    const items = [clientWith('1000', many('1000', 1_000)), clientWith('1001', many('1001', 1_001))];
    expect(await decideAtOnce(items)).toEqual(['Completed', 'Failed: invalid_value /revenue_claims']);
    expect(await saved('revenue_claims', 'unique_reference', '100')).toHaveLength(1_000);
  });

  it('of a client that is saved are not saved, whatever else comes with it', async () => {
    expect(await decideAtOnce([clientWith('known-0', many('known', 3)), clientWith('new', ['new'])])).toEqual(
      [...['Duplicate of saved', 'Completed']],
    );
    expect(await saved('revenue_claims', 'unique_reference', 'known')).toEqual([]);
  });
});
