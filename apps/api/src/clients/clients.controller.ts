import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type CallingPartner } from '../auth/authenticate';
import { type AcceptedDocument } from '../batches/accepted-answer';
import { BatchAnswers } from '../batches/batch-answers';
import { type DocumentBody } from '../batches/send-document';
import { Partner } from '../http/calling-partner';
import { underEveryPrefix } from '../http/route-prefixes';

/** The client routes of docs/contract.md section 1. */
@Controller(underEveryPrefix('clients'))
export class ClientsController {
  constructor(private readonly answers: BatchAnswers) {}

  /** Create Partner Clients: 202 once the batch is durably stored. */
  @Post()
  @HttpCode(202)
  create(
    @Partner() partner: CallingPartner,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedDocument> {
    return this.answers.accepted('clients', partner, request, reply);
  }

  /** Create Partner Client and Revenue Claims: decided within the request. */
  @Post('revenueClaims')
  @HttpCode(200)
  createWithClaims(
    @Partner() partner: CallingPartner,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DocumentBody> {
    return this.answers.decided('clients-with-claims', partner, request, reply);
  }

  /** Partner Client Status Check. */
  @Get('status/:id')
  status(
    @Partner() partner: CallingPartner,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DocumentBody | undefined> {
    return this.answers.status('clients', partner, id, request, reply);
  }
}
