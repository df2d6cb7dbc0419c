import { ReadStatusDocument } from '@app/intake';
import { Controller, Get, HttpCode, Param, Post, Req, Res, type StreamableFile } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { type CallingPartner } from '../auth/authenticate';
import { acceptedAnswer, type AcceptedDocument } from '../batches/accepted-answer';
import { ReceiveBatch } from '../batches/receive-batch';
import { streamDocument } from '../batches/stream-document';
import { Partner } from '../http/calling-partner';
import { underEveryPrefix } from '../http/route-prefixes';

/** The revenue claim routes of docs/contract.md section 1. */
@Controller(underEveryPrefix('revenueClaims'))
export class RevenueClaimsController {
  constructor(
    private readonly receiveBatch: ReceiveBatch,
    private readonly readStatusDocument: ReadStatusDocument,
    private readonly logger: PinoLogger,
  ) {}

  /** Create Partner Client Revenue: 202 once the batch is durably stored. */
  @Post()
  @HttpCode(202)
  async create(
    @Partner() partner: CallingPartner,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedDocument> {
    const batch = await this.receiveBatch.accept('revenue-claims', partner, request);
    const { headers, document } = acceptedAnswer('revenueClaims', batch);
    void reply.headers(headers);
    return document;
  }

  /** Status check of claims batches: the whole status document, streamed. */
  @Get('status/:id')
  async status(@Partner() { partnerId }: CallingPartner, @Param('id') id: string): Promise<StreamableFile> {
    const query = { partnerId, resource: 'revenueClaims' as const, statusCheckId: id };
    return streamDocument(await this.readStatusDocument.read(query), this.logger);
  }
}
