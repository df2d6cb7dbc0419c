import { Controller, Get, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { sessionOf } from '../access/gate';
import { asPage } from '../pages/send-page';
import { LiveOverview } from './live-overview';
import { OverviewPage } from './overview-page';
import { ReadOverview } from './read-overview';

/** What the service does right now. */
@Controller()
export class OverviewController {
  constructor(
    private readonly readOverview: ReadOverview,
    private readonly liveOverview: LiveOverview,
  ) {}

  @Get()
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const figures = await this.readOverview.read();
    return asPage(reply, <OverviewPage figures={figures} session={sessionOf(request)} />);
  }

  @Get('events')
  events(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const session = sessionOf(request);
    this.liveOverview.requireRoom(session);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    this.liveOverview.show(reply.raw, session);
  }
}
