import fc from 'fast-check';
import { type Field, framed, type FuzzRequest } from '../fuzz-request';
import { type Ground } from '../ground';

/** A valid token request, before it is sent. */
export interface TokenPlan {
  readonly form: boolean;
  readonly plain: string;
  readonly fields: readonly Field[];
  readonly chunked: boolean;
}

/** Every way to ask for a token: JSON or form-encoded, credentials in the body or by HTTP Basic. */
export function tokenPlan({ credentials }: Ground): fc.Arbitrary<TokenPlan> {
  const { client_id, client_secret } = credentials;
  const basic = `Basic ${Buffer.from([client_id, client_secret].map(encodeURIComponent).join(':')).toString('base64')}`;
  return fc
    .record({ form: fc.boolean(), byBasic: fc.boolean(), chunked: fc.boolean(), more: fc.boolean() })
    .map(({ form, byBasic, chunked, more }) => {
      const parameters = {
        grant_type: 'client_credentials',
        ...(!byBasic && { client_id, client_secret }),
        ...(more && { scope: 'a b' }),
      };
      return {
        form,
        chunked,
        plain: form ? new URLSearchParams(parameters).toString() : JSON.stringify(parameters),
        fields: [
          ['Host', 'service'],
          ['Content-Type', form ? 'application/x-www-form-urlencoded' : 'application/json'],
          ...(byBasic ? ([['Authorization', basic]] as const) : []),
        ],
      };
    });
}

/** The plan as a request with any body. */
export function tokenRequest(
  plan: TokenPlan,
  plain: Buffer,
  how: Pick<FuzzRequest, 'origin' | 'promised'>,
): FuzzRequest {
  const { body, fields } = framed(plain, { gzip: false, chunked: plan.chunked });
  return { ...how, method: 'POST', target: '/auth/v1/token', fields: [...plan.fields, ...fields], body };
}
