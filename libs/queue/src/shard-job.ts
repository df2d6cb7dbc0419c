import { type JobOptions } from 'bull';

/** What a job says: which shard to decide. Ids only; the payload stays in PostgreSQL. */
export interface ShardJob {
  readonly partnerId: string;
  readonly batchId: string;
  readonly shard: number;
  readonly attempt: number;
}

const HOUR_S = 3600;
const WEEK_S = 7 * 24 * HOUR_S;

/** Carries the attempt, since Bull silently ignores an id that it still knows. */
export function jobId({ partnerId, batchId, shard, attempt }: ShardJob): string {
  return `${partnerId}-${batchId}-${shard}-${attempt}`;
}

/** Attempts are counted in PostgreSQL alone; ended jobs stay for the dashboard, bounded in age and number. */
export function jobOptions(job: ShardJob): JobOptions {
  return {
    jobId: jobId(job),
    attempts: 1,
    removeOnComplete: { age: HOUR_S, count: 1000 },
    removeOnFail: { age: WEEK_S, count: 5000 },
  };
}
