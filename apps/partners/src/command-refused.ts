/** What programs tell a refusal by; the text is for people and may change. */
export type RefusalName =
  | 'wrong_usage'
  | 'invalid_name'
  | 'invalid_currency'
  | 'invalid_limit'
  | 'invalid_client_id'
  | 'client_id_taken'
  | 'unknown_client_id'
  | 'two_secrets_live'
  | 'nothing_to_revoke'
  | 'invalid_client_key'
  | 'client_under_way'
  | 'invalid_configuration'
  | 'database_away'
  | 'login_refused'
  | 'schema_not_migrated'
  | 'not_the_owner';

/** Exit codes: the command was refused or failed, or was written wrongly. */
export const EXIT_REFUSED = 1;
export const EXIT_WRONG_USAGE = 2;

/** A command that does nothing, and a sentence or two about what to do instead. */
export class CommandRefused extends Error {
  constructor(
    readonly code: RefusalName,
    message: string,
    readonly exitCode: typeof EXIT_REFUSED | typeof EXIT_WRONG_USAGE = EXIT_REFUSED,
  ) {
    super(message);
  }
}
