import { inDigits, COUNTED_UP_TO } from '../problems/counted';
import { foundCharacter, foundCount } from '../problems/found';
import { codePointsExceed, countCodePoints } from './code-points';

/** What may be wrong with any text, in the words of every rule about texts. Each says one fault, or nothing. */
type TextFault = Generator<string, void>;

export function* emptiness(text: string): TextFault {
  if (text === '') yield 'must not be empty; found ""';
}

/** @param most code points */
export function* excessiveLength(text: string, most: number): TextFault {
  if (!codePointsExceed(text, most)) return;
  const length = foundCount(countCodePoints(text, COUNTED_UP_TO));
  yield `must have at most ${inDigits(most)} characters (code points); ${length}`;
}

/** Halves of UTF-16 pairs on their own, which UTF-8 cannot express. */
export function* loneSurrogates(text: string): TextFault {
  if (!text.isWellFormed()) yield* unwanted(text, /\p{Surrogate}/u, 'must not contain lone surrogates');
}

/** @param rule what is said where `characters` occur */
export function* unwanted(text: string, characters: RegExp, rule: string): TextFault {
  const offset = text.search(characters);
  if (offset >= 0) yield `${rule}; ${foundCharacter(text, offset)}`;
}
