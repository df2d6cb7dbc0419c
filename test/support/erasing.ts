import { randomBytes } from 'node:crypto';
import { type Partner } from './partner';
import { type PartnersCommand } from './partners-command';

/** What the command says of an erasure as JSON. */
export interface ErasureReport {
  dry_run: boolean;
  records: number;
  claims: number;
  items: number;
  batches: { status_check_id: string; indexes: number[] }[];
  left_alone: { status_check_id: string; indexes: number[] }[];
}

/** Erases a client of one partner by the command line, with more of its options. */
export type Erase = (key: string, ...options: string[]) => Promise<ErasureReport>;

export function eraserOf(partners: PartnersCommand, partner: Partner): Erase {
  return (key, ...options) =>
    partners.json('erase-client', '--partner', partner.credentials.client_id, '--client', key, ...options);
}

/** A client's key that stands nowhere else in the database. */
export function canary(): string {
  return `canary${randomBytes(8).toString('hex')}`;
}
