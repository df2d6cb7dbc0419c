import { STATUS_CODES } from 'node:http';
import { PROBLEM_MEDIA_TYPE, problemJson } from '../problem';
import { PROBLEM_TYPES, problemTypeUri, type ProblemTypeCode } from '../problem-types';
import { type Html, html } from './html';
import { pageFrame } from './page-frame';

/** The page that the `type` of a problem leads to. */
export function typePage(code: ProblemTypeCode): Html {
  const { title, status, meaning, remedy } = PROBLEM_TYPES[code];
  return pageFrame(
    title,
    html`<p class="soft">
        <strong>${status}</strong> ${STATUS_CODES[status] ?? ''} · <code>${problemTypeUri(code)}</code>
      </p>
      <dl>
        <dt>What it means</dt>
        <dd>${meaning}</dd>
        <dt>What to do</dt>
        <dd>${remedy}</dd>
      </dl>
      <h2>For example</h2>
      <pre>${exampleAnswer(code)}</pre>`,
  );
}

function exampleAnswer(code: ProblemTypeCode): string {
  const { status, retryAfterS, example } = PROBLEM_TYPES[code];
  const body: unknown = JSON.parse(problemJson({ code, status, detail: example, headers: {} }));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    ...(retryAfterS === undefined ? [] : [`Retry-After: ${retryAfterS}`]),
    '',
    JSON.stringify(body, null, 2),
  ].join('\n');
}
