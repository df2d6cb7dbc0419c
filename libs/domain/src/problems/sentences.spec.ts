import { sentenceGallery } from '../testing/sentence-gallery';
import { PROBLEM_CATALOGUE } from './problem-catalogue';
import { PROBLEM_CODES, type Problem } from './problem';

/** A path of known names and a name of 100 control characters, each of them escaped, stand for the longest sentence. */
const LONGEST_SENTENCE_CHARACTERS = 700;

const gallery = sentenceGallery();
const problems = [...new Map(gallery.map(({ problem }) => [problem.detail, problem])).values()];

const offending = (breaks: (problem: Problem) => boolean): string[] =>
  problems.filter(breaks).map(({ detail }) => detail);

/** The last step of the pointer as a sentence spells it: `key`, `[2]` or `["a b"]`. */
function lastStep(pointer: string): string {
  const step = pointer.slice(pointer.lastIndexOf('/') + 1);
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
  return JSON.stringify(name).slice(1, -1);
}

describe('the sentences about items', () => {
  it('are many, and every code has some', () => {
    expect(problems.length).toBeGreaterThan(300);
    expect(PROBLEM_CODES.filter((code) => !problems.some((problem) => problem.code === code))).toEqual([]);
  });

  it('begin with the member that the pointer points to, or with the item', () => {
    expect(
      offending(({ pointer, detail }) =>
        pointer === ''
          ? !detail.startsWith('the item ')
          : !(detail.split(/ (?:must|is|was|has|"|occurs)/)[0] ?? '').includes(lastStep(pointer)),
      ),
    ).toEqual([]);
  });

  it('say what was found wherever a value is wrong', () => {
    const wrong = new Set(['invalid_type', 'invalid_value', 'not_an_object', 'repeated_member']);
    expect(offending(({ code, detail }) => wrong.has(code) && !/ must .*; found \S/s.test(detail))).toEqual(
      [],
    );
  });

  it('are one line each, without a full stop, and never long', () => {
    expect(
      offending(({ detail }) => /[.,;:]$|\n/.test(detail) || detail.length > LONGEST_SENTENCE_CHARACTERS),
    ).toEqual([]);
  });
});

describe('the catalogue', () => {
  it.each(PROBLEM_CODES)('explains %s with a sentence that items really get', (code) => {
    const { meaning, remedy, example, state } = PROBLEM_CATALOGUE[code];
    for (const text of [meaning, remedy]) expect(text).toMatch(/^\S.{20,}\.$/);
    expect(problems.find(({ detail }) => detail === example)?.code).toBe(code);
    const states = gallery.filter(({ problem }) => problem.code === code).map((told) => told.state);
    expect(new Set(states)).toEqual(new Set(state.split(/, | or /)));
  });
});
