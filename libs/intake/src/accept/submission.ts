import { type RecordKindName } from '@app/domain';
import { type IdempotentRequest } from '@app/persistence';

/** A request as the API received it. */
export interface Submission {
  readonly partnerId: string;
  readonly kind: RecordKindName;
  /** The inflated request body. */
  readonly body: Buffer;
  /** The route prefix that the caller used. */
  readonly uriPrefix: string;
  readonly idempotency?: Pick<IdempotentRequest, 'key' | 'bodySha256'>;
}
