import {
  addSecret,
  freshSecret,
  hashOfSecret,
  type RegisteredPartner,
  revokeOneSecret,
  type Transaction,
} from '@app/persistence';
import { BadRequestException, ConflictException } from '@nestjs/common';
import { fieldOf } from '../access/form-token-field';
import { momentInWords } from '../pages/words';
import { type Done } from './done';

/** The field, and the parameter of the page, that says when the secret was made. */
export const MADE_AT = 'made_at';

/** Which of a partner's live secrets is meant. */
export interface LiveSecret {
  readonly madeAt: Date;
  /** In `liveSince`. */
  readonly position: number;
  readonly isNewest: boolean;
}

/** The live secrets of a partner, the oldest first. */
export function liveSecrets({ liveSince }: Pick<RegisteredPartner, 'liveSince'>): readonly LiveSecret[] {
  return liveSince.map((madeAt, position) => ({
    madeAt,
    position,
    isNewest: position > 0 && position === liveSince.length - 1,
  }));
}

/**
 * The secret that was made at this moment, which may be revoked; without a moment the oldest.
 * @throws ConflictException where it is not live any more, or is the last one
 */
export function revocableSecret(partner: RegisteredPartner, madeAt: string | undefined): LiveSecret {
  const secrets = liveSecrets(partner);
  const secret = secrets.find((live) => madeAt === undefined || live.madeAt.toISOString() === madeAt);
  if (secret === undefined) throw new ConflictException('That secret is not live any more.');
  if (secrets.length < 2)
    throw new ConflictException(
      'It is the only secret, and the partner could do nothing without it: make a new one first.',
    );
  return secret;
}

/** Revokes the secret that the form names, and no other one. */
export async function revokeSecret(
  transaction: Transaction,
  partner: RegisteredPartner,
  form: unknown,
): Promise<Done> {
  const given = fieldOf(form, MADE_AT);
  if (given === undefined) throw new BadRequestException('Say which secret is revoked.');
  const { position, madeAt } = revocableSecret(partner, given);
  if (!(await revokeOneSecret(transaction, partner, position)))
    throw new ConflictException('That secret is not live any more.');
  return {
    audited: 'secrets_revoked',
    detail: `Revoked the secret made at ${momentInWords(madeAt)} UTC.`,
  };
}

/** Makes a secret beside the present one. */
export async function makeSecret(transaction: Transaction, { partnerId }: RegisteredPartner): Promise<Done> {
  const secret = freshSecret();
  if (!(await addSecret(transaction, partnerId, hashOfSecret(secret))))
    throw new ConflictException(
      'Two secrets are live already. Where the newest one has reached nobody, because its page was lost, revoke that one; ' +
        'the older one only when the partner no longer uses it.',
    );
  return { audited: 'secret_made', detail: 'Made a new secret.', secret };
}
