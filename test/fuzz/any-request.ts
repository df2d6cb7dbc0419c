import fc from 'fast-check';
import {
  batchWithMeetingItems,
  batchWithOtherBytes,
  batchWithOtherGzip,
  batchWithOtherTokens,
  batchWithOtherValues,
  validBatch,
} from './batches-of-all-kinds';
import { headOf, type FuzzRequest } from './fuzz-request';
import { type Ground } from './ground';
import { byteChange, withByteChange } from './mutations/change-bytes';
import { framingChange, headChange, withHeadChange } from './mutations/change-head';
import { tokenChange, withTokenChanges } from './mutations/change-tokens';
import { few } from './mutations/few';
import { statusRead } from './valid/status-reads';
import { tokenPlan, tokenRequest } from './valid/token-requests';
import { cuts } from './wire/pieces';

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
    { arbitrary: batchWithMeetingItems(ground), weight: 6 },
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
