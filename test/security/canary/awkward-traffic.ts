import { gzipSync } from 'node:zlib';
import { claim, claimOf, clientWith } from '../../support/claims';
import { client } from '../../support/clients';

/** A request to a partner's route. */
export interface AwkwardRequest {
  readonly path: string;
  readonly method?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

/** Words that an item is full of. None of them may be seen where items do not belong. */
export interface ItemWords extends Readonly<Record<string, string>> {
  readonly 'an item’s key': string;
  readonly 'a member’s value': string;
  readonly 'an unknown member’s name': string;
  readonly 'an idempotency key': string;
  readonly 'a query or header': string;
}

/** A client with a word in every member, and the same as a claim and with claims inside. */
function itemsWith({
  'an item’s key': key,
  'a member’s value': value,
  'an unknown member’s name': unknown,
}: ItemWords) {
  const identifiers = { other_identifiers: [{ key: value, values: [value] }] };
  const clients = [
    client(`${key}-saved`, identifiers),
    client(`${key}-saved`, identifiers),
    client(`${key}-conflict`),
    client(`${key}-conflict`, { entity_type: value }),
    client(`${key}-failed`, { entity_type: value, client_start_date: value }),
    { ...client(`${key}-unknown`), [unknown]: value },
    { partner_client_id: { [unknown]: value } },
    value,
    [value],
  ];
  const claims = [
    claimOf(`${key}-saved`, `${key}-claim`, { payment_channel: { id: value, start_date: '2024-01-01' } }),
    claimOf(`${key}-nobody`, `${key}-lost`),
    claimOf(`${key}-saved`, `${key}-failed`, { currency: value, total_amount: value, time_period: value }),
    { ...claimOf(`${key}-saved`, `${key}-unknown`), [unknown]: { [unknown]: value } },
  ];
  const withClaims = [
    clientWith(`${key}-at once`, [claim(`${key}-at once`)]),
    clientWith(`${key}-failed at once`, [claim(`${key}-failed at once`, { currency: value })]),
    clientWith(`${key}-saved`, [claim(`${key}-claim`), { [unknown]: value }]),
  ];
  return { clients, claims, withClaims };
}

/** Batches that are taken, on all three routes, each twice: what is new the first time is a duplicate the second. */
export function takenRequests(words: ItemWords): AwkwardRequest[] {
  const { clients, claims, withClaims } = itemsWith(words);
  return [1, 2].flatMap((time) => [
    {
      path: '/api/v1/clients',
      body: JSON.stringify(clients),
      headers: { 'idempotency-key': `${words['an idempotency key']}-${time}` },
    },
    { path: '/data/v1/clients/revenueClaims', body: JSON.stringify(withClaims) },
    { path: '/data/v1/revenueClaims', body: JSON.stringify(claims) },
    { path: '/api/v1/revenueClaims', body: JSON.stringify([...claims, claims[0]]) },
  ]);
}

/** Requests that are refused, each for another reason. */
export function refusedRequests(words: ItemWords): AwkwardRequest[] {
  const { 'an item’s key': key, 'a member’s value': value, 'a query or header': word } = words;
  const path = '/api/v1/clients';
  const fine = JSON.stringify([client(key)]);
  const zipped = gzipSync(fine);
  return [
    ...[`["${value}`, `"${value}"`, `{"${value}":1}`, `[${value}]`, '[]', `${'['.repeat(50)}"${value}"`].map(
      (body) => ({ path, body }),
    ),
    { path, body: Buffer.from(`["${value}\xff"]`, 'latin1') },
    { path, body: zipped.subarray(0, zipped.length - 9), headers: { 'content-encoding': 'gzip' } },
    { path, body: fine, headers: { 'content-encoding': word } },
    { path, body: fine, headers: { 'content-type': `text/${word}` } },
    { path, body: fine, headers: { 'idempotency-key': `${words['an idempotency key']} é` } },
    // Used with other bytes by the first of the requests that are taken.
    { path, body: fine, headers: { 'idempotency-key': `${words['an idempotency key']}-1` } },
    // Of an address, the path alone is logged.
    { path: `/api/v1/nothing?${word}`, body: fine },
    { path: `${path}?${word}=${word}`, body: '1', headers: { [`x-${word}`]: word, cookie: word } },
    { path, method: 'DELETE', body: fine },
    { path: `${path}/status/malformed?limit=${word}`, method: 'GET' },
    { path: `${path}/status/01980000-0000-7000-8000-000000000001?cursor=${word}`, method: 'GET' },
  ];
}
