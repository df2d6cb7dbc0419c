import { type AuditAction } from '@app/persistence';

/** What an action came to. */
export interface Done {
  readonly audited: AuditAction;
  /** A sentence for the audit trail. */
  readonly detail: string;
  /** Shown once, and kept nowhere. */
  readonly secret?: string;
}
