/** Intake: the pipeline as services. One pipeline for all record kinds. */
export { type Accepted, AcceptBatch, type Submission } from './accept/accept-batch';
export { type Decided, DecideShard } from './decide/decide-shard';
export { IntakeModule } from './intake.module';
export { ReadStatusDocument, type StatusQuestion } from './read/read-status-document';
export { ReleaseShards } from './release/release-shards';
