import { type OperatorPath, recordAuditEvent } from '@app/persistence';
import { ForbiddenException } from '@nestjs/common';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { sessionOf } from '../access/gate';

/** What operators may do to queues, by the board's own routes: nothing that makes a job say what nobody has accepted. */
const VERBS: Readonly<Record<string, string>> = {
  '/api/queues/pause': 'Paused all queues.',
  '/api/queues/resume': 'Resumed all queues.',
  '/api/queues/:queueName/pause': 'Paused the queue',
  '/api/queues/:queueName/resume': 'Resumed the queue',
  '/api/queues/:queueName/promote': 'Promoted delayed jobs of the queue',
  '/api/queues/:queueName/retry/:queueStatus': 'Retried jobs of the queue',
  '/api/queues/:queueName/clean/:queueStatus': 'Cleaned jobs out of the queue',
  '/api/queues/:queueName/:jobId/promote': 'Promoted a job of the queue',
  '/api/queues/:queueName/:jobId/retry': 'Retried a job of the queue',
  '/api/queues/:queueName/:jobId/clean': 'Removed a job of the queue',
};

/** Lets operators act on the board under `address`, within VERBS, and keeps what they do in the audit trail before it is done. */
export function auditQueueActions(scope: FastifyInstance, address: string, operatorPath: OperatorPath): void {
  scope.addHook('preHandler', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const route = request.routeOptions.url?.slice(address.length) ?? '';
    const verb = Object.hasOwn(VERBS, route) ? VERBS[route] : undefined;
    if (verb === undefined) throw new ForbiddenException('The dashboard does not do that to queues.');
    await operatorPath.transaction((transaction) =>
      recordAuditEvent(transaction, {
        userName: sessionOf(request).user.name,
        action: 'queue_changed',
        clientId: null,
        statusCheckId: null,
        detail: detailOf(verb, request),
      }),
    );
  });
}

/** Names come from the address: any text that the sender liked, and so they are cut. */
const MOST_NAME_CHARACTERS = 100;

function detailOf(verb: string, { params }: FastifyRequest): string {
  const names = Object.values(params as Readonly<Record<string, string>>);
  return names.length === 0 ? verb : `${verb} ${names.join(', ').slice(0, MOST_NAME_CHARACTERS)}.`;
}
