import { Dashboard, type Visitor } from '../support/dashboard';
import { type Service, startService } from '../support/service';
import { rowsOf } from '../support/sql';

const client = (key: string): object => ({
  partner_client_id: key,
  client_start_date: '2021-03-04',
  entity_type: 'SoleTrader',
});

/** More than a page has. */
const NEWER_BATCHES = 60;

const inForm = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 16);

describe('the search for batches', () => {
  let service: Service;
  let viewer: Visitor;
  let oldId: string;
  beforeAll(async () => {
    service = await startService({ workers: 0 });
    viewer = await (await Dashboard.start(service)).visitor('viewer');
    const [partner] = service.partners;
    oldId = (await partner.submitClients([client('OLD')], { 'idempotency-key': 'old-one' })).status_check_id;
    await rowsOf(service.databaseUrl, "UPDATE batches SET created_at = created_at - interval '2 days'");
    for (let n = 0; n < NEWER_BATCHES; n++) await partner.submitClients([client(`NEW-${n}`)]);
  });
  afterAll(() => service.stop());

  const shown = async (query: Record<string, string>): Promise<{ ids: string[]; page: string }> => {
    const page = await viewer.page(`/batches?${new URLSearchParams(query).toString()}`);
    const ids = [...page.matchAll(/href="\/batches\/[\w-]+\/([\w-]{36})"/g)].map(([, id]) => id ?? '');
    return { ids, page };
  };

  it.each([{ partner: 'demo-payments' }, {}])(
    'finds what waits since before a time, behind pages of newer ones: %j',
    async (query) => {
      expect((await shown({ ...query, state: 'Pending', to: inForm(1) })).ids).toEqual([oldId]);
      expect((await shown({ ...query, state: 'Pending', from: inForm(1) })).ids).toHaveLength(50);
      expect((await shown({ ...query, state: 'Pending', to: inForm(3) })).ids).toEqual([]);
    },
  );

  it('goes through all that waits, page by page', async () => {
    const { ids, page } = await shown({ state: 'Pending' });
    const next = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const rest = [...(await viewer.page(next)).matchAll(/href="\/batches\/[\w-]+\/([\w-]{36})"/g)];
    expect([ids.length, rest.length]).toEqual([50, 11]);
  });

  it.each([
    { partner: 'demo-payments' },
    { state: 'Pending' },
    { to: inForm(1) },
    { from: inForm(3), to: inForm(1), partner: 'demo-payments', state: 'Pending' },
  ])('finds a name among those that are %j', async (fields) => {
    for (const q of [oldId, 'old-one']) expect((await shown({ q, ...fields })).ids).toEqual([oldId]);
  });

  it.each([
    { partner: 'demo-marketplace' },
    { state: 'Completed' },
    { state: 'Duplicate' },
    { state: 'Conflict' },
    { state: 'Failed' },
    { from: inForm(1) },
    { to: inForm(3) },
  ])('finds no name where the other fields say %j', async (fields) => {
    const { ids, page } = await shown({ q: 'old-one', ...fields });
    expect(ids).toEqual([]);
    expect(page).toContain('No batch goes by this name and is as the other fields say.');
  });

  it("shows nobody else's batches for a partner that there is not, and says so", async () => {
    for (const fields of [{}, { q: oldId }, { state: 'Pending' }]) {
      const { ids, page } = await shown({ partner: 'no-such-partner', ...fields });
      expect(ids).toEqual([]);
      expect(page).toContain('There is no partner “no-such-partner”.');
      expect(page).toMatch(/<option[^>]* selected[^>]*>no-such-partner/);
    }
  });
});
