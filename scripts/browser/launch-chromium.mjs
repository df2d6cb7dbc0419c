import { chromium } from 'playwright-core';

/** Without what a browser of a person does beside showing pages; and without its sandbox, which root cannot have. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts a browser without a window.
 * @param {string} program
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function launchChromium(program) {
  return chromium.launch({ executablePath: program, args: ARGS });
}
