import { InspectBatch, OperatorPath, recordAuditEvent, releaseBatchAgain } from '@app/persistence';
import { Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { requireOperator, sessionOf } from '../access/gate';
import { ConfirmPage } from '../pages/confirm-page';
import { asPage } from '../pages/send-page';
import { batchAddress } from './batch-address';
import { isUuid } from './is-uuid';

/** Has a batch released again, for operators who do not want to wait until it is found to be lost. */
@Controller('batches/:clientId/:statusCheckId/release')
export class ReleaseAgainController {
  constructor(
    private readonly inspectBatch: InspectBatch,
    private readonly operatorPath: OperatorPath,
  ) {}

  @Get()
  async confirm(
    @Param('clientId') clientId: string,
    @Param('statusCheckId') statusCheckId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = sessionOf(request);
    requireOperator(session);
    const batch = isUuid(statusCheckId) ? await this.inspectBatch.byName(clientId, statusCheckId) : null;
    if (batch === null) throw new NotFoundException();
    return asPage(
      reply,
      <ConfirmPage
        session={session}
        place="/batches"
        title="Release the batch again"
        consequence="Its undecided shards are handed out once more. That is harmless at any time: a shard is decided once, whoever comes first."
        verb="Release again"
        grave={false}
        back={batchAddress(batch)}
      />,
    );
  }

  @Post()
  async release(
    @Param('clientId') clientId: string,
    @Param('statusCheckId') statusCheckId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const batch = isUuid(statusCheckId) ? await this.inspectBatch.byName(clientId, statusCheckId) : null;
    if (batch === null) throw new NotFoundException();
    const { name: userName } = sessionOf(request).user;
    await this.operatorPath.transaction(async (transaction) => {
      const shards = await releaseBatchAgain(transaction, clientId, batch.statusCheckId);
      await recordAuditEvent(transaction, {
        userName,
        action: 'batch_released_again',
        clientId,
        statusCheckId: batch.statusCheckId,
        detail: `Had ${shards} undecided ${shards === 1 ? 'shard' : 'shards'} released again.`,
      });
    });
    await reply.redirect(batchAddress(batch), 303);
  }
}
