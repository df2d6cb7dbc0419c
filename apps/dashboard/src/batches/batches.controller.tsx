import {
  DashboardPath,
  FindBatches,
  ListBatches,
  listPartners,
  type RegisteredPartner,
} from '@app/persistence';
import { Controller, Get, Query as QueryParameters, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { sessionOf } from '../access/gate';
import { asPage } from '../pages/send-page';
import { type BatchSearch, momentOf, type Query, readBatchSearch } from './batch-search';
import { type BatchesOutcome, BatchesPage } from './batches-page';

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
    const outcome = await this.outcomeOf(search, partners);
    const session = sessionOf(request);
    return asPage(
      reply,
      <BatchesPage session={session} search={search} partners={partners} outcome={outcome} />,
    );
  }

  /** Nothing for a partner that nobody knows: not the batches of all. */
  private async outcomeOf(
    search: BatchSearch,
    partners: readonly RegisteredPartner[],
  ): Promise<BatchesOutcome> {
    const { name, partner, state, from, to, behind } = search;
    const known = partners.find(({ clientId }) => clientId === partner);
    if (partner !== '' && known === undefined) return { unknownPartner: partner };
    const filter = {
      partnerId: known?.partnerId ?? null,
      state,
      from: momentOf(from),
      to: momentOf(to),
    };
    return name === ''
      ? { listed: await this.listBatches.list(filter, behind) }
      : { found: await this.findBatches.named(name, filter) };
  }
}
