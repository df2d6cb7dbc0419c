import path from 'node:path';
import { projectFolder } from '../embedded/folders.mjs';

const FOLDER = path.join(projectFolder, 'docs/images/dashboard');

/** Where a page is looked at: a laptop's window, and a phone. */
const SIZES = { desk: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };

/** Of a picture of a whole page: as low as the page is. */
const LEAST_HEIGHT_PX = 200;

/** Charts are drawn by scripts, and the board by its own. */
const DRAWN_WITHIN_MS = 20_000;

/**
 * A window of the browser with a session, which takes pictures.
 * @param {import('playwright-core').Browser} browser
 * @param {string} dashboard base URL
 * @param {string} user whose name is the password
 */
export async function openWindow(browser, dashboard, user) {
  const context = await browser.newContext({ baseURL: dashboard, reducedMotion: 'reduce' });
  context.setDefaultTimeout(DRAWN_WITHIN_MS);
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('User').fill(user);
  await page.getByLabel('Password').fill(user);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('/');

  return {
    page,
    /**
     * @param {string} name of the file
     * @param {string} address
     * @param {{ size?: 'desk' | 'phone', colours?: 'light' | 'dark', until?: string, whole?: boolean }} [options] until: a text that the page has when it is
     *   ready; whole: from its top to its bottom
     */
    async shoot(name, address, { size = 'desk', colours = 'light', until, whole = false } = {}) {
      await page.emulateMedia({ colorScheme: colours });
      await page.setViewportSize(whole ? { ...SIZES[size], height: LEAST_HEIGHT_PX } : SIZES[size]);
      await page.goto(address);
      if (until !== undefined) await page.getByText(until).first().waitFor();
      await page.screenshot({
        path: path.join(FOLDER, `${name}.png`),
        fullPage: whole,
        animations: 'disabled',
      });
    },
    /** Does what an operator does: opens the page that asks, fills its form, and confirms. */
    async act(address, button, fields = {}) {
      await page.goto(address);
      for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
      await page.getByRole('button', { name: button }).click();
      await page.waitForLoadState();
    },
    /** Pauses or resumes a queue, as the board's own button does. */
    async setQueue(queue, verb) {
      const answer = await context.request.put(`/queues/act/api/queues/${queue}/${verb}`, {
        headers: { origin: dashboard },
        data: {},
      });
      if (!answer.ok()) throw new Error(`the queue answered ${answer.status()}`);
    },
  };
}
