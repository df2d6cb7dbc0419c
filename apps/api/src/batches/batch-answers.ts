import { RECORD_KINDS, type RecordKindName, type Resource } from '@app/domain';
import { ReadStatusDocument } from '@app/intake';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { type CallingPartner } from '../auth/authenticate';
import { acceptedAnswer, type AcceptedDocument } from './accepted-answer';
import { ReceiveBatch } from './receive-batch';
import { streamDocument } from './stream-document';

/** What the routes of all resources answer: they differ in the kind of record that they create and where it is asked after. */
@Injectable()
export class BatchAnswers {
  constructor(
    private readonly receiveBatch: ReceiveBatch,
    private readonly readStatusDocument: ReadStatusDocument,
    private readonly logger: PinoLogger,
  ) {}

  /** Takes a batch in to be decided later; the headers say where to ask after it, and when. */
  async accepted(
    kind: RecordKindName,
    partner: CallingPartner,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<AcceptedDocument> {
    const batch = await this.receiveBatch.accept(kind, partner, request);
    const { headers, document } = acceptedAnswer(RECORD_KINDS[kind].resource, batch);
    void reply.headers(headers);
    return document;
  }

  /** Takes a batch in and decides it within the request. */
  async decided(
    kind: RecordKindName,
    partner: CallingPartner,
    request: FastifyRequest,
  ): Promise<StreamableFile> {
    return streamDocument(await this.receiveBatch.decide(kind, partner, request), this.logger);
  }

  /** The whole status document, streamed. */
  async status(
    resource: Resource,
    { partnerId }: CallingPartner,
    statusCheckId: string,
  ): Promise<StreamableFile> {
    const document = await this.readStatusDocument.read({ partnerId, resource, statusCheckId });
    return streamDocument(document, this.logger);
  }
}
