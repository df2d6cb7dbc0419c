import { type RecordKindName } from '@app/domain';
import { type Answer } from '../support/http';
import { type Partner } from '../support/partner';
import { type Accepted, type StatusDocument } from '../support/status-document';

/** The route of each record kind. */
export const ROUTES: Readonly<Record<RecordKindName, string>> = {
  clients: '/api/v1/clients',
  'clients-with-claims': '/api/v1/clients/revenueClaims',
  'revenue-claims': '/api/v1/revenueClaims',
};
export const KINDS = Object.keys(ROUTES) as readonly RecordKindName[];

/** Sends a batch that must be taken, and waits until all of it is decided. */
export async function decided(partner: Partner, kind: RecordKindName, body: string): Promise<StatusDocument> {
  return documentOf(partner, await partner.post(ROUTES[kind], body));
}

/** The document of a request that must have been taken: the answer itself, or what its status check says in the end. */
export async function documentOf(partner: Partner, answer: Answer): Promise<StatusDocument> {
  if (answer.status === 200) return answer.json() as StatusDocument;
  expect(answer.status).toBe(202);
  return partner.decided(answer.json() as Accepted);
}
