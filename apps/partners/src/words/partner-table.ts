import { type RegisteredPartner } from '@app/persistence';
import { ageInWords } from './age';
import { limitInWords } from './allowances';

const HEAD = [
  'client id',
  'name',
  'currency',
  'status',
  'quota',
  'requests/min',
  'items/min',
  'live secrets',
];
const GAP = '  ';

/** Partners as lines with a heading, each column as wide as its widest text. */
export function partnerTable(partners: readonly RegisteredPartner[], now: Date): string {
  const rows = [HEAD, ...partners.map((partner) => cells(partner, now))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(GAP))
    .map((line) => line.trimEnd())
    .join('\n');
}

function cells(partner: RegisteredPartner, now: Date): string[] {
  const { clientId, name, currency, status, liveSince } = partner;
  const limits = [partner.itemQuota, partner.requestsPerMinute, partner.itemsPerMinute].map(limitInWords);
  const secrets = liveSince.map((since) => `${ageInWords(since, now)} old`).join(', ');
  return [clientId, name, currency, status, ...limits, secrets === '' ? 'none' : secrets];
}
