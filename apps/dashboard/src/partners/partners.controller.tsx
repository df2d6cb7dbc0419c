import { DashboardPath, listPartners, RankReasons, ReadBacklog, SumVolumes } from '@app/persistence';
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
import { sessionOf } from '../access/gate';
import { asPage } from '../pages/send-page';
import { PartnerPage } from './partner-page';
import { PartnersPage } from './partners-page';
import { periodOf } from './volumes-section';

/** Partners, to look at. */
@Controller('partners')
export class PartnersController {
  constructor(
    private readonly path: DashboardPath,
    private readonly backlog: ReadBacklog,
    private readonly sumVolumes: SumVolumes,
    private readonly rankReasons: RankReasons,
  ) {}

  @Get()
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const [partners, backlog] = await Promise.all([
      this.path.transaction(listPartners),
      this.backlog.byPartner(),
    ]);
    return asPage(reply, <PartnersPage session={sessionOf(request)} partners={partners} backlog={backlog} />);
  }

  @Get(':clientId')
  async one(
    @Param('clientId') clientId: string,
    @QueryParameters('over') over: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const partners = await this.path.transaction(listPartners);
    const partner = partners.find((known) => known.clientId === clientId);
    if (partner === undefined) throw new NotFoundException();
    const period = periodOf(over);
    const [volumes, reasons] = await Promise.all([
      this.sumVolumes.of(partner.partnerId, period),
      this.rankReasons.of(partner.partnerId),
    ]);
    const session = sessionOf(request);
    return asPage(
      reply,
      <PartnerPage session={session} partner={partner} period={period} volumes={volumes} reasons={reasons} />,
    );
  }
}
