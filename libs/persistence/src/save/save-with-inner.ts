import { type Candidate, type InnerRecord } from '@app/domain';
import { type Transaction } from '../connections/transaction';
import { type NewRecord, saveByKey, type SavedRecord, type Target } from './save-by-key';
import { type Obstacle, type Obstacles } from './obstacle';

/** A record inside of a candidate, on its way to its own table. */
interface InnerNewRecord extends NewRecord {
  readonly inner: InnerRecord;
  readonly candidate: Candidate;
}

/** Some inner records are saved already: their candidates must not be saved either. */
class InnerSaved extends Error {
  constructor(readonly found: ReadonlyMap<InnerNewRecord, SavedRecord>) {
    super('some inner records were saved before');
  }
}

/**
 * Saves candidates with the records inside them, each whole or not at all: first all candidates, then all inner records, both in key
 * order. Where an inner record turns out to be saved, everything of this round is undone and begun again without its candidate; each
 * round leaves out at least one.
 */
export async function saveWithInner(
  transaction: Transaction,
  target: Target,
  innerTarget: Target,
  candidates: readonly Candidate[],
): Promise<Obstacles> {
  const obstacles = new Map<Candidate, Obstacle>();
  for (;;) {
    try {
      await transaction.savepoint(async () => {
        const open = candidates.filter((candidate) => !obstacles.has(candidate));
        const found = await saveByKey(transaction, target, open);
        for (const [candidate, saved] of found) obstacles.set(candidate, { event: 'already-saved', saved });
        const inner = open.filter((candidate) => !found.has(candidate)).flatMap(innerOf);
        const innerFound = await saveByKey(transaction, innerTarget, inner);
        if (innerFound.size > 0) throw new InnerSaved(innerFound);
      });
      return obstacles;
    } catch (error) {
      if (!(error instanceof InnerSaved)) throw error;
      for (const [{ candidate, inner }, saved] of error.found) {
        const before = obstacles.get(candidate);
        const claims = before?.event === 'claim-already-saved' ? before.claims : [];
        obstacles.set(candidate, {
          event: 'claim-already-saved',
          claims: [...claims, { claim: inner, saved }],
        });
      }
    }
  }
}

function innerOf(candidate: Candidate): InnerNewRecord[] {
  return (candidate.inner ?? []).map((inner) => ({
    key: inner.key,
    row: inner.row,
    index: candidate.index,
    inner,
    candidate,
  }));
}
