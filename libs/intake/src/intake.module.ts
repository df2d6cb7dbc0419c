import { Module } from '@nestjs/common';
import { PersistenceModule } from '@app/persistence';
import { QueueModule } from '@app/queue';
import { AcceptBatch } from './accept/accept-batch';
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
