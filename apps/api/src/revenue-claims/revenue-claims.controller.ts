import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type CallingPartner } from '../auth/authenticate';
import { type AcceptedDocument } from '../batches/accepted-answer';
import { BatchAnswers } from '../batches/batch-answers';
import { type DocumentBody } from '../batches/send-document';
import { Partner } from '../http/calling-partner';
import { underEveryPrefix } from '../http/route-prefixes';

/** The revenue claim routes of docs/contract.md section 1. */
@Controller(underEveryPrefix('revenueClaims'))
export class RevenueClaimsController {
  constructor(private readonly answers: BatchAnswers) {}

  /** Create Partner Client Revenue: 202 once the batch is durably stored. */
  @Post()
  @HttpCode(202)
  create(
    @Partner() partner: CallingPartner,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedDocument> {
    return this.answers.accepted('revenue-claims', partner, request, reply);
  }

  /** Status check of claims batches. */
  @Get('status/:id')
  status(
    @Partner() partner: CallingPartner,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DocumentBody | undefined> {
    return this.answers.status('revenueClaims', partner, id, request, reply);
  }
}
