import { type RecordKindName } from '@app/domain';
import { bodyOf, claim, claimOf, type Changes, clientWith, jsonText } from '../../support/claims';
import { client } from '../../support/clients';

/** A client that is saved before the claims that name it are sent. */
export const SAVED_CLIENT = 'saved-client';

/** How the items of one record kind are written; each case has a form with a key of its own. */
export interface ItemForm {
  readonly kind: RecordKindName;
  readonly key: string;
  /** The member that holds the key. */
  readonly keyMember: 'partner_client_id' | 'unique_reference';
  /** What an item without any member is told. */
  readonly nothingThere: string;
  /** Where the members of a claim stand: the claim is the item, or inside of it. */
  readonly claimAt: '' | '/revenue_claims/0';
  /** A valid item as JSON text, with other values for some members; undefined leaves one out. */
  text(changes?: Changes): string;
  /** The same with changes in its claim; of clients alone there is none. */
  claimText(changes: Changes): string;
  /** A valid item with more members, which are JSON text: for what JSON.stringify cannot write. */
  textWith(members: string): string;
}

const required = (...members: string[]): string =>
  `Failed: ${members.map((member) => `required /${member}`).join(', ')}`;

type Shape = Pick<ItemForm, 'keyMember' | 'nothingThere' | 'claimAt'> & {
  valid: (key: string) => Changes;
  withClaim: (key: string, changes: Changes) => Changes;
};

const SHAPES: Readonly<Record<RecordKindName, Shape>> = {
  clients: {
    keyMember: 'partner_client_id',
    nothingThere: required('partner_client_id', 'client_start_date', 'entity_type'),
    claimAt: '',
    valid: (key) => ({ ...client(key) }),
    withClaim: () => {
      throw new Error('a client on its own has no claim');
    },
  },
  'clients-with-claims': {
    keyMember: 'partner_client_id',
    nothingThere: required('partner_client_id', 'client_start_date', 'entity_type', 'revenue_claims'),
    claimAt: '/revenue_claims/0',
    valid: (key) => clientWith(key, [`claim of ${key}`]),
    withClaim: (key, changes) => clientWith(key, [claim(`claim of ${key}`, changes)]),
  },
  'revenue-claims': {
    keyMember: 'unique_reference',
    nothingThere: required(
      ...['unique_reference', 'currency', 'time_period', 'total_amount', 'transaction_count'],
      'partner_client_id',
    ),
    claimAt: '',
    valid: (key) => claimOf(SAVED_CLIENT, key),
    withClaim: (key, changes) => claimOf(SAVED_CLIENT, key, changes),
  },
};

export function itemForm(kind: RecordKindName, key: string): ItemForm {
  const { valid, withClaim, ...shape } = SHAPES[kind];
  const text = (changes: Changes = {}): string => jsonText({ ...valid(key), ...changes });
  return {
    ...{ kind, key, ...shape, text },
    claimText: (changes) => jsonText(withClaim(key, changes)),
    textWith: (members) => `${text().slice(0, -1)},${members}}`,
  };
}

/** A batch in which every item stands between two good ones, and where in it they stand. */
export function batchOf(
  kind: RecordKindName,
  name: string,
  items: readonly string[],
): { body: string; indexOf: (item: number) => number } {
  const neighbour = (n: number): string => itemForm(kind, `${name}: neighbour ${n}`).text();
  const texts = items.flatMap((text, n) => [neighbour(n), text]);
  return { body: bodyOf([...texts, neighbour(items.length)]), indexOf: (item) => 2 * item + 1 };
}
