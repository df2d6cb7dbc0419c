import { DashboardPath, FindBatches, ListBatches, listPartners } from '@app/persistence';
import { Controller, Get, Query as QueryParameters, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { sessionOf } from '../access/gate';
import { asPage } from '../pages/send-page';
import { type BatchSearch, momentOf, type Query, readBatchSearch } from './batch-search';
import { BatchesPage } from './batches-page';

/** Search and list. */
@Controller('batches')
export class BatchesController {
  constructor(
    private readonly path: DashboardPath,
    private readonly listBatches: ListBatches,
    private readonly findBatches: FindBatches,
  ) {}

  @Get()
  async page(
    @QueryParameters() query: Query,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const search = readBatchSearch(query);
    const partners = await this.path.transaction(listPartners);
    const partner = partners.find(({ clientId }) => clientId === search.partner);
    const outcome =
      search.name === ''
        ? { listed: await this.list(search, partner?.partnerId ?? null) }
        : { found: await this.findBatches.named(search.name) };
    const session = sessionOf(request);
    return asPage(
      reply,
      <BatchesPage session={session} search={search} partners={partners} outcome={outcome} />,
    );
  }

  private list({ state, from, to, behind }: BatchSearch, partnerId: string | null) {
    return this.listBatches.list({ partnerId, state, from: momentOf(from), to: momentOf(to), behind });
  }
}
