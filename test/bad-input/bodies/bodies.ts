import { type Answer } from '../../support/http';
import { expectProblem } from '../../support/problems';
import { expectSound } from '../../support/sound-document';
import { type AttackedService } from '../attacked-service';
import { documentOf, KINDS, ROUTES } from '../routes';
import { type BodyCase } from './body-case';
import { CORRUPT_GZIP, OTHER_TYPES } from './encodings.cases';
import { INVALID_UTF8, JSON_TEXT } from './json-text.cases';
import { BEYOND_LIMITS, JUST_RIGHT } from './limits.cases';
import { NESTING } from './nesting.cases';

/** Bodies as a whole: what does not get past the door, and what only looks as if it should not. */
export function attackWithBodies(attacked: AttackedService): void {
  const post = (path: string, { body, headers }: Pick<BodyCase, 'body' | 'headers'>): Promise<Answer> =>
    attacked.partner.post(path, body, { ...headers });

  describe.each<[string, readonly BodyCase[]]>([
    ['a body that is not a JSON array of items', JSON_TEXT],
    ['a body that is not UTF-8', INVALID_UTF8],
    ['a body that is nested too deeply', NESTING],
    ['a body that is said to be gzip', CORRUPT_GZIP],
    ['a body that is said to be something else', OTHER_TYPES],
    ['a body that is too large', BEYOND_LIMITS],
  ])('%s', (_subject, cases) => {
    for (const refused of cases) {
      attacked.refuses(`${refused.name}: ${refused.problem} on every route`, async () => {
        for (const kind of KINDS) expectProblem(await post(ROUTES[kind], refused), refused.problem);
      });
    }
  });

  describe('a body that only looks wrong', () => {
    for (const right of JUST_RIGHT) {
      attacked.survives(`${right.name}: taken on every route`, async () => {
        for (const kind of KINDS) {
          const document = await documentOf(attacked.partner, await post(ROUTES[kind], right));
          expectSound(document);
          expect(document.status).toBe('Completed');
        }
      });
    }
  });
}
