import { type Candidate, type InnerRecord } from '@app/domain';
import { type SavedRecord } from './save-by-key';

/** Why a candidate was not saved; named like the item events of the domain. */
export type Obstacle =
  | { readonly event: 'already-saved'; readonly saved: SavedRecord }
  | { readonly event: 'client-not-saved'; readonly clientKey: string }
  | { readonly event: 'claim-already-saved'; readonly claims: readonly SavedClaim[] };

/** A claim of a candidate that was saved before. */
export interface SavedClaim {
  readonly claim: InnerRecord;
  readonly saved: SavedRecord;
}

/** The candidates that were not saved; all others are. */
export type Obstacles = ReadonlyMap<Candidate, Obstacle>;
