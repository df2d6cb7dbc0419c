import { PROBLEM_CATALOGUE, PROBLEM_CODES } from '@app/domain';
import { TOKEN_ERRORS } from '../../auth/token-errors';
import { PROBLEM_TYPE_CODES, PROBLEM_TYPES, problemTypeUri } from '../problem-types';
import { type Html, html } from './html';
import { pageFrame } from './page-frame';

/** Everything that can go wrong, each with a link to its explanation. */
export function overviewPage(): Html {
  return pageFrame(
    'Problems',
    html`<h2>Refused requests</h2>
      <p class="soft">
        The answer is <code>application/problem+json</code>; its <code>type</code> is one of these addresses.
      </p>
      <ul>
        ${refusals()}
      </ul>
      <h2>Items that are not Completed</h2>
      <p class="soft">The <code>code</code> of each of an item's <code>problems</code>.</p>
      <ul>
        ${itemCodes()}
      </ul>
      <h2>Token requests</h2>
      <p class="soft">The <code>error</code> of an answer of <code>POST /auth/v1/token</code>.</p>
      <ul>
        ${tokenErrors()}
      </ul>`,
  );
}

function refusals(): Html[] {
  return [...PROBLEM_TYPE_CODES]
    .sort((a, b) => PROBLEM_TYPES[a].status - PROBLEM_TYPES[b].status)
    .map((code) => {
      const { status, title } = PROBLEM_TYPES[code];
      return html`<li>${status} <a href="${problemTypeUri(code)}">${title}</a></li>`;
    });
}

function itemCodes(): Html[] {
  return PROBLEM_CODES.map(
    (code) =>
      html`<li>
        <a href="/problems/items#${code}"><code>${code}</code></a>
        <span class="soft">${PROBLEM_CATALOGUE[code].state}.</span> ${PROBLEM_CATALOGUE[code].meaning}
      </li>`,
  );
}

function tokenErrors(): Html[] {
  return Object.entries(TOKEN_ERRORS).map(
    ([error, { status, meaning }]) =>
      html`<li>
        ${status} <a href="/problems/tokens#${error}"><code>${error}</code></a> ${meaning}
      </li>`,
  );
}
