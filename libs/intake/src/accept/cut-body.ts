import { isUtf8 } from 'node:buffer';
import { RECORD_KINDS } from '@app/domain';
import { runGivingWay } from '../give-way';
import { invalidUtf8 } from './body-refusals';
import { type CutShard, cutShards, type ShardLimits } from './cut-shards';
import { firstNotUtf8 } from './first-not-utf8';
import { requireIdempotencyKey } from './idempotency-key';
import { splitItems, type SplitRules } from './split-items';
import { type Submission } from './submission';

/**
 * Cuts a request body into shards, giving way to the event loop as it goes.
 * @throws RequestRefused for the envelope errors of docs/contract.md section 5 that concern the body's text or a bad Idempotency-Key
 */
export async function cutBody(
  { kind, body, idempotency }: Submission,
  rules: Omit<SplitRules, 'keyMember'>,
  limits: ShardLimits,
): Promise<readonly CutShard[]> {
  const { keyMember } = RECORD_KINDS[kind];
  const items = await runGivingWay(splitItems(body, { ...rules, keyMember }));
  if (!isUtf8(body)) throw invalidUtf8(body, firstNotUtf8(body));
  // Only now: by the contract's order of checks, too many items come before a bad key.
  if (idempotency !== undefined) requireIdempotencyKey(idempotency.key);
  return runGivingWay(cutShards(body, items, limits));
}
