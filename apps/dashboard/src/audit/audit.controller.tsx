import { DashboardPath, listAuditEvents } from '@app/persistence';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { sessionOf } from '../access/gate';
import { asPage } from '../pages/send-page';
import { AuditPage } from './audit-page';

const PAGE_EVENTS = 100;
const ID = /^[1-9]\d{0,17}$/;

/** What operators have done. */
@Controller('audit')
export class AuditController {
  constructor(private readonly path: DashboardPath) {}

  @Get()
  async page(
    @Query('before') before: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const from = typeof before === 'string' && ID.test(before) ? before : null;
    const events = await this.path.transaction((transaction) =>
      listAuditEvents(transaction, from, PAGE_EVENTS + 1),
    );
    const shown = events.slice(0, PAGE_EVENTS);
    const next = events.length > PAGE_EVENTS ? (shown.at(-1)?.id ?? null) : null;
    return asPage(reply, <AuditPage session={sessionOf(request)} events={shown} next={next} />);
  }
}
