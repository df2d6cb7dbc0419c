import { LIMITS } from '../attacked-service';
import { type BodyCase, GZIP, refusedAs, zipped } from './body-case';

const DEEP: Readonly<Record<string, string>> = {
  'arrays one too deep': '['.repeat(LIMITS.depth + 1) + ']'.repeat(LIMITS.depth + 1),
  'objects one too deep': `[${'{"a":'.repeat(LIMITS.depth)}1${'}'.repeat(LIMITS.depth)}]`,
  'arrays 5,000 deep': '['.repeat(5_000) + ']'.repeat(5_000),
  'arrays 500,000 deep': '['.repeat(500_000) + ']'.repeat(500_000),
  'arrays 500,000 deep without an end': '['.repeat(500_000),
  'objects 100,000 deep': `[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]`,
  'arrays 5,000 deep in no array': `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
};

/** Too deep for whoever reads recursively, in the clear and where gzip makes a few bytes of it. */
export const NESTING: readonly BodyCase[] = [
  ...refusedAs('too-deep', {}, DEEP),
  ...Object.entries(DEEP).flatMap(([name, body]) =>
    refusedAs('too-deep', GZIP, { [`${name}, in gzip`]: zipped(body) }),
  ),
];
