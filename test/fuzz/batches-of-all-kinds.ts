import fc from 'fast-check';
import { bodyOf, jsonText } from '../support/claims';
import { type FuzzRequest } from './fuzz-request';
import { type Ground } from './ground';
import { byteChange, withByteChange } from './mutations/change-bytes';
import { tokenChange, withTokenChanges } from './mutations/change-tokens';
import { treeChange, withTreeChange } from './mutations/change-tree';
import { few } from './mutations/few';
import { meeting, withMeeting } from './mutations/meeting-items';
import { batchPlan, batchRequest, textOf } from './valid/batches';
import { written } from './valid/written';

export function validBatch(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return batchPlan(ground).map((plan) =>
    batchRequest(plan, Buffer.from(textOf(plan)), { origin: 'a valid batch', promised: 'success' }),
  );
}

export function batchWithOtherValues(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(batchPlan(ground), few(treeChange)).map(([plan, changes]) => {
    const items = changes.reduce<unknown>(withTreeChange, plan.items);
    const json = jsonText(items);
    return batchRequest(plan, Buffer.from(written(json, plan.writing)), {
      origin: 'a batch with other values',
      promised: 'body-decides',
    });
  });
}

export function batchWithOtherTokens(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(batchPlan(ground), few(tokenChange)).map(([plan, changes]) =>
    batchRequest(plan, Buffer.from(withTokenChanges(textOf(plan), changes)), {
      origin: 'a batch with other tokens',
      promised: 'body-decides',
    }),
  );
}

export function batchWithOtherBytes(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(batchPlan(ground), few(byteChange)).map(([plan, changes]) =>
    batchRequest(plan, changes.reduce(withByteChange, Buffer.from(textOf(plan))), {
      origin: 'a batch with other bytes',
      promised: 'body-decides',
    }),
  );
}

/** The compressed bytes change, and the declared length with them. */
export function batchWithOtherGzip(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(batchPlan(ground), few(byteChange)).map(([plan, changes]) => {
    const gzip = batchRequest(
      { ...plan, framing: { gzip: true, chunked: true } },
      Buffer.from(textOf(plan)),
      {
        origin: 'a batch with other compressed bytes',
        promised: 'body-decides',
      },
    );
    return { ...gzip, body: changes.reduce(withByteChange, gzip.body) };
  });
}

/** Items that have their keys in common, so that what becomes of one depends on the others. */
export function batchWithMeetingItems(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(batchPlan(ground), few(meeting)).map(([plan, meetings]) => {
    const items = meetings.reduce<readonly unknown[]>(withMeeting, plan.items);
    return batchRequest(plan, Buffer.from(written(bodyOf(items.map(jsonText)), plan.writing)), {
      origin: 'a batch with items that meet',
      promised: 'body-decides',
    });
  });
}
