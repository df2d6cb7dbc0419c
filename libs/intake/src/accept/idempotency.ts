import { RequestRefused } from '@app/domain';
import { type EarlierUse, IdempotencyKeyBusy, type IdempotentRequest } from '@app/persistence';
import { type Configuration } from '@app/platform';
import { type Submission } from './submission';

/** The part of a new batch that says how its idempotency key is used. */
export function idempotencyOf(
  { idempotency, uriPrefix }: Submission,
  { idempotencyWaitMs }: Configuration,
): { readonly idempotency?: IdempotentRequest } {
  if (idempotency === undefined) return {};
  return { idempotency: { ...idempotency, uriPrefix, waitMs: idempotencyWaitMs } };
}

/**
 * Runs an attempt that claims an idempotency key.
 * @throws RequestRefused idempotency_in_progress when another attempt with the key goes on for longer than the wait
 */
export async function withinIdempotency<T>(
  { idempotencyWaitMs }: Configuration,
  attempt: () => Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof IdempotencyKeyBusy)) throw error;
    throw new RequestRefused(
      'idempotency_in_progress',
      `The first request with this Idempotency-Key is still running, after a wait of ${idempotencyWaitMs / 1000} s.`,
    );
  }
}

/** The earlier use of a key, if it was for the same request. Throws RequestRefused idempotency_mismatch otherwise. */
export function sameRequest(earlier: EarlierUse): EarlierUse {
  if (earlier.sameRequest) return earlier;
  throw new RequestRefused(
    'idempotency_mismatch',
    'This Idempotency-Key was used before, with another route or another body.',
  );
}
