import fs from 'node:fs';
import { type Page } from 'playwright-core';
import { BrowserOfTest, describeInBrowser, STARTED_WITHIN_MS } from '../../support/browser';
import { Dashboard, PASSWORD } from '../../support/dashboard';
import { whileHeld } from '../../support/locks';
import { type Service, startService } from '../../support/service';
import { rowsOf } from '../../support/sql';
import { client, ITEMS_OF_EVERY_STATE } from './shown-items';

/** A shard has 5,000 items at the most, so that this batch is decided in two. */
const TWO_SHARDS = Array.from({ length: 6_000 }, (_, n) => client(`L-${n}`));

/** As if another transaction were about to save the client of an item of the second shard: its shard waits for that one. */
const HOLDS_SECOND_SHARD = `
  INSERT INTO partner_clients (partner_id, partner_client_id, client_start_date, entity_type, batch_id, item_index)
  SELECT id, 'L-5500', now(), 'LLC', 1, 0 FROM partners WHERE client_id = 'demo-payments'`;

describeInBrowser('somebody at a browser', () => {
  let service: Service;
  let browser: BrowserOfTest;
  let address: string;
  let viewer: Page;
  beforeAll(async () => {
    service = await startService({});
    browser = await BrowserOfTest.open(await Dashboard.start(service));
    const [partner] = service.partners;
    const batch = await partner.submitClients(ITEMS_OF_EVERY_STATE, { 'idempotency-key': 'monday-1' });
    await partner.decided(batch);
    address = `/batches/demo-payments/${batch.status_check_id}`;
    viewer = await browser.windowOf('viewer');
  }, STARTED_WITHIN_MS);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });
  afterEach(() => {
    expect(browser.complaints.splice(0)).toEqual([]);
  });

  const indexesOn = (page: Page): Promise<string[]> =>
    page
      .locator('[data-item]')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-item') ?? ''));

  it('logs in, is told when the password is wrong, and comes to the page that was asked for', async () => {
    const page = await browser.window();
    await page.goto('/partners');
    await page.getByLabel('User').fill('viewer');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();
    // A page that says what is wrong has a status that the browser notes.
    expect(browser.complaints.splice(0)).toEqual([expect.stringContaining('401')]);
    await page.goto('/partners');
    await page.getByLabel('User').fill('viewer');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Partners' }).waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await page.goto('/partners');
    expect(new URL(page.url()).pathname).toBe('/login');
  });

  it('finds a batch by a key of its own, and chooses among its items', async () => {
    await viewer.goto('/batches');
    await viewer.getByLabel('Id or key').fill('monday-1');
    await viewer.getByRole('button', { name: 'Search' }).click();
    await viewer.getByText('by its idempotency key').waitFor();
    await viewer.locator('[data-table="batches"] a').click();
    await viewer.waitForURL(address);
    expect(await indexesOn(viewer)).toEqual(['0', '1', '2', '3', '4', '5']);
    await viewer.getByRole('navigation', { name: 'Items by state' }).getByText('Conflict').click();
    await viewer.waitForURL(/state=Conflict/);
    expect(await indexesOn(viewer)).toEqual(['3', '4']);
    await viewer.goto(`${address}?state=Duplicate`);
    await viewer.getByRole('link', { name: 'the item that came first' }).click();
    await viewer.waitForURL(/from=0/);
    expect((await indexesOn(viewer))[0]).toBe('0');
  });

  it('finds an item that was refused by its key, on the page of its batch', async () => {
    await viewer.goto(address);
    await viewer.getByLabel('Key of an item').fill('B-2');
    await viewer.keyboard.press('Enter');
    await viewer.waitForURL(/key=B-2#items$/);
    expect(await indexesOn(viewer)).toEqual(['2']);
    await viewer.getByRole('navigation', { name: 'Items by state' }).getByText('All').click();
    await viewer.waitForURL(/[\w-]{36}#items$/);
    expect((await indexesOn(viewer)).length).toBe(6);
  });

  it('lists batches by partner and state', async () => {
    await viewer.goto('/batches');
    await viewer.getByLabel('Partner').selectOption('demo-marketplace');
    await viewer.getByRole('button', { name: 'Search' }).click();
    await viewer.getByText('No batch is like that.').waitFor();
    await viewer.getByLabel('Partner').selectOption('demo-payments');
    await viewer.getByLabel('With items that are').selectOption('Failed');
    await viewer.getByRole('button', { name: 'Search' }).click();
    await viewer.locator(`a[href="${address}"]`).waitFor();
  });

  it('downloads the failed items as a file, as they were sent', async () => {
    await viewer.goto(address);
    const [file] = await Promise.all([
      viewer.waitForEvent('download'),
      viewer.getByRole('link', { name: 'Download 2 Failed' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`${address.split('/').at(-1) ?? ''}-failed.json`);
    expect(JSON.parse(fs.readFileSync(await file.path(), 'utf8'))).toEqual([client('B-2', 'Ltd'), client(7)]);
  });

  it('sees a batch under way go on, without loading the page again', async () => {
    const [partner] = service.partners;
    await whileHeld(service.superuserUrl, [HOLDS_SECOND_SHARD], async () => {
      const { status_check_id: id } = await partner.submitClients(TWO_SHARDS);
      await viewer.goto(`/batches/demo-payments/${id}?state=Pending`);
      await viewer.evaluate('window.isTheSame = true');
      await viewer.getByText('5,000 of 6,000 items decided').waitFor();
      expect(await viewer.locator('progress').getAttribute('value')).toBe('5000');
      await viewer.locator('[data-table="timeline"]').getByText('not yet').first().waitFor();
    });
    await viewer.getByText('6,000 of 6,000 items decided').waitFor();
    await viewer.getByText('No item is in this state.').waitFor();
    expect(await viewer.evaluate('window.isTheSame')).toBe(true);
  });

  it('sees on the overview what is accepted, without loading the page again', async () => {
    await viewer.goto('/');
    await viewer.getByRole('status').getByText('live').waitFor();
    expect(await viewer.locator('.chart canvas').count()).toBe(3);
    await whileHeld(service.databaseUrl, ['LOCK TABLE partner_clients'], async () => {
      await service.partners[1].submitClients([client('O-1')]);
      await viewer.locator('[data-table="backlog"]').getByText('Demo Marketplace').waitFor();
    });
    await viewer.getByText('Nothing waits: every accepted item is decided.').waitFor();
  });

  it('is offered no action as a viewer, and refused each that is asked for all the same', async () => {
    await viewer.goto('/partners/demo-payments');
    expect(await viewer.getByRole('link', { name: /Suspend|secret|limits/ }).count()).toBe(0);
    for (const path of ['/partners/demo-payments/suspend', `${address}/release`]) {
      await viewer.goto(path);
      await viewer.getByText('Only operators may do that.').waitFor();
    }
    expect(browser.complaints.splice(0)).toEqual([
      expect.stringContaining('403'),
      expect.stringContaining('403'),
    ]);
  });

  it('acts with the keyboard alone, is asked first, and finds it in the audit trail', async () => {
    const operator = await browser.windowOf('operator');
    const focused = (): Promise<string> =>
      operator.evaluate<string>('document.activeElement.textContent.trim()');
    const tabTo = async (text: RegExp): Promise<void> => {
      for (let presses = 0; presses < 40; presses++) {
        await operator.keyboard.press('Tab');
        if (text.test(await focused())) return;
      }
      throw new Error(`Tab does not reach ${text.source}`);
    };
    await operator.goto('/partners/demo-marketplace');
    await operator.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to content');
    await tabTo(/^Suspend …$/);
    await operator.keyboard.press('Enter');
    await operator.getByText('Its requests are answered 403').waitFor();
    const status = `SELECT status FROM partners WHERE client_id = 'demo-marketplace'`;
    expect(await rowsOf(service.databaseUrl, status)).toEqual([{ status: 'active' }]);
    await tabTo(/^Suspend$/);
    await operator.keyboard.press('Enter');
    await operator.locator('[data-fact="status"]').getByText('suspended').waitFor();
    expect(await rowsOf(service.databaseUrl, status)).toEqual([{ status: 'suspended' }]);
    await operator.goto('/audit');
    await operator.getByText('Suspended the partner.').waitFor();
  });

  it('pauses a queue, and lets it go on, by the pages of the board', async () => {
    const operator = await browser.windowOf('operator');
    await operator.goto('/queues/act/queue/bulk?status=completed');
    for (const verb of ['Pause', 'Resume']) {
      // The first menu is that of the whole board; the queue's comes with the queue.
      await operator.locator('button[aria-haspopup="menu"]').nth(1).click();
      await operator.getByRole('menuitem', { name: verb }).click();
      const answer = operator.waitForResponse((response) => response.request().method() === 'PUT');
      await operator.getByRole('button', { name: 'Confirm' }).click();
      expect((await answer).status()).toBe(200);
    }
    await operator.goto('/audit');
    expect(await operator.getByText('The queues did it: resume the queue bulk.').count()).toBe(1);
  });
});
