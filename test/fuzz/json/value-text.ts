import { tokensOf } from './json-tokens';

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/**
 * One text for all spellings of a JSON value: members in one order, strings without needless escapes, numbers by their exact decimal
 * value (docs/contract.md section 3, step 2). Needs well-formed JSON.
 */
export function valueText(json: string): string {
  const tokens = tokensOf(json);
  let at = 0;
  const elementsUntil = (end: string, element: () => string): string[] => {
    const elements: string[] = [];
    while (tokens[at] !== end) {
      if (tokens[at] === ',') at++;
      elements.push(element());
    }
    at++;
    return elements;
  };
  const member = (): string => {
    const name = plainString(tokens[at] ?? '');
    at += 2;
    return `${name}:${value()}`;
  };
  const value = (): string => {
    const token = tokens[at++] ?? '';
    if (token === '[') return `[${elementsUntil(']', value).join()}]`;
    if (token === '{') return `{${elementsUntil('}', member).sort().join()}}`;
    return token.startsWith('"') ? plainString(token) : plainScalar(token);
  };
  return value();
}

function plainString(token: string): string {
  return JSON.stringify(JSON.parse(token));
}

/** A number as its digits and a power of ten; a literal as it is. */
function plainScalar(token: string): string {
  const [, sign = '', whole, fraction = '', exponent = '0'] = NUMBER.exec(token) ?? [];
  if (whole === undefined) return token;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign}${significant}e${power}`;
}
