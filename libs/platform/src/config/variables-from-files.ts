import fs from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What stands behind the name of a variable, to name the file that has its value. */
const SUFFIX = '_FILE';

/** The texts of variables, and one sentence for each file that gave none. */
export interface GivenVariables {
  readonly texts: Readonly<Record<string, string>>;
  readonly sentences: readonly string[];
}

/**
 * Takes each variable from the environment or, where `NAME_FILE` names a file, from there, as secrets are handed to containers. One line
 * break at the file's end is cut: editors and `echo` put it there. Read once, like everything else.
 * @param names the variables that are ours; nobody else's `…_FILE` is opened
 */
export function variablesFromFiles(names: readonly string[], environment: Environment): GivenVariables {
  const texts: Record<string, string> = {};
  const sentences: string[] = [];
  for (const name of names) {
    // Compose files and shells pass unset variables on as empty ones.
    const text = environment[name] ?? '';
    const file = environment[name + SUFFIX] ?? '';
    if (text !== '' && file !== '')
      sentences.push(`${name} and ${name}${SUFFIX} are both set; only one of them can count`);
    else if (file === '') texts[name] = text;
    else {
      try {
        texts[name] = fs.readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      } catch (error) {
        sentences.push(`${name}${SUFFIX} must name a file that can be read (${codeOf(error)})`);
      }
    }
  }
  return { texts, sentences };
}

/** Whether a variable is given at all, be it wrongly. */
export function isGiven(name: string, environment: Environment): boolean {
  return [name, name + SUFFIX].some((one) => (environment[one] ?? '') !== '');
}

/** Without the message, which repeats the path: whoever mixes the two variables up has put a secret there. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown error';
}
