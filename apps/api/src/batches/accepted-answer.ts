import { type Resource } from '@app/domain';
import { type Accepted } from '@app/intake';

export interface AcceptedDocument {
  readonly status_check_id: string;
  /** Relative to the service, under the prefix that the batch was created by. */
  readonly status_check_uri: string;
}

/** Most batches are decided within this time, in seconds. */
const LOOK_AGAIN_AFTER_S = 1;

/** The answer to a batch that was taken in, now or by an earlier request with the same key (docs/contract.md section 1). */
export function acceptedAnswer(
  resource: Resource,
  { statusCheckId, uriPrefix }: Omit<Accepted, 'newItems'>,
): { headers: Record<string, string>; document: AcceptedDocument } {
  const uri = `${uriPrefix}/${resource}/status/${statusCheckId}`;
  return {
    headers: { Location: uri, 'Retry-After': String(LOOK_AGAIN_AFTER_S) },
    document: { status_check_id: statusCheckId, status_check_uri: uri },
  };
}
