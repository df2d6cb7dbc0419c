import { TOKEN_ERRORS } from '../../auth/token-errors';
import { type Html, html } from './html';
import { pageFrame } from './page-frame';

/** All errors of the token route, which has the form of RFC 6749 instead of problem+json. */
export function tokenErrorsPage(): Html {
  return pageFrame(
    'Why there is no token',
    html`<p>
        <code>POST /auth/v1/token</code> answers in the form of OAuth 2.0 (RFC 6749): <code>error</code> is
        one of these, and <code>error_description</code> says more.
      </p>
      ${Object.entries(TOKEN_ERRORS).map(
        ([error, { status, meaning, remedy }]) =>
          html`<h2 id="${error}"><code>${error}</code></h2>
            <dl>
              <dt>Status</dt>
              <dd>${status}</dd>
              <dt>What it means</dt>
              <dd>${meaning}</dd>
              <dt>What to do</dt>
              <dd>${remedy}</dd>
            </dl>`,
      )}`,
  );
}
