import { type Recoveries } from '@app/platform';
import { type QueueOptions } from 'bull';
import { connect, type RedisSettings } from './connect';
import { CONSUMER, PRODUCER } from './connection-options';

type CreateClient = NonNullable<QueueOptions['createClient']>;

/** How Bull makes the connections of a queue that enqueues or is looked at. */
export function producerConnections(settings: RedisSettings, recoveries: Recoveries): CreateClient {
  return () => connect(settings, PRODUCER, recoveries);
}

/**
 * How Bull makes the connections of a queue that works.
 * @param workerName what the connection on which Bull waits for jobs is called in Redis: Bull names a single connection, and of a
 *   cluster's any one
 */
export function consumerConnections(
  settings: RedisSettings,
  recoveries: Recoveries,
  workerName: string,
): CreateClient {
  const waiting = { ...CONSUMER, server: { ...CONSUMER.server, connectionName: workerName } };
  return (type) => connect(settings, type === 'bclient' ? waiting : CONSUMER, recoveries);
}
