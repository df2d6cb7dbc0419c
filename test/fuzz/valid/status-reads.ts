import fc from 'fast-check';
import { ITEM_STATES } from '../../../libs/domain/src';
import { type Field, type FuzzRequest } from '../fuzz-request';
import { type Ground } from '../ground';
import { place } from '../mutations/place';

const EMPTY = Buffer.alloc(0);

const query = fc
  .record(
    {
      state: fc.subarray([...ITEM_STATES], { minLength: 1 }).map((states) => states.join(',')),
      limit: fc.constantFrom('0', '1', '2', '10', '10000'),
    },
    { requiredKeys: [] },
  )
  .map((parameters) => {
    const text = new URLSearchParams(parameters).toString();
    return text === '' ? '' : `?${text}`;
  });

const extra: fc.Arbitrary<readonly Field[]> = fc.constantFrom<readonly Field[]>(
  [],
  [['Accept-Encoding', 'gzip']],
  [['Accept-Encoding', 'br;q=1, *;q=0.1']],
  [['If-None-Match', '"x"']],
  [['If-None-Match', 'W/"a", "b"']],
);

/** A read of one of the latest batches, with valid parameters. While there is none, of the process's health. */
export function statusRead(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(place, query, extra).map(([at, parameters, fields]) => {
    const batch = ground.batchAt(at / 0x10000);
    return {
      origin: 'a status read',
      method: 'GET',
      target: batch === undefined ? '/health/live' : `${batch}${parameters}`,
      fields: [['Host', 'service'], ['Authorization', `Bearer ${ground.token}`], ...fields],
      body: EMPTY,
      promised: 'success',
    };
  });
}
