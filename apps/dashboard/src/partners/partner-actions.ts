import { changePartner, PARTNER_FRESH_MS, type RegisteredPartner, type Transaction } from '@app/persistence';
import { ageInWords } from '../pages/words';
import { changeLimits } from './change-limits';
import { type Done } from './done';
import { liveSecrets, type LiveSecret, MADE_AT, makeSecret, revokeSecret } from './secret-actions';

export type PartnerAction = 'rotate' | 'revoke' | 'suspend' | 'activate' | 'limits';

/** How an action is offered, what is asked before, and what it does in its transaction. */
interface ActionDescription {
  readonly label: string;
  readonly consequence: string;
  /** Whether it takes something away. */
  readonly grave: boolean;
  /** `partner` is locked by the transaction; `form` is what was sent. */
  readonly run: (transaction: Transaction, partner: RegisteredPartner, form: unknown) => Promise<Done>;
}

const WITHIN = `within ${PARTNER_FRESH_MS / 1000} s`;

export const ACTIONS: Readonly<Record<PartnerAction, ActionDescription>> = {
  rotate: {
    label: 'Make a new secret',
    consequence:
      'The present one works beside it until it is revoked. The new one is shown once, on the next page.',
    grave: false,
    run: makeSecret,
  },
  revoke: {
    label: 'Revoke a secret',
    consequence: `Tokens of this secret are refused ${WITHIN}; the other one stays. Whoever still uses this one is cut off.`,
    grave: true,
    run: revokeSecret,
  },
  suspend: {
    label: 'Suspend',
    consequence: `Its requests are answered 403 ${WITHIN}. What it has been told is accepted is decided all the same.`,
    grave: true,
    run: async (transaction, partner) => {
      await changePartner(transaction, partner.partnerId, { ...partner, status: 'suspended' });
      return { audited: 'partner_suspended', detail: 'Suspended the partner.' };
    },
  },
  activate: {
    label: 'Activate',
    consequence: `Its requests are taken again ${WITHIN}.`,
    grave: false,
    run: async (transaction, partner) => {
      await changePartner(transaction, partner.partnerId, { ...partner, status: 'active' });
      return { audited: 'partner_activated', detail: 'Activated the partner.' };
    },
  },
  limits: {
    label: 'Change its limits',
    consequence: `They hold ${WITHIN}. An empty field is the default of this deployment.`,
    grave: false,
    run: changeLimits,
  },
};

/** An action as it is offered for a partner. */
export interface OfferedAction {
  readonly label: string;
  /** Below the partner's address. */
  readonly address: string;
}

/** How the revocation of one secret is called. */
export function revocationLabel({ isNewest }: LiveSecret): string {
  return `Revoke the ${isNewest ? 'newest' : 'older'} secret`;
}

/** The actions that make sense for a partner as it is. */
export function offeredTo(partner: RegisteredPartner): readonly OfferedAction[] {
  const plain = (action: PartnerAction): OfferedAction => ({ label: ACTIONS[action].label, address: action });
  const secrets = liveSecrets(partner);
  return [
    plain('limits'),
    ...(secrets.length < 2
      ? [plain('rotate')]
      : secrets.map((secret) => ({
          label: `${revocationLabel(secret)} (${ageInWords(secret.madeAt)} old)`,
          address: `revoke?${new URLSearchParams({ [MADE_AT]: secret.madeAt.toISOString() }).toString()}`,
        }))),
    plain(partner.status === 'active' ? 'suspend' : 'activate'),
  ];
}
