/** Intake: the pipeline as services. One pipeline for all record kinds. */
export { type Accepted, AcceptBatch } from './accept/accept-batch';
export { DecideAtOnce, type DecidedAtOnce, type SyncSubmission } from './accept/decide-at-once';
export { type Submission } from './accept/submission';
export { DecideShard } from './decide/decide-shard';
export { type Decision } from './decide/decide-within';
export { eraseClient, type Erasure, findClient } from './erase/erase-client';
export { type ErasureRequest } from './erase/erasure-under-way';
export { ClientUnderWay } from './erase/until-decided';
export { type ItemsOfBatch } from './erase/found-items';
export { IntakeModule, SyncIntakeModule } from './intake.module';
export { decodePayload } from './payload/encode-payload';
export { ownTexts } from './payload/shard-text';
export { MOST_ITEMS_OF_A_PAGE, type PageParameters } from './read/page';
export { ReadStatusDocument, type StatusAnswer, type StatusQuestion } from './read/read-status-document';
export { ReleaseShards } from './release/release-shards';
