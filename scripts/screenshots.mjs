/**
 * `npm run screenshots`: brings up a stack of its own, sends what partners send in an hour, and takes the pictures of the dashboard in
 * docs/images/dashboard. Needs Chromium. Installs and builds what is missing.
 */
import { build } from './build.mjs';
import { findChromium } from './browser/find-chromium.mjs';
import { installOrExit } from './install.mjs';

await installOrExit('developing');
await build(console.log);
const { program, missing } = findChromium();
if (program === undefined) {
  console.error(missing);
  process.exit(1);
}
// Imported late, since they need installed packages.
const { default: pg } = await import('pg');
const { launchChromium } = await import('./browser/launch-chromium.mjs');
const { doWhatOperatorsDo, shootPages, shootUnderWay } = await import('./screenshots/scenes.mjs');
const { startShownStack } = await import('./screenshots/shown-stack.mjs');
const { spreadOverPast } = await import('./screenshots/spread-over-past.mjs');
const { keepSending, openSenders, sendPast } = await import('./screenshots/traffic.mjs');
const { openWindow } = await import('./screenshots/window.mjs');

const stack = await startShownStack(console.log);
const browser = await launchChromium(program);
const database = new pg.Client({ connectionString: stack.superuserUrl });
try {
  await database.connect();
  const senders = await openSenders(stack);
  console.log('sending what partners send in an hour …');
  await sendPast(senders);
  await spreadOverPast(stack.superuserUrl);
  const endSending = keepSending(senders);
  console.log('taking pictures …');
  const window = await openWindow(browser, stack.dashboard, 'ann');
  await doWhatOperatorsDo(window);
  await shootUnderWay(window, senders[0], database);
  await shootPages(window, database);
  await endSending();
} finally {
  await database.end();
  await browser.close();
  await stack.stop();
}
