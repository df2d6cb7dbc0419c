import { type RecordKindName } from '@app/domain';
import { AcceptBatch, type Accepted } from '@app/intake';
import { addLogFields, Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type CallingPartner } from '../auth/authenticate';
import { requireJson } from '../http/media-type';
import { ReceiveBody } from '../http/receive/receive-body';
import { prefixOf } from '../http/route-prefixes';

/** Takes a batch in over HTTP: checks in the order of docs/contract.md section 5, then accepts. */
@Injectable()
export class ReceiveBatch {
  private readonly maxBytes: number;

  constructor(
    configuration: Configuration,
    private readonly receiveBody: ReceiveBody,
    private readonly acceptBatch: AcceptBatch,
  ) {
    this.maxBytes = configuration.maxBodyBytes;
  }

  /** @throws RequestRefused for every reason that section 5 names; then nothing is stored */
  async receive(kind: RecordKindName, partner: CallingPartner, request: FastifyRequest): Promise<Accepted> {
    requireJson(request.headers);
    // Given twice, Node has joined them with a comma and a space, which no key has.
    const key = request.headers['idempotency-key']?.toString();
    const accepted = await this.receiveBody.use(
      request,
      { maxBytes: this.maxBytes, hash: key !== undefined },
      ({ bytes, sha256 }) =>
        this.acceptBatch.accept({
          partnerId: partner.partnerId,
          kind,
          body: bytes,
          uriPrefix: prefixOf(request),
          ...(key !== undefined && sha256 !== null && { idempotency: { key, bodySha256: sha256 } }),
        }),
    );
    addLogFields({ batch_id: accepted.statusCheckId });
    return accepted;
  }
}
