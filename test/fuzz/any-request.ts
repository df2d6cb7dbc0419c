import fc from 'fast-check';
import { bodyOf } from '../support/claims';
import { headOf, type FuzzRequest } from './fuzz-request';
import { type Ground } from './ground';
import { byteChange, withByteChange } from './mutations/change-bytes';
import { framingChange, headChange, withHeadChange } from './mutations/change-head';
import { tokenChange, withTokenChanges } from './mutations/change-tokens';
import { treeChange, withTreeChange } from './mutations/change-tree';
import { batchPlan, batchRequest, textOf } from './valid/batches';
import { statusRead } from './valid/status-reads';
import { tokenPlan, tokenRequest } from './valid/token-requests';
import { written } from './valid/written';
import { cuts } from './wire/pieces';

/** Changes made to one request at a time: one mostly, so that the rest of it stays sound and is looked at. */
function few<T>(change: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return fc.oneof(
    { arbitrary: fc.array(change, { minLength: 1, maxLength: 1 }), weight: 4 },
    { arbitrary: fc.array(change, { minLength: 2, maxLength: 4 }), weight: 1 },
  );
}

function validBatch(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return batchPlan(ground).map((plan) =>
    batchRequest(plan, Buffer.from(textOf(plan)), { origin: 'a valid batch', promised: 'success' }),
  );
}

function batchWithOtherValues(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(batchPlan(ground), few(treeChange)).map(([plan, changes]) => {
    const items = changes.reduce<unknown>(withTreeChange, plan.items);
    // An array of other things, or no array at all any more.
    const json = Array.isArray(items)
      ? bodyOf(items.map((item) => bodyOf([item]).slice(1, -1)))
      : bodyOf([items]).slice(1, -1);
    return batchRequest(plan, Buffer.from(written(json, plan.writing)), {
      origin: 'a batch with other values',
      promised: 'body-decides',
    });
  });
}

function batchWithOtherTokens(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(batchPlan(ground), few(tokenChange)).map(([plan, changes]) =>
    batchRequest(plan, Buffer.from(withTokenChanges(textOf(plan), changes)), {
      origin: 'a batch with other tokens',
      promised: 'body-decides',
    }),
  );
}

function batchWithOtherBytes(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(batchPlan(ground), few(byteChange)).map(([plan, changes]) =>
    batchRequest(plan, changes.reduce(withByteChange, Buffer.from(textOf(plan))), {
      origin: 'a batch with other bytes',
      promised: 'body-decides',
    }),
  );
}

/** The compressed bytes change, and the declared length with them. */
function batchWithOtherGzip(ground: Ground): fc.Arbitrary<FuzzRequest> {
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

function validToken(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return tokenPlan(ground).map((plan) =>
    tokenRequest(plan, Buffer.from(plan.plain), { origin: 'a valid token request', promised: 'success' }),
  );
}

function changedToken(ground: Ground): fc.Arbitrary<FuzzRequest> {
  const how = { origin: 'a changed token request', promised: 'documented' } as const;
  return fc.oneof(
    fc
      .tuple(tokenPlan(ground), few(byteChange))
      .map(([plan, changes]) =>
        tokenRequest(plan, changes.reduce(withByteChange, Buffer.from(plan.plain)), how),
      ),
    fc
      .tuple(tokenPlan(ground), few(tokenChange))
      .map(([plan, changes]) => tokenRequest(plan, Buffer.from(withTokenChanges(plan.plain, changes)), how)),
  );
}

/** Valid requests of every kind. */
function validRequest(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(
    { arbitrary: validBatch(ground), weight: 3 },
    { arbitrary: statusRead(ground), weight: 3 },
    { arbitrary: validToken(ground), weight: 1 },
  );
}

function requestWithOtherHead(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(validRequest(ground), few(headChange)).map(([request, changes]) => ({
    ...changes.reduce(withHeadChange, request),
    origin: `${request.origin} with another head`,
    promised: 'documented',
  }));
}

function requestWithOtherFraming(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(validRequest(ground), few(framingChange)).map(([request, changes]) => ({
    ...changes.reduce(withHeadChange, request),
    origin: `${request.origin} with other framing`,
    promised: 'any-http',
  }));
}

function requestWithOtherHeadBytes(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(validRequest(ground), few(byteChange)).map(([request, changes]) => ({
    ...request,
    head: changes.reduce(withByteChange, headOf(request)),
    origin: `${request.origin} with other bytes in its head`,
    promised: 'any-http',
  }));
}

function foreignRead(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.tuple(statusRead(ground), fc.constantFrom(...ground.foreignIds)).map(([request, id]) => ({
    ...request,
    target: request.target.replace(/[^/?]+(?=$|\?)/, id),
    origin: 'a status read with another id',
    promised: 'documented',
  }));
}

/** A request of any kind: a valid one, or one that was changed as a tree, as tokens or as bytes, in its body or in its head. */
function requestOfAnyKind(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(
    { arbitrary: validRequest(ground), weight: 6 },
    { arbitrary: foreignRead(ground), weight: 1 },
    { arbitrary: batchWithOtherValues(ground), weight: 8 },
    { arbitrary: batchWithOtherTokens(ground), weight: 8 },
    { arbitrary: batchWithOtherBytes(ground), weight: 6 },
    { arbitrary: batchWithOtherGzip(ground), weight: 2 },
    { arbitrary: changedToken(ground), weight: 3 },
    { arbitrary: requestWithOtherHead(ground), weight: 6 },
    { arbitrary: requestWithOtherFraming(ground), weight: 1 },
    { arbitrary: requestWithOtherHeadBytes(ground), weight: 2 },
  );
}

const isFollowed = fc.integer({ min: 0, max: 9 }).map((n) => n === 9);

/** The same, in one piece or in many, alone or with another request right behind it. */
export function anyRequest(ground: Ground): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(requestOfAnyKind(ground), cuts, isFollowed)
    .map(([request, given, followed]) => ({ ...request, cuts: given, isFollowed: followed }));
}
