/** A text that is somewhere, and where that is. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** The shortest piece of base64 that cannot be there by accident: 9 bytes. */
const LEAST_BASE64_CHARACTERS = 12;

/**
 * The forms in which a text can be written down and still be read: as it is, in hexadecimal digits, and in base64, which looks different
 * for each of the three places at which a text can begin in it.
 */
function formsOf(canary: string): string[] {
  const base64 = [0, 1, 2].map((before) => {
    const characters = Buffer.from(`${'\0'.repeat(before)}${canary}`)
      .toString('base64url')
      .slice(Math.ceil((before * 4) / 3));
    // The last one depends on what follows the text.
    return characters.slice(0, -1);
  });
  return [
    canary,
    canary.toLowerCase(),
    canary.toUpperCase(),
    Buffer.from(canary).toString('hex'),
    ...base64.filter(({ length }) => length >= LEAST_BASE64_CHARACTERS),
  ];
}

/**
 * Which of the canaries (by name) are in which of the places.
 * @returns for each find `client secret is in the log`
 */
export function findCanaries(canaries: Readonly<Record<string, string>>, places: readonly Place[]): string[] {
  return places.flatMap(({ name: place, text }) => {
    const plain = text.replaceAll('+', '-').replaceAll('/', '_'); // base64 in the other alphabet is the same
    return Object.entries(canaries)
      .filter(([, canary]) => formsOf(canary).some((form) => text.includes(form) || plain.includes(form)))
      .map(([name]) => `${name} is in ${place}`);
  });
}
