/** Persistence: the schema, and every operation on it by name. The only room with SQL. */
export { claimShard, type ClaimedShard, type DecidableShard, type ShardId } from './decide/claim-shard';
export { type FinishedShard, finishShard, type StateCounts } from './decide/finish-shard';
export { type Obstacle, type Obstacles } from './save/obstacle';
export { compareKeys } from './save/key-order';
export { saveRecords } from './save/save-records';
export { type SavedRecord } from './save/save-by-key';
export {
  claimIdempotencyKey,
  type EarlierUse,
  IdempotencyKeyBusy,
  type IdempotentRequest,
} from './accept/claim-idempotency-key';
export {
  type EncodedPayload,
  insertBatch,
  type NewBatch,
  type NewShard,
  StoreBatch,
  type StoredBatch,
} from './accept/store-batch';
export { isDatabaseAway, isDataException, isDataRefused } from './connections/database-errors';
export { ConnectionsInUse } from './connections/connections-in-use';
export { DashboardPath, OperatorPath } from './connections/dashboard-paths';
export { PartnerPath, SyncPath, TRANSACTION_SPAN } from './connections/partner-path';
export { type Transaction } from './connections/transaction';
export { type Allowances, USUAL_ALLOWANCES } from './partners/allowances';
export { type BatchSummary } from './overview/batch-summary';
export { FindBatches, type FoundBatch } from './overview/find-batches';
export { InspectBatch, type InspectedBatch, type InspectedShard } from './overview/inspect-batch';
export { type InspectedItem, InspectItems } from './overview/inspect-items';
export { type ListedAuditEvent, listAuditEvents } from './overview/list-audit-events';
export { type BatchCursor, type BatchFilter, ListBatches, type ListedBatches } from './overview/list-batches';
export { type RankedReason, RankReasons } from './overview/rank-reasons';
export { type PartnerBacklog, ReadBacklog, STALLED_AFTER_S } from './overview/read-backlog';
export { RATE_BUCKET_S, type RateBucket, ReadRates } from './overview/read-rates';
export {
  SumVolumes,
  VOLUME_PERIODS_S,
  type VolumePeriod,
  type Volumes,
  type VolumeSlice,
} from './overview/sum-volumes';
export { addPartner } from './partners/add-partner';
export { addSecret, MOST_LIVE_SECRETS } from './partners/add-secret';
export { asOwner, type OwnersDatabase, withOwnersDatabase } from './partners/as-owner';
export { changePartner } from './partners/change-partner';
export { freshSecret, hashOfSecret } from './partners/client-secret';
export { lockPartner } from './partners/lock-partner';
export { listPartners } from './partners/list-partners';
export { ownersObstacle, type OwnersObstacle } from './partners/owners-obstacle';
export {
  CHANGE_EFFECTIVE_WITHIN_MS,
  type KnownPartner,
  type KnownSecret,
  PARTNER_FRESH_MS,
  PartnerDirectory,
  type PartnerStatus,
} from './partners/partner-directory';
export { type PartnerFacts, type RegisteredPartner } from './partners/registered-partner';
export { type AuditAction, type AuditEvent, recordAuditEvent } from './partners/record-audit-event';
export { registerPartner } from './partners/register-partner';
export { revokeOneSecret } from './partners/revoke-one-secret';
export { revokeSecrets } from './partners/revoke-secrets';
export { endSession } from './sessions/end-session';
export { isSessionEnded } from './sessions/is-session-ended';
export { DashboardPersistenceModule } from './dashboard-persistence.module';
export { PersistenceModule, SyncPersistenceModule } from './persistence.module';
export { type BatchView, type ItemWindow, type ShardView, STATE_LETTERS } from './read/batch-view';
export { ReadBatch, type ShardContent } from './read/read-batch';
export { KnownIdempotencyKeys } from './accept/known-idempotency-keys';
export { LEAST_ITEMS_OF_A_SHARD, WaitingItems } from './read/waiting-items';
export { Backlog } from './release/backlog';
export { EndFrozenCopies } from './release/end-frozen-copies';
export {
  type FindLost,
  type FindRoom,
  type HandedOut,
  HandOut,
  type HandOutLimits,
  type ReleasedShard,
} from './release/hand-out';
export { releaseBatchAgain } from './release/release-batch-again';
export { PreparePartitions } from './release/prepare-partitions';
export { SHARDS_PER_PARTNER } from './release/shards-per-partner';
export { DropExpiredPartition, type DropOutcome } from './retention/drop-expired-partition';
export { ForgetIdempotencyKeys } from './retention/forget-idempotency-keys';
export { eraseItems, type Erased } from './erase/erase-items';
export { forgetStatistics } from './erase/forget-statistics';
export { countIdempotencyKeysNaming, deleteIdempotencyKeysNaming } from './erase/idempotency-keys-naming';
export {
  BEFORE_ALL,
  countPayloadsToSearch,
  isBatchUndecided,
  lastBatchOf,
  payloadsToSearch,
  type SearchedShard,
  type SearchedUpTo,
} from './erase/payloads-to-search';
export { countSavedClient, deleteSavedClient, type SavedClient } from './erase/saved-client';
export { stopIntake } from './erase/stop-intake';
export { transactionsUnderWay } from './erase/transactions-under-way';
export { type TracedShard, TraceContexts } from './release/trace-contexts';
export { awaitSchema } from './schema/await-schema';
