import { STATUS_CODES } from 'node:http';
import { PROBLEM_TYPES, problemTypeUri, type ProblemTypeCode } from './problem-types';

const codes = Object.keys(PROBLEM_TYPES) as ProblemTypeCode[];

describe('problem types', () => {
  it.each(codes)('%s has an error status, a title and a type of its own', (code) => {
    const { status, title } = PROBLEM_TYPES[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(STATUS_CODES[status]).toBeDefined();
    expect(title).not.toBe('');
    expect(problemTypeUri(code)).toMatch(/^\/problems\/[a-z0-9-]+$/);
  });

  it('are told apart by their type', () => {
    expect(new Set(codes.map(problemTypeUri)).size).toBe(codes.length);
  });

  it.each(codes.filter((code) => [409, 429, 503].includes(PROBLEM_TYPES[code].status)))(
    '%s says when to try again',
    (code) => {
      expect(PROBLEM_TYPES[code].retryAfterS).toBeGreaterThan(0);
    },
  );
});
