/** The queue: Bull behind names of our own. */
export { CounterConnection } from './counter-connection';
export { laneOf, LANE_NAMES, LANES, type Lane } from './lanes';
export { QueueModule } from './queue.module';
export { type ShardJob } from './shard-job';
export { type JobStanding, type LanedJob, ShardQueues } from './shard-queues';
export { WatchedQueues } from './watched-queues';
