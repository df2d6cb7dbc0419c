import axe, { type AxeResults } from 'axe-core';
import { type Page } from 'playwright-core';
import { BrowserOfTest, describeInBrowser, STARTED_WITHIN_MS } from '../../support/browser';
import { Dashboard, type Visitor } from '../../support/dashboard';
import { type Service, startService } from '../../support/service';
import { client, ITEMS_OF_EVERY_STATE } from './shown-items';

/** That of a small phone. */
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

const PARTNER = '/partners/demo-payments';

/** Pages of an operator, who sees all that a viewer sees; `BATCH` stands for the address of a batch. */
const PAGES = [
  '/',
  '/batches',
  '/batches?state=Failed&partner=demo-payments',
  '/batches?q=B-1',
  '/batches?q=nobody',
  'BATCH',
  'BATCH?state=Duplicate',
  'BATCH?key=nobody',
  'BATCH/release',
  '/partners',
  PARTNER,
  `${PARTNER}?over=week`,
  '/partners/demo-marketplace',
  `${PARTNER}/limits`,
  `${PARTNER}/revoke`,
  '/audit',
];

describeInBrowser('every page of the dashboard', () => {
  let service: Service;
  let browser: BrowserOfTest;
  let operator: Page;
  let visitor: Visitor;
  let batchAddress: string;
  beforeAll(async () => {
    service = await startService({});
    const dashboard = await Dashboard.start(service);
    browser = await BrowserOfTest.open(dashboard);
    const [partner] = service.partners;
    const batch = await partner.submitClients(ITEMS_OF_EVERY_STATE);
    await partner.decided(batch);
    await partner.decideClients([client('B-1'), client('B-4', 'LLC')]);
    const { status_check_id: id } = batch;
    batchAddress = `/batches/demo-payments/${id}`;
    // Something for the audit trail, and a second secret.
    visitor = await dashboard.visitor('operator');
    await visitor.submit(`${PARTNER}/rotate`);
    await visitor.submit(`${batchAddress}/release`);
    operator = await browser.windowOf('operator');
  }, STARTED_WITHIN_MS);
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });
  afterEach(() => {
    // Also what the content security policy blocked is an error in the console.
    expect(browser.complaints.splice(0)).toEqual([]);
  });

  const violations = async (page: Page): Promise<string[]> => {
    if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
    const results = await page.evaluate<AxeResults>('axe.run()');
    expect(results.passes.length).toBeGreaterThan(10);
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary ?? ''}`),
    );
  };

  /** Light on a desk, and dark on a phone: colours do not depend on the width. */
  const expectFitForEverybody = async (page: Page): Promise<void> => {
    for (const [viewport, colorScheme] of [
      [DESKTOP, 'light'],
      [PHONE, 'dark'],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await violations(page)]).toEqual([colorScheme, []]);
      expect([viewport, await widthBeyond(page)]).toEqual([viewport, 0]);
    }
  };

  /** Pixels that one has to scroll sideways for. */
  const widthBeyond = (page: Page): Promise<number> =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it.each(PAGES)('can be used by everybody: %s', async (path) => {
    await operator.goto(path.replace('BATCH', batchAddress));
    if (path === '/') await operator.getByRole('status').getByText('live').waitFor();
    await expectFitForEverybody(operator);
  });

  it('can be used by everybody: the overview when a queue is paused, which it says without being loaded again', async () => {
    await operator.goto('/');
    await operator.getByRole('status').getByText('live').waitFor();
    const banner = operator.getByRole('alert').getByText('Paused: large batches are not decided.');
    const change = (verb: string) =>
      visitor.send(`/queues/act/api/queues/bulk/${verb}`, {
        method: 'PUT',
        headers: { origin: visitor.url },
      });
    await change('pause');
    await banner.waitFor();
    await expectFitForEverybody(operator);
    await change('resume');
    await banner.waitFor({ state: 'detached' });
  });

  it('can be used by everybody: the login', async () => {
    const page = await browser.window();
    await page.goto('/login');
    await expectFitForEverybody(page);
  });

  it('can be used by everybody: a secret that is shown once', async () => {
    await operator.goto(`${PARTNER}/revoke`);
    await operator.getByRole('button', { name: 'Revoke the older secret' }).click();
    await operator.goto(`${PARTNER}/rotate`);
    await operator.getByRole('button', { name: 'Make a new secret' }).click();
    await operator.locator('[data-secret]').waitFor();
    await expectFitForEverybody(operator);
  });

  it('can be used by everybody: a page that says that nothing is there', async () => {
    await operator.goto('/no/such/page');
    await operator.getByRole('heading', { name: 'Nothing here' }).waitFor();
    await expectFitForEverybody(operator);
    expect(browser.complaints.splice(0)).toEqual([expect.stringContaining('404')]);
  });

  it.each(['/queues', '/queues/act/queue/small?status=completed'])(
    'loads nothing that its policy forbids, and fits on a phone: %s',
    async (path) => {
      await operator.goto(path);
      await operator.getByText('small').first().waitFor();
      for (const viewport of [DESKTOP, PHONE]) {
        await operator.setViewportSize(viewport);
        expect(await widthBeyond(operator)).toBe(0);
      }
    },
  );
});
