import { type Candidate, type RecordKindName } from '@app/domain';
import { type Transaction } from '../connections/transaction';
import { partnerClients } from '../records/partner-clients.table';
import { type RecordTable, type Reference } from '../records/record-table';
import { clientOfClaim, revenueClaims } from '../records/revenue-claims.table';
import { type Obstacles } from './obstacle';
import { saveByKey } from './save-by-key';
import { saveReferring } from './save-referring';
import { saveWithInner } from './save-with-inner';

/** How the records of one kind are saved. */
interface Saving {
  readonly table: RecordTable;
  /** What each record refers to: step 6 of docs/contract.md section 3, route 4. */
  readonly reference?: Reference;
  /** Where the records inside of a record go: step 6 of docs/contract.md section 3, route 3. */
  readonly innerTable?: RecordTable;
}

const SAVINGS: Readonly<Record<RecordKindName, Saving>> = {
  clients: { table: partnerClients },
  'clients-with-claims': { table: partnerClients, innerTable: revenueClaims },
  'revenue-claims': { table: revenueClaims, reference: clientOfClaim },
};

/** Steps 5 to 7 of docs/contract.md section 3: saves what can be saved, and says what stood in the way of the rest. */
export async function saveRecords(
  transaction: Transaction,
  { recordKind, batchId }: { readonly recordKind: RecordKindName; readonly batchId: string },
  candidates: readonly Candidate[],
): Promise<Obstacles> {
  const { table, reference, innerTable } = SAVINGS[recordKind];
  const target = { table, batchId };
  if (reference !== undefined) return saveReferring(transaction, target, reference, candidates);
  if (innerTable !== undefined) {
    return saveWithInner(transaction, target, { table: innerTable, batchId }, candidates);
  }
  return new Map(
    [...(await saveByKey(transaction, target, candidates))].map(([candidate, saved]) => [
      candidate,
      { event: 'already-saved', saved },
    ]),
  );
}
