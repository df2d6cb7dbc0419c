/** Persistence: the schema, and every operation on it by name. The only room with SQL. */
export { claimShard, type ClaimedShard, type ShardId } from './decide/claim-shard';
export { finishShard, type StateCounts } from './decide/finish-shard';
export { saveRecords, type SavedRecord } from './decide/save-records';
export { type EarlierUse, IdempotencyKeyBusy, type IdempotentRequest } from './accept/claim-idempotency-key';
export { type EncodedPayload, type NewBatch, type NewShard, StoreBatch } from './accept/store-batch';
export { isDatabaseAway, isDataRefused } from './connections/database-errors';
export { PartnerPath } from './connections/partner-path';
export { type Transaction } from './connections/transaction';
export { type KnownPartner, PartnerDirectory } from './partners/partner-directory';
export { type NewPartner, registerPartner } from './partners/register-partner';
export { PersistenceModule } from './persistence.module';
export { type BatchView, ReadBatch, type ShardView, STATE_LETTERS } from './read/read-batch';
export { type HandedOut, HandOut, type HandOutLimits, type ReleasedShard } from './release/hand-out';
export { PreparePartitions } from './release/prepare-partitions';
