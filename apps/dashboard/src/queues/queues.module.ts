import { WatchedQueues } from '@app/queue';
import { Module } from '@nestjs/common';
import { QueuesController } from './queues.controller';

/** Bull's queues, to be looked at. */
@Module({ controllers: [QueuesController], providers: [WatchedQueues], exports: [WatchedQueues] })
export class QueuesModule {}
