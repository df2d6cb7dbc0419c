import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/browser/find-chromium.mjs';
import { launchChromium } from '../../scripts/browser/launch-chromium.mjs';
import { type Dashboard } from './dashboard';
import { type Role } from '../../apps/dashboard/src/access/user-entry';

const found = findChromium();

/** `describe` for tests that need a browser; where none is found they are skipped, and the reason is printed. */
export function describeInBrowser(title: string, tests: () => void): void {
  if (found.program !== undefined) {
    describe(title, tests);
    return;
  }
  process.stderr.write(`SKIPPED: ${title}: ${found.missing}\n`);
  describe.skip(`${title} (skipped: ${found.missing})`, tests);
}

/** For a whole stack and a browser, on a machine that is busy with other tests. */
export const STARTED_WITHIN_MS = 120_000;

/** Generous: the machine may be busy with other tests. */
const PATIENCE_MS = 20_000;

/** A real browser that looks at a dashboard, and remembers what it had to complain about. */
export class BrowserOfTest {
  /** Errors in scripts, what the content security policy blocked, what could not be loaded; with the address of the page. */
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly dashboard: Dashboard,
  ) {}

  static async open(dashboard: Dashboard): Promise<BrowserOfTest> {
    return new BrowserOfTest(await launchChromium(found.program ?? ''), dashboard);
  }

  /** A window of somebody who has not logged in. */
  async window(): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.dashboard.url, reducedMotion: 'reduce' });
    context.setDefaultTimeout(PATIENCE_MS);
    this.contexts.push(context);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    return page;
  }

  /** A window of somebody with a session: what is tested there is not the login, which is throttled. */
  async windowOf(role: Role): Promise<Page> {
    const page = await this.window();
    const [name = '', value = ''] = (await this.dashboard.visitor(role)).sessionCookie.split('=');
    await page.context().addCookies([{ name, value, url: this.dashboard.url }]);
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    await this.browser.close();
  }
}
