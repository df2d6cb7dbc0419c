import { type StateCounts } from '@app/persistence';
import { type ShardJob } from '@app/queue';
import { type Job } from 'bull';

/** What happened to a job's shard: counts of what was decided, or why nothing was. */
export type JobOutcome = StateCounts | 'nothing-to-decide' | 'not-decided';

/**
 * Writes a sentence into the job's own log, for those who read Bull's dashboard. Beside the decision, and without waiting: the command is on its
 * way before Bull hears that the job has ended, and a log that Redis does not take is not missed. While Redis is away nothing is written, so
 * that no commands pile up.
 */
export function tellInJobLog(job: Job<ShardJob>, outcome: JobOutcome, durationMs: number): void {
  if (job.queue.client.status !== 'ready') return;
  job.log(sentenceOf(outcome, durationMs)).catch(() => undefined);
}

function sentenceOf(outcome: JobOutcome, durationMs: number): string {
  if (outcome === 'nothing-to-decide')
    return 'There was nothing to decide: the shard is decided already, or another worker is at it. Running this job again does no harm.';
  if (outcome === 'not-decided')
    return 'The shard was not decided, and nothing of it was saved. It is handed out again by itself.';
  const counts = Object.entries(outcome).filter(([, items]) => items > 0);
  return `Decided in ${Math.round(durationMs)} ms: ${counts.map(([state, items]) => `${items} ${state}`).join(', ')}.`;
}
