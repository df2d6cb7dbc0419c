/** Why a request as a whole is refused (docs/contract.md section 5). The API maps each code to a problem+json type. */
export type RefusalCode =
  | 'malformed_json'
  | 'invalid_utf8'
  | 'not_an_array'
  | 'empty_array'
  | 'too_deep'
  | 'corrupt_encoding'
  | 'invalid_idempotency_key'
  | 'invalid_parameter'
  | 'unauthenticated'
  | 'partner_suspended'
  | 'not_found'
  | 'method_not_allowed'
  | 'idempotency_in_progress'
  | 'idempotency_mismatch'
  | 'gone'
  | 'too_many_items'
  | 'too_many_bytes'
  | 'unsupported_media_type'
  | 'backlog_full'
  | 'rate_limited'
  | 'database_away'
  | 'issuer_away'
  | 'no_room';

/** A request that is refused as a whole: nothing of it is stored. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';

  /**
   * @param code stable reason, for machines
   * @param detail for the caller: full sentences with what was found and what is wanted; never internals or another partner's data
   * @param retryAfterS when to try again, in seconds, where trying again makes sense
   */
  constructor(
    readonly code: RefusalCode,
    readonly detail: string,
    readonly retryAfterS?: number,
  ) {
    super(detail);
  }
}
