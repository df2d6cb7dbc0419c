import { type Queue } from 'bull';

/** Whether an operator has paused a queue: workers take nothing out of it until it is resumed. Rejects while Redis does not answer. */
export async function isPaused(queue: Queue): Promise<boolean> {
  // Bull's own way of asking waits for as long as Redis is away.
  return (await queue.client.exists(queue.toKey('meta-paused'))) === 1;
}
