import { RequestRefused } from '@app/domain';
import { type Allowances } from '@app/persistence';
import { addLogFields } from '@app/platform';
import { Injectable } from '@nestjs/common';
import { RefusedWithHeaders } from '../problems/refusals';
import { KnownPartners } from './known-partners';
import { VerifiedTokens } from './verified-tokens';

/** The partner that a request comes from. */
export interface CallingPartner extends Allowances {
  readonly partnerId: string;
  readonly currency: string;
}

/** RFC 6750 section 2.1; the scheme's name has no case (RFC 9110 section 11.1). */
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/** Tells the partner from the `Authorization` header. */
@Injectable()
export class Authenticate {
  constructor(
    private readonly tokens: VerifiedTokens,
    private readonly partners: KnownPartners,
  ) {}

  /** @throws RequestRefused `unauthenticated` or `partner_suspended` (docs/contract.md section 5) */
  async authenticate(authorization: string | undefined): Promise<CallingPartner> {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      throw unauthenticated('The request has no access token. Send one as "Authorization: Bearer …".', '');
    }
    const verified = await this.tokens.read(token);
    const partner = verified === null ? null : await this.partners.findBearer(verified);
    if (partner === null) {
      throw unauthenticated(
        'The access token is not valid, or no longer valid. Get a new one.',
        ', error="invalid_token"',
      );
    }
    addLogFields({ partner_id: partner.partnerId });
    if (partner.status === 'suspended') {
      throw new RequestRefused('partner_suspended', 'This partner is suspended; its requests are not taken.');
    }
    const { partnerId, currency, itemQuota, requestsPerMinute, itemsPerMinute } = partner;
    return { partnerId, currency, itemQuota, requestsPerMinute, itemsPerMinute };
  }
}

function unauthenticated(detail: string, challengeError: string): RefusedWithHeaders {
  return new RefusedWithHeaders('unauthenticated', detail, {
    'WWW-Authenticate': `Bearer realm="partner-client-service"${challengeError}`,
  });
}
