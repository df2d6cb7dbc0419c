import { createHash } from 'node:crypto';
import { type BatchView } from '@app/persistence';
import { type Page } from './page';

/** Goes up when the same batch is shown in another form than by an earlier release, so that no caller keeps the old one. */
const FORM = 1;
const TAG_CHARACTERS = 22; // 128 bits

/**
 * Names the content of a page of a batch: equal for equal content, different for different. Shards are decided one by one
 * and never anew, so how many are decided says which moment the view is of, together with when items were last erased.
 */
export function documentTag(
  { statusCheckId, shards }: BatchView,
  { from, limit, states, indexed }: Page,
): string {
  const decided = shards.filter(({ decidedAt }) => decidedAt !== null).length;
  const erased = shards.flatMap(({ shardNo, erasedAt }) =>
    erasedAt === null ? [] : [`${shardNo}@${erasedAt.getTime()}`],
  );
  const shown = states === null ? 'all' : [...states].sort().join();
  return createHash('sha256')
    .update([FORM, statusCheckId, decided, from, limit, shown, indexed, ...erased].join(' '))
    .digest('base64url')
    .slice(0, TAG_CHARACTERS);
}
