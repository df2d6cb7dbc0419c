import { createHash } from 'node:crypto';
import { Html, html } from './html';

/** Without images, fonts and scripts: dark or light as the reader's system is, and one column on a phone. */
const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #57606e; --paper: #fdfdfc; --edge: #d9dce1; --link: #0b57b0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7eb; --soft: #a2abb8; --paper: #15191f; --edge: #363d47; --link: #8ab8ff; }
}
body { margin: 0 auto; max-width: 46rem; padding: 1rem 1.2rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
nav, .soft { color: var(--soft); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .3rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; }
h2 { scroll-margin-top: 1rem; }
ul { list-style: none; padding: 0; }
li { padding: .45rem 0; border-top: 1px solid var(--edge); }
dt { color: var(--soft); margin-top: .7rem; }
dd { margin: 0; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { white-space: pre-wrap; padding: .8rem 1rem; border: 1px solid var(--edge); border-radius: .4rem; }
:target { outline: 2px solid var(--link); outline-offset: .4rem; }
`;

/** Its hash is in the policy below, so that a browser applies this style sheet and no other. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Header fields of every page: kept by anyone for an hour, and able to load or run nothing. */
export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'public, max-age=3600',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
} as const;

/** A whole page, whose `title` is its heading too. */
export function pageFrame(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Partner Client Service</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <nav><a href="/problems">Problems</a></nav>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `;
}
