import { type RecordKindName } from '@app/domain';
import { outcome, outcomes } from '../../support/outcome';
import { expectSound } from '../../support/sound-document';
import { type StatusDocument } from '../../support/status-document';
import { type AttackedService } from '../attacked-service';
import { decided } from '../routes';
import { CLAIM_MEMBERS, CLAIM_REFERENCES } from './claims.cases';
import { LISTS_OF_CLAIMS } from './claim-lists.cases';
import { CLIENT_MEMBERS, FOREIGN_MEMBERS } from './clients.cases';
import { type ItemCases, outcomeOf } from './item-case';
import { batchOf, itemForm, SAVED_CLIENT } from './item-form';
import { ODD_BUT_USABLE, UNUSABLE_INSIDE, UNUSABLE_KEYS, UNUSABLE_REFERENCES } from './keys.cases';
import { MASSES, MASSES_IN_A_LIST } from './masses.cases';
import { SHAPES } from './shapes.cases';

const SUBJECTS: readonly ItemCases[] = [
  ...[SHAPES, UNUSABLE_KEYS, UNUSABLE_REFERENCES, UNUSABLE_INSIDE, ODD_BUT_USABLE],
  ...[
    CLIENT_MEMBERS,
    FOREIGN_MEMBERS,
    CLAIM_MEMBERS,
    CLAIM_REFERENCES,
    LISTS_OF_CLAIMS,
    MASSES,
    MASSES_IN_A_LIST,
  ],
];

/** The item of every record that a batch has saved, in order. */
const SAVED: Readonly<Record<RecordKindName, string>> = {
  clients: 'partner_clients',
  'clients-with-claims': 'partner_clients',
  'revenue-claims': 'revenue_claims',
};

/** Items that no partner should send: each is decided for what it is, between two good ones that are not the worse for it. */
export function attackWithItems(attacked: AttackedService): void {
  beforeAll(async () => {
    await decided(attacked.partner, 'clients', `[${itemForm('clients', SAVED_CLIENT).text()}]`);
  });

  for (const [at, { subject, kinds, cases }] of SUBJECTS.entries()) {
    describe.each(kinds)(`${subject} (%s)`, (kind) => {
      const forms = cases.map((_case, n) => itemForm(kind, `${kind} ${at}: ${n}`));
      const texts = cases.map(({ item }, n) => item(forms[n] ?? itemForm(kind, '')));
      const { body, indexOf } = batchOf(kind, `${kind} ${at}`, texts);
      let document: StatusDocument;
      beforeAll(async () => {
        document = await decided(attacked.partner, kind, body);
      });

      for (const [n, item] of cases.entries()) {
        attacked.judges(item.name, () => {
          const element = document.result[indexOf(n)];
          if (element === undefined) throw new Error('the item is missing in the document');
          expect(outcome(element)).toBe(outcomeOf(item, forms[n] ?? itemForm(kind, '')));
          // As text, in which lone surrogates and NUL are escapes.
          expect(JSON.stringify(element.data)).toBe(JSON.stringify(JSON.parse(texts[n] ?? '')));
        });
      }

      it('does no harm to its neighbours, and nothing of it is half stored', async () => {
        await attacked.expectUnharmed();
        expectSound(document);
        for (const { status } of document.result) {
          expect(new Set(status.validation_errors).size).toBe(status.validation_errors.length);
        }
        const neighbours = outcomes(document).filter((_, index) => index % 2 === 0);
        expect(neighbours).toEqual(Array(cases.length + 1).fill('Completed'));
        const completed = [...outcomes(document).entries()].filter(([, state]) => state === 'Completed');
        const inBatch = '(SELECT id FROM batches WHERE status_check_id = $1)';
        const indexes = (table: string): Promise<{ at: number }[]> =>
          attacked.rows(
            `SELECT item_index AS at FROM ${table} WHERE batch_id = ${inBatch} GROUP BY 1 ORDER BY 1`,
            [document.id],
          );
        expect(await indexes(SAVED[kind])).toEqual(completed.map(([at]) => ({ at })));
        expect(await indexes('item_results')).toEqual(document.result.map((_, at) => ({ at })));
      });
    });
  }
}
