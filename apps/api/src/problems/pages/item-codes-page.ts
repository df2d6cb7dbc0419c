import { PROBLEM_CATALOGUE, PROBLEM_CODES, type ProblemCode } from '@app/domain';
import { type Html, html } from './html';
import { pageFrame } from './page-frame';

/** All codes in the `problems` of items, each with an anchor of its name. */
export function itemCodesPage(): Html {
  return pageFrame(
    'Why an item is not Completed',
    html`<p>
        Each item of a status document has <code>problems</code> with a stable <code>code</code>, a JSON
        <code>pointer</code> into the item, and the sentence that stands in <code>validation_errors</code> as
        <code>detail</code>. Branch on the code, and show the sentence to people.
      </p>
      ${PROBLEM_CODES.map(section)}`,
  );
}

function section(code: ProblemCode): Html {
  const { state, meaning, remedy, example } = PROBLEM_CATALOGUE[code];
  return html`<h2 id="${code}"><code>${code}</code></h2>
    <dl>
      <dt>State</dt>
      <dd>${state}</dd>
      <dt>What it means</dt>
      <dd>${meaning}</dd>
      <dt>What to do</dt>
      <dd>${remedy}</dd>
      <dt>For example</dt>
      <dd>${example}</dd>
    </dl>`;
}
