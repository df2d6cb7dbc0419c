import { Injectable } from '@nestjs/common';
import { PartnerPath } from '../connections/partner-path';
import { type Statement } from '../connections/statement';

/** $1 key. */
const KNOWS_KEY: Statement = {
  name: 'knows_idempotency_key',
  text: `SELECT EXISTS (SELECT FROM idempotency_keys WHERE idempotency_key = $1) AS known`,
};

/** Which idempotency keys a partner has used for batches that are stored. */
@Injectable()
export class KnownIdempotencyKeys {
  constructor(private readonly partnerPath: PartnerPath) {}

  async has(partnerId: string, key: string): Promise<boolean> {
    return this.partnerPath.transaction(partnerId, async (transaction) => {
      const asked = transaction.query<{ known: boolean }>(KNOWS_KEY, [key]);
      await transaction.commit(asked);
      return (await asked)[0]?.known ?? false;
    });
  }
}
