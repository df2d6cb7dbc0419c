/**
 * @typedef {object} Expectation what should become of one item of an example
 * @property {string} state
 * @property {string[]} [because] its problems, each as a code, and a blank and a JSON pointer where it concerns a member
 * @property {number} [duplicate_of] index of the equal item of the same request
 * @property {string} [detail] words of the problem's text
 */

const PROBLEM_STATES = ['Duplicate', 'Conflict', 'Failed'];

function matches(expected, problem) {
  const [code, pointer] = expected.split(' ');
  return code === problem.code && (pointer === undefined || pointer === problem.pointer);
}

/**
 * Compares an item of a status document with what was expected.
 * @param {Expectation} expected
 * @param {{ status: { state: string, validation_errors: string[], problems: object[] } }} item
 * @returns {boolean}
 */
export function isAsExpected({ state, because = [], duplicate_of: duplicateOf, detail }, { status }) {
  const { problems, validation_errors: texts } = status;
  return (
    status.state === state &&
    PROBLEM_STATES.includes(state) === texts.length > 0 &&
    problems.length === because.length &&
    because.every((expected) => problems.some((problem) => matches(expected, problem))) &&
    (duplicateOf === undefined || problems[0].duplicate_of?.index === duplicateOf) &&
    (detail === undefined || texts[0].includes(detail))
  );
}
