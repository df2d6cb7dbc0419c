import { type Queue } from 'bull';

/** What Bull calls the connection on which a worker waits for jobs of a queue (Bull 4, lib/worker.js). */
export function workerName(prefix: string, queue: string): string {
  return `${prefix}:${Buffer.from(queue).toString('base64')}`;
}

/** How many workers wait for jobs of a queue, by Redis' list of connections. */
export async function countWorkers(queue: Queue, name: string): Promise<number> {
  // Behind a key in one pipeline, the list is that of the server which has the queue's keys: of a cluster's, workers wait there.
  const answers = await queue.client.pipeline().exists(queue.toKey('wait')).client('LIST').exec();
  const [error, list] = answers?.[1] ?? [null, ''];
  if (error !== null) throw error;
  return String(list)
    .split('\n')
    .filter((line) => line.split(' ').includes(`name=${name}`)).length;
}
