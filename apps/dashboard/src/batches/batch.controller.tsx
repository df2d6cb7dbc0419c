import { Readable } from 'node:stream';
import { InspectBatch, type InspectedBatch, InspectItems } from '@app/persistence';
import {
  Controller,
  Get,
  NotFoundException,
  Param,
  Query as QueryParameters,
  Req,
  Res,
} from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { sessionOf } from '../access/gate';
import { asPage } from '../pages/send-page';
import { batchAddress } from './batch-address';
import { BatchPage } from './batch-page';
import { type Query } from './batch-search';
import { Downloads } from './downloads';
import { isUuid } from './is-uuid';
import { readItemsChoice } from './items-choice';
import { type ItemsView, MOST_SHOWN_CHARACTERS } from './items-list';
import { Progress } from './progress';
import { ReadItemTexts } from './read-item-texts';
import { RefusedItems } from './refused-items';

const ID = /^[1-9]\d{0,17}$/;
const INDEX = /^\d{1,9}$/;
const PAGE_ITEMS = 50;

/** One batch. */
@Controller('batches')
export class BatchController {
  constructor(
    private readonly inspectBatch: InspectBatch,
    private readonly inspectItems: InspectItems,
    private readonly itemTexts: ReadItemTexts,
    private readonly refusedItems: RefusedItems,
    private readonly downloads: Downloads,
  ) {}

  /** Where a job leads, which knows ids only. */
  @Get('of-job/:partnerId/:batchId')
  async ofJob(
    @Param('partnerId') partnerId: string,
    @Param('batchId') batchId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isId = ID.test(partnerId) && ID.test(batchId);
    const batch = isId ? await this.inspectBatch.byId(partnerId, batchId) : null;
    if (batch === null) throw new NotFoundException();
    await reply.redirect(batchAddress(batch), 303);
  }

  @Get(':clientId/:statusCheckId')
  async page(
    @Param('clientId') clientId: string,
    @Param('statusCheckId') statusCheckId: string,
    @QueryParameters() query: Query,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const batch = await this.find(clientId, statusCheckId);
    const view = await this.view(batch, query);
    return asPage(reply, <BatchPage session={sessionOf(request)} batch={batch} view={view} />);
  }

  /** A part of the page, for the script that keeps it as it is now. */
  @Get(':clientId/:statusCheckId/progress')
  async progress(
    @Param('clientId') clientId: string,
    @Param('statusCheckId') statusCheckId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const batch = await this.find(clientId, statusCheckId);
    void reply.header('Content-Type', 'text/html; charset=utf-8');
    return renderToString(<Progress batch={batch} />);
  }

  /** The items of one state as they were sent, to be corrected and sent again. */
  @Get(':clientId/:statusCheckId/items.json')
  async download(
    @Param('clientId') clientId: string,
    @Param('statusCheckId') statusCheckId: string,
    @QueryParameters('state') wanted: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const batch = await this.find(clientId, statusCheckId);
    const state = wanted === 'Conflict' ? 'Conflict' : 'Failed';
    const file = this.downloads.begin(sessionOf(request).user.name, () =>
      Readable.from(this.refusedItems.file(batch, state)),
    );
    // Also where the other side has gone before the first byte.
    reply.raw.once('close', () => file.destroy());
    const name = `${batch.statusCheckId}-${state.toLowerCase()}.json`;
    await reply
      .headers({
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}"`,
      })
      .send(file);
  }

  private async find(clientId: string, statusCheckId: string): Promise<InspectedBatch> {
    const batch = isUuid(statusCheckId) ? await this.inspectBatch.byName(clientId, statusCheckId) : null;
    if (batch === null) throw new NotFoundException();
    return batch;
  }

  private async view(batch: InspectedBatch, query: Query): Promise<ItemsView> {
    const choice = readItemsChoice(query);
    const given = query['from'];
    const from = typeof given === 'string' && INDEX.test(given) ? Number(given) : 0;
    const found =
      choice.key === ''
        ? await this.inspectItems.items(batch, choice.state, from, PAGE_ITEMS + 1)
        : await this.inspectItems.withKey(batch, choice.key, from, PAGE_ITEMS + 1);
    const items = await this.itemTexts.beginnings(batch, found.slice(0, PAGE_ITEMS), MOST_SHOWN_CHARACTERS);
    return { choice, items, next: found[PAGE_ITEMS]?.index ?? null };
  }
}
