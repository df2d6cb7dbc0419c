import { STATUS_CODES } from 'node:http';
import { PROBLEM_TYPE_CODES, PROBLEM_TYPES, problemTypeUri } from './problem-types';

describe('problem types', () => {
  it.each(PROBLEM_TYPE_CODES)('%s has an error status, a title and a type of its own', (code) => {
    const { status, title } = PROBLEM_TYPES[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(STATUS_CODES[status]).toBeDefined();
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(problemTypeUri(code)).toMatch(/^\/problems\/[a-z0-9-]+$/);
  });

  it.each(PROBLEM_TYPE_CODES)('%s is explained in whole sentences', (code) => {
    const { meaning, remedy, example } = PROBLEM_TYPES[code];
    for (const text of [meaning, remedy, example]) expect(text).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('are told apart by their type', () => {
    expect(new Set(PROBLEM_TYPE_CODES.map(problemTypeUri)).size).toBe(PROBLEM_TYPE_CODES.length);
  });

  it.each(PROBLEM_TYPE_CODES.filter((code) => [409, 429, 503].includes(PROBLEM_TYPES[code].status)))(
    '%s says when to try again',
    (code) => {
      expect(PROBLEM_TYPES[code].retryAfterS).toBeGreaterThan(0);
    },
  );
});
