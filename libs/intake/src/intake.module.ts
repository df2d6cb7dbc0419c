import { Module } from '@nestjs/common';
import { PersistenceModule, SyncPersistenceModule } from '@app/persistence';
import { QueueModule } from '@app/queue';
import { AcceptBatch } from './accept/accept-batch';
import { DecideAtOnce } from './accept/decide-at-once';
import { DecideShard } from './decide/decide-shard';
import { ReadStatusDocument } from './read/read-status-document';
import { ReleaseShards } from './release/release-shards';

/** The pipeline: accept, release, decide, read. */
@Module({
  imports: [PersistenceModule, QueueModule],
  providers: [AcceptBatch, ReleaseShards, DecideShard, ReadStatusDocument],
  exports: [AcceptBatch, ReleaseShards, DecideShard, ReadStatusDocument, PersistenceModule],
})
export class IntakeModule {}

/** The synchronous route's part of the pipeline: for processes that answer requests, with connections of its own. */
@Module({
  imports: [IntakeModule, SyncPersistenceModule],
  providers: [DecideAtOnce],
  exports: [DecideAtOnce],
})
export class SyncIntakeModule {}
