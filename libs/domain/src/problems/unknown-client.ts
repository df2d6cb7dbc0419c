import { jsonPointer } from './path';
import { type Problem } from './problem';

/**
 * The problem of a claim whose client is not saved for this partner (docs/contract.md section 3, step 6, route 4).
 *
 * @param partnerClientId the key that the claim names, at most 100 code points
 */
export function unknownClient(partnerClientId: string): Problem {
  return {
    code: 'unknown_client',
    pointer: jsonPointer(['partner_client_id']),
    detail: `partner_client_id ${JSON.stringify(partnerClientId)} is not a saved client of this partner; send the client first, then this claim again`,
  };
}
