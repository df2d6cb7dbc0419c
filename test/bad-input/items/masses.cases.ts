import { KINDS } from '../routes';
import { type ItemCases } from './item-case';

/** So many violations of one item are named one by one; a last one says how many more there are. */
const NAMED = 100;
const NAMES = Array.from({ length: 3_000 }, (_, n) => `x${n}`);

const toldOf = (problems: readonly string[]): string =>
  `Failed: ${[...problems.slice(0, NAMED), 'further_violations'].join(', ')}`;

/** Items that break thousands of rules. */
export const MASSES: ItemCases = {
  subject: 'an item with thousands of faults',
  kinds: KINDS,
  cases: [
    {
      name: 'unknown members',
      item: (form) => form.textWith(NAMES.map((name) => `"${name}":1`).join()),
      outcome: toldOf(NAMES.map((name) => `unknown_member /${name}`)),
    },
  ],
};

/** The same in a list of a client. */
export const MASSES_IN_A_LIST: ItemCases = {
  subject: 'a client with thousands of faults in a list',
  kinds: ['clients', 'clients-with-claims'],
  cases: [
    {
      name: 'identifiers without members',
      item: (form) => form.text({ other_identifiers: NAMES.map(() => ({})) }),
      outcome: toldOf([
        'invalid_value /other_identifiers',
        ...NAMES.flatMap((_name, n) =>
          ['key', 'values'].map((member) => `required /other_identifiers/${n}/${member}`),
        ),
      ]),
    },
  ],
};
