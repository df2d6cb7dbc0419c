import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import { FastifyAdapter as BoardAdapter } from '@bull-board/fastify';
import { isDatabaseAway, type OperatorPath } from '@app/persistence';
import { type ShardJob, type WatchedQueues } from '@app/queue';
import { HttpException } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';
import { boundLists } from './bounded-lists';
import { auditQueueActions, refuseChanges } from './queue-actions';
import { withoutForeignParts } from './without-foreign-parts';

/** The board as viewers and as operators see it. */
export const BOARDS = { viewer: '/queues/look', operator: '/queues/act' } as const;

/** Where the boards' own pages ask for something to be done. */
export const BOARD_APIS = Object.values(BOARDS).map((address) => `${address}/api/`);

const DESCRIPTION =
  'Retrying is harmless: a shard that is decided stays as it is. A shard that is not is handed out again by itself.';

/** The board's pages load their own files only; its page names a base for its addresses. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The one rule that a library of the board's puts into its page (@bull-board/ui 9.10.1).
  "style-src 'self' 'sha256-r2N1TB/gHbBtBZFKg7ejmq1acVSREzucTAEw6ga4hoU='",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Puts Bull's dashboard under its addresses: the gate has let the user in already, and viewers change nothing. */
export function installBoards(
  fastify: FastifyInstance,
  { queues }: WatchedQueues,
  operatorPath: OperatorPath,
): void {
  for (const [role, address] of Object.entries(BOARDS)) {
    const board = new BoardAdapter();
    board.setBasePath(address);
    createBullBoard({
      serverAdapter: board,
      queues: queues.map(
        ({ queue }) =>
          new BullAdapter(queue, {
            readOnlyMode: role === 'viewer',
            description: DESCRIPTION,
            externalJobUrl: ({ data }) => ({ href: addressOfJob(data as ShardJob), displayText: 'Batch' }),
          }),
      ),
      options: {
        uiConfig: {
          boardTitle: 'Queues',
          miscLinks: [{ text: 'Back to the overview', url: '/' }],
        },
      },
    });
    board.setErrorHandler(answerOf);
    void fastify.register(
      async (scope) => {
        scope.addHook('onRequest', (_request, reply, done) => {
          void reply.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
          done();
        });
        boundLists(scope);
        if (role === 'viewer') refuseChanges(scope);
        else auditQueueActions(scope, address, operatorPath);
        withoutForeignParts(scope);
        await scope.register(board.registerPlugin());
      },
      { prefix: address },
    );
  }
}

/** What the board's own pages are told; they show the sentence. */
function answerOf(error: unknown): { status: 403 | 500; body: { error: string } } {
  // The board's type knows a few codes alone; any other is sent as well.
  const answer = (status: number, sentence: string) => ({
    status: status as 403 | 500,
    body: { error: sentence },
  });
  if (error instanceof HttpException) return answer(error.getStatus(), error.message);
  return isDatabaseAway(error)
    ? answer(503, 'The database does not answer.')
    : answer(500, 'The queues do not answer.');
}

function addressOfJob({ partnerId, batchId }: ShardJob): string {
  return `/batches/of-job/${partnerId}/${batchId}`;
}
