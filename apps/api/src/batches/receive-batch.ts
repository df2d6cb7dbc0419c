import { type RecordKindName } from '@app/domain';
import { AcceptBatch, type Accepted, DecideAtOnce, type DecidedAtOnce, type Submission } from '@app/intake';
import { addLogFields, Configuration } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type CallingPartner } from '../auth/authenticate';
import { requireJson } from '../http/media-type';
import { ReceiveBody } from '../http/receive/receive-body';
import { prefixOf } from '../http/route-prefixes';
import { PartnerRates } from '../limits/partner-rates';
import { ItemQuota } from './item-quota';
import { RoomForSmall } from './room-for-small';

/** Takes a batch in over HTTP: checks in the order of docs/contract.md section 5, then accepts or decides. */
@Injectable()
export class ReceiveBatch {
  constructor(
    private readonly configuration: Configuration,
    private readonly receiveBody: ReceiveBody,
    private readonly acceptBatch: AcceptBatch,
    private readonly decideAtOnce: DecideAtOnce,
    private readonly itemQuota: ItemQuota,
    private readonly rates: PartnerRates,
    private readonly roomForSmall: RoomForSmall,
  ) {}

  /**
   * For the asynchronous routes: stores the batch, which is decided later. A partner whose quota is used up is refused before its
   * body is read.
   * @throws RequestRefused for every reason that section 5 names; then nothing is stored
   */
  async accept(kind: RecordKindName, partner: CallingPartner, request: FastifyRequest): Promise<Accepted> {
    await this.itemQuota.requireRoom(partner, idempotencyKeyOf(request));
    const accepted = await this.receive(
      kind,
      partner,
      request,
      this.configuration.maxBodyBytes,
      (submission) => this.acceptBatch.accept(submission),
    );
    addLogFields({ batch_id: accepted.statusCheckId });
    return accepted;
  }

  /**
   * For the synchronous route: stores and decides the batch.
   * @throws RequestRefused for every reason that section 5 names; then nothing is stored
   */
  decide(kind: RecordKindName, partner: CallingPartner, request: FastifyRequest): Promise<DecidedAtOnce> {
    return this.receive(kind, partner, request, this.configuration.syncMaxBodyBytes, (submission) =>
      this.decideAtOnce.run({ ...submission, currency: partner.currency }),
    );
  }

  private async receive<T extends { readonly newItems: number }>(
    kind: RecordKindName,
    partner: CallingPartner,
    request: FastifyRequest,
    maxBytes: number,
    use: (submission: Submission) => Promise<T>,
  ): Promise<T> {
    requireJson(request.headers);
    const key = idempotencyKeyOf(request);
    const { partnerId } = partner;
    const taken = await this.receiveBody.use(
      request,
      { maxBytes, hash: key !== undefined },
      ({ bytes, sha256 }) =>
        this.roomForSmall.during(partnerId, bytes.length, () =>
          use({
            partnerId,
            kind,
            body: bytes,
            uriPrefix: prefixOf(request),
            ...(key !== undefined && sha256 !== null && { idempotency: { key, bodySha256: sha256 } }),
          }),
        ),
    );
    this.rates.countItems(partner, taken.newItems);
    return taken;
  }
}

/** Given twice, Node has joined them with a comma and a space, which no key has. */
function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  return headers['idempotency-key']?.toString();
}
