import {
  addSecret,
  type AuditAction,
  changePartner,
  freshSecret,
  hashOfSecret,
  PARTNER_FRESH_MS,
  type RegisteredPartner,
  revokeSecrets,
  type Transaction,
} from '@app/persistence';
import { ConflictException } from '@nestjs/common';
import { numberInWords } from '../pages/words';
import { type Limits } from './read-limits';

export type PartnerAction = 'rotate' | 'revoke' | 'suspend' | 'activate' | 'limits';

/** What an action came to. */
export interface Done {
  readonly audited: AuditAction;
  /** A sentence for the audit trail. */
  readonly detail: string;
  /** Shown once, and kept nowhere. */
  readonly secret?: string;
}

/** How an action is offered, what is asked before, and what it does in its transaction. */
interface ActionDescription {
  readonly label: string;
  readonly consequence: string;
  /** Whether it takes something away. */
  readonly grave: boolean;
  readonly run: (transaction: Transaction, partner: RegisteredPartner, limits: Limits) => Promise<Done>;
}

const WITHIN = `within ${PARTNER_FRESH_MS / 1000} s`;

export const ACTIONS: Readonly<Record<PartnerAction, ActionDescription>> = {
  rotate: {
    label: 'Make a new secret',
    consequence:
      'The present one works beside it until it is revoked. The new one is shown once, on the next page.',
    grave: false,
    run: async (transaction, { partnerId }) => {
      const secret = freshSecret();
      if (!(await addSecret(transaction, partnerId, hashOfSecret(secret))))
        throw new ConflictException('Two secrets are live already. Revoke the older one first.');
      return { audited: 'secret_made', detail: 'Made a new secret.', secret };
    },
  },
  revoke: {
    label: 'Revoke the older secret',
    consequence: `The newest one stays. Tokens of the revoked one are refused ${WITHIN}.`,
    grave: true,
    run: async (transaction, { partnerId }) => {
      if ((await revokeSecrets(transaction, partnerId, 1)) === 0)
        throw new ConflictException('It has no older secret: make a new one first.');
      return { audited: 'secrets_revoked', detail: 'Revoked the older secret.' };
    },
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
    run: async (transaction, partner, limits) => {
      await changePartner(transaction, partner.partnerId, { ...partner, ...limits });
      return { audited: 'limits_changed', detail: changesInWords(partner, limits) };
    },
  },
};

/** The actions that make sense for a partner as it is. */
export function offeredTo({ status, liveSince }: RegisteredPartner): readonly PartnerAction[] {
  return [
    'limits',
    ...(liveSince.length < 2 ? (['rotate'] as const) : (['revoke'] as const)),
    status === 'active' ? 'suspend' : 'activate',
  ];
}

function changesInWords(before: Limits, after: Limits): string {
  const words = (limit: number | null): string => (limit === null ? 'default' : numberInWords(limit));
  const changes = (
    [
      ['itemQuota', 'items that may wait'],
      ['requestsPerMinute', 'requests per minute'],
      ['itemsPerMinute', 'items per minute'],
    ] as const
  )
    .filter(([member]) => before[member] !== after[member])
    .map(([member, label]) => `${label} from ${words(before[member])} to ${words(after[member])}`);
  return changes.length === 0 ? 'Left the limits as they are.' : `Changed ${changes.join(', ')}.`;
}
