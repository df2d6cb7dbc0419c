import { type AuditAction, type OperatorPath, recordAuditEvent } from '@app/persistence';
import { ForbiddenException, Logger } from '@nestjs/common';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { changesNothing } from '../access/changes-nothing';
import { sessionOf } from '../access/gate';

/** What operators may do to queues, by the board's own routes: nothing that makes a job say what nobody has accepted. */
const VERBS: Readonly<Record<string, string>> = {
  '/api/queues/pause': 'pause all queues',
  '/api/queues/resume': 'resume all queues',
  '/api/queues/:queueName/pause': 'pause the queue',
  '/api/queues/:queueName/resume': 'resume the queue',
  '/api/queues/:queueName/promote': 'promote delayed jobs of the queue',
  '/api/queues/:queueName/retry/:queueStatus': 'retry jobs of the queue',
  '/api/queues/:queueName/clean/:queueStatus': 'clean jobs out of the queue',
  '/api/queues/:queueName/:jobId/promote': 'promote a job of the queue',
  '/api/queues/:queueName/:jobId/retry': 'retry a job of the queue',
  '/api/queues/:queueName/:jobId/clean': 'remove a job of the queue',
};

declare module 'fastify' {
  interface FastifyRequest {
    /** What was asked of the queues, once it is in the audit trail. */
    askedOfQueues: string | null;
  }
}

/**
 * Lets operators act on the board under `address`, within VERBS. What they ask for is in the audit trail before it is tried, and what came of
 * it before they are told.
 */
export function auditQueueActions(scope: FastifyInstance, address: string, operatorPath: OperatorPath): void {
  const log = new Logger('QueueActions');
  const record = (request: FastifyRequest, action: AuditAction, detail: string): Promise<void> =>
    operatorPath.transaction((transaction) =>
      recordAuditEvent(transaction, {
        userName: sessionOf(request).user.name,
        action,
        clientId: null,
        statusCheckId: null,
        detail,
      }),
    );

  scope.decorateRequest('askedOfQueues', null);
  scope.addHook('preHandler', async (request) => {
    if (changesNothing(request)) return;
    const route = request.routeOptions.url?.slice(address.length) ?? '';
    const verb = Object.hasOwn(VERBS, route) ? VERBS[route] : undefined;
    if (verb === undefined) throw new ForbiddenException('The dashboard does not do that to queues.');
    const asked = withNames(verb, request);
    await record(request, 'queue_change_asked', `Asked to ${asked}.`);
    request.askedOfQueues = asked;
  });
  scope.addHook('onSend', async (request, { statusCode }) => {
    const asked = request.askedOfQueues;
    if (asked === null) return;
    const isDone = statusCode < 300;
    const outcome = isDone
      ? 'The queues did it'
      : `The queues answered ${statusCode}, and may not have done it`;
    try {
      await record(request, isDone ? 'queue_changed' : 'queue_change_failed', `${outcome}: ${asked}.`);
    } catch (error) {
      // It is done all the same, and that it was asked for is kept.
      log.error({ err: error, statusCode }, 'what came of an action on the queues is not in the audit trail');
    }
  });
}

/** Refuses every change on a board that is there to be looked at, whoever asks. */
export function refuseChanges(scope: FastifyInstance): void {
  scope.addHook('preHandler', (request, _reply, done) => {
    if (!changesNothing(request)) throw new ForbiddenException('These queues are here to be looked at.');
    done();
  });
}

/** Names come from the address: any text that the sender liked, and so they are cut. */
const MOST_NAME_CHARACTERS = 100;

function withNames(verb: string, { params }: FastifyRequest): string {
  const names = Object.values(params as Readonly<Record<string, string>>);
  return names.length === 0 ? verb : `${verb} ${names.join(', ').slice(0, MOST_NAME_CHARACTERS)}`;
}
