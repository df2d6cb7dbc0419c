import { Dashboard, type Visitor } from '../support/dashboard';
import { lockAwaited, whileHeld } from '../support/locks';
import { type Service, startService } from '../support/service';
import { SOON_MS } from '../support/soon';
import { type Accepted } from '../support/status-document';
import { waitUntil } from '../../scripts/embedded/wait-until.mjs';

const client = (key: unknown, entity_type = 'SoleTrader'): object => ({
  partner_client_id: key,
  client_start_date: '2021-03-04',
  entity_type,
});

describe('batches on the dashboard', () => {
  let service: Service;
  let viewer: Visitor;
  let batch: Accepted;
  let address: string;
  beforeAll(async () => {
    service = await startService({});
    viewer = await (await Dashboard.start(service)).visitor('viewer');
    const [partner] = service.partners;
    batch = await partner.submitClients(
      [
        client('A-1'),
        client('A-1'),
        client('A-2', '<b>No such</b>'),
        client('A-3'),
        client('A-3', 'LLP'),
        client(7),
      ],
      { 'idempotency-key': 'monday-1' },
    );
    await partner.decided(batch);
    address = `/batches/demo-payments/${batch.status_check_id}`;
  });
  afterAll(() => service.stop());

  it.each([
    '',
    '?partner=demo-payments',
    '?state=Failed',
    '?state=Conflict&partner=demo-payments',
    '?from=2020-01-01T00:00',
  ])('are listed with %j', async (query) => {
    expect(await viewer.page(`/batches${query}`)).toContain(address);
  });

  it.each([
    '?partner=demo-marketplace',
    '?state=Pending',
    '?to=2020-01-01T00:00',
    '?partner=demo-payments&to=2020-01-01T00:00',
  ])('are not listed with %j', async (query) => {
    expect(await viewer.page(`/batches${query}`)).not.toContain(address);
  });

  it('are found by id, by idempotency key and by the key of a saved item', async () => {
    for (const name of [batch.status_check_id, 'monday-1', 'A-1'])
      expect(await viewer.page(`/batches?q=${name}`)).toContain(address);
    for (const name of ['A-2', 'monday', '%00', "'; --"])
      expect(await viewer.page(`/batches?q=${name}`)).toContain('No batch goes by this name');
  });

  it('show counts by state, every shard and every item with what is wrong, as text', async () => {
    const page = await viewer.page(address);
    const counted = [...page.matchAll(/data-count="(\w+)">(\d+)</g)].map(([, state, count]) => [
      state,
      Number(count),
    ]);
    expect(Object.fromEntries(counted)).toEqual({
      Pending: 0,
      Completed: 1,
      Duplicate: 1,
      Conflict: 2,
      Failed: 2,
    });
    expect([...page.matchAll(/data-item="(\d+)"/g)].map(([, index]) => index)).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(page).toContain('&lt;b>No such&lt;/b>');
    expect(page).not.toContain('<b>No such');
    expect(page).toContain(`${address}?from=0#items`); // the duplicate's original
  });

  it('show the items of one state alone', async () => {
    const page = await viewer.page(`${address}?state=Failed`);
    expect([...page.matchAll(/data-item="(\d+)"/g)].map(([, index]) => index)).toEqual(['2', '5']);
    expect(await viewer.page(`${address}?state=Pending`)).toContain('No item is in this state');
  });

  const foundBy = async (key: string): Promise<(string | undefined)[]> => {
    const page = await viewer.page(`${address}?${new URLSearchParams({ key, state: 'Failed' }).toString()}`);
    return [...page.matchAll(/data-item="(\d+)"/g)].map(([, index]) => index);
  };

  it('find an item by its key, in whatever state, among its own alone', async () => {
    await service.partners[0].decideClients([client('ELSEWHERE')]);
    expect([await foundBy('A-1'), await foundBy(' A-2 '), await foundBy('A-3')]).toEqual([
      ['0', '1'],
      ['2'],
      ['3', '4'],
    ]);
    for (const key of ['ELSEWHERE', 'a-1', 'A-', '7', '%', '\0', 'x'.repeat(5_000)])
      expect([key, await foundBy(key)]).toEqual([key, []]);
    expect(await viewer.page(`${address}?key=%3Cb%3E`)).toContain('has the key “&lt;b>”');
  });

  it('go on from page to page among the items of one key', async () => {
    const [partner] = service.partners;
    const same = await partner.submitClients(Array.from({ length: 60 }, () => client('SAME')));
    await partner.decided(same);
    const at = `/batches/demo-payments/${same.status_check_id}`;
    const first = await viewer.page(`${at}?key=SAME`);
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const rest = await viewer.page(next);
    const counts = [first, rest].map((page) => [...page.matchAll(/data-item="/g)].length);
    expect([next, counts]).toEqual([`${at}?key=SAME&from=50#items`, [50, 10]]);
  });

  it('link a duplicate to the batch that saved it', async () => {
    const again = await service.partners[0].submitClients([client('A-1')]);
    await service.partners[0].decided(again);
    const page = await viewer.page(`/batches/demo-payments/${again.status_check_id}`);
    expect(page).toContain(`${address}?from=0#items`);
  });

  it('give their failed items as a file that can be sent again once corrected', async () => {
    const { headers, text } = await viewer.send(`${address}/items.json?state=Failed`);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="${batch.status_check_id}-failed.json"`,
    );
    expect(JSON.parse(text)).toEqual([client('A-2', '<b>No such</b>'), client(7)]);
    const corrected = text
      .replace('<b>No such</b>', 'LLC')
      .replace(/"partner_client_id":7/, '"partner_client_id":"A-7"');
    const { counts } = await service.partners[0].decideClients(corrected);
    expect(counts).toMatchObject({ total: 2, Completed: 2 });
  });

  it('give a user two files at a time, and another one when one was given up', async () => {
    const file = `${viewer.url}${address}/items.json?state=Failed`;
    const headers = { cookie: viewer.sessionCookie };
    const givenUp = new AbortController();
    await whileHeld(service.databaseUrl, ['LOCK TABLE item_results'], async () => {
      const underWay = [fetch(file, { headers, signal: givenUp.signal }), fetch(file, { headers })];
      await lockAwaited(service.databaseUrl, 2);
      const refused = await viewer.send(`${address}/items.json?state=Failed`);
      expect([refused.status, refused.text]).toEqual([
        429,
        expect.stringContaining('You have 2 downloads under way.'),
      ]);
      givenUp.abort();
      await Promise.allSettled(underWay.slice(0, 1));
    });
    const isGiven = async (): Promise<boolean> => (await fetch(file, { headers })).status === 200;
    expect(await waitUntil(isGiven, { withinMs: SOON_MS })).toBe(true);
  });

  it('are unknown under another partner, another id or nonsense', async () => {
    for (const path of [
      `/batches/demo-marketplace/${batch.status_check_id}`,
      '/batches/demo-payments/00000000-0000-7000-8000-000000000000',
      '/batches/demo-payments/x',
      '/batches/of-job/1/99999',
      '/batches/of-job/x/y',
    ])
      expect([path, (await viewer.send(path)).status]).toEqual([path, 404]);
  });

  it.each([
    '/batches?behind=nonsense',
    '/batches?behind=2026-99-99+00:00:00%2B00_1',
    '/batches?behind=2026-01-01+00:00:00%2B00_9999999999999999999',
    '/batches/%00/00000000-0000-7000-8000-000000000000',
    '/batches/%00/00000000-0000-7000-8000-000000000000/items.json',
  ])('are no error of ours for what nobody can mean: %s', async (path) => {
    expect([400, 404]).toContain((await viewer.send(path)).status);
  });

  it('go on from page to page without losing or repeating one', async () => {
    const [, marketplace] = service.partners;
    for (let n = 0; n < 60; n++) await marketplace.submitClients([client(`P-${n}`)]);
    for (const query of ['partner=demo-marketplace', '']) {
      const seen: string[] = [];
      let next: string | undefined = `/batches?${query}`;
      while (next !== undefined) {
        const page: string = await viewer.page(next);
        seen.push(
          ...[...page.matchAll(/href="\/batches\/demo-marketplace\/([\w-]{36})"/g)].map(([, id]) => id ?? ''),
        );
        next = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
      }
      expect([seen.length, new Set(seen).size]).toEqual([60, 60]);
    }
  });
});
