import { RECORD_KINDS, type RecordKindName, type Resource } from '@app/domain';
import { type PageParameters, ReadStatusDocument } from '@app/intake';
import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { type CallingPartner } from '../auth/authenticate';
import { entityTag, knownTags } from './entity-tag';
import { acceptedAnswer, type AcceptedDocument } from './accepted-answer';
import { ReceiveBatch } from './receive-batch';
import { type DocumentBody, sendDocument } from './send-document';

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
    reply: FastifyReply,
  ): Promise<DocumentBody> {
    const { document } = await this.receiveBatch.decide(kind, partner, request);
    return sendDocument(document, reply, this.logger);
  }

  /** The status document, or as much of it as the query parameters ask for; 304 where the caller has it already. */
  async status(
    resource: Resource,
    { partnerId }: CallingPartner,
    statusCheckId: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<DocumentBody | undefined> {
    const { tag, text } = await this.readStatusDocument.read(
      { partnerId, resource, statusCheckId },
      request.query as PageParameters,
      knownTags(request.headers['if-none-match']),
    );
    void reply.header('ETag', entityTag(tag));
    if (text !== null) return sendDocument(text, reply, this.logger);
    void reply.status(304);
    return undefined;
  }
}
