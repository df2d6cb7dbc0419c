import { BullModule } from '@nestjs/bull';
import type { DynamicModule } from '@nestjs/common';
import { settings } from './settings';

/** The one queue of a peer that works with Bull. */
export const QUEUE = 'items';

/** How often a job is tried: a Redis or PostgreSQL that is away for a moment, or a deadlock, must not cost an item its state. */
const ATTEMPTS = 3;

/** Nest's modules for it: the connection and the queue. Jobs that are done are removed, or Redis would fill up. */
export function bullQueue(): DynamicModule[] {
  const defaultJobOptions = { attempts: ATTEMPTS, removeOnComplete: true };
  return [
    BullModule.forRoot({ url: settings.redisUrl, prefix: settings.queuePrefix, defaultJobOptions }),
    BullModule.registerQueue({ name: QUEUE }),
  ];
}
