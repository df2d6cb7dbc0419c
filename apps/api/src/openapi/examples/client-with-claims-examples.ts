import { alreadySaved, innerAlreadySaved } from '@app/domain';
import { claimContent } from './claim-examples';
import { type ExampleBatch } from './example-batch';
import { type Series } from './series';

function clientWith(key: string, ...claims: readonly object[]): object {
  return {
    partner_client_id: key,
    client_start_date: '2022-07-01',
    entity_type: 'LLP',
    revenue_claims: claims,
  };
}

/** A client that is new, with its claim. */
export function newClientWithClaims({ batch, client, claim }: Series): ExampleBatch {
  return {
    id: batch(5),
    kind: 'clients-with-claims',
    items: [clientWith(client(21), claimContent(claim(21)))],
  };
}

/** Clients with claims of every state, sent after `newClientWithClaims`. */
export function clientsWithClaimsOfEveryState({ batch, client, claim }: Series): ExampleBatch {
  const first = { statusCheckId: batch(5), index: 0 };
  const saved = alreadySaved({ ...first, keyMember: 'partner_client_id', same: true });
  const claimSaved = innerAlreadySaved({
    ...first,
    member: 'revenue_claims',
    at: 0,
    keyMember: 'unique_reference',
  });
  return {
    id: batch(6),
    kind: 'clients-with-claims',
    items: [
      clientWith(client(22), claimContent(claim(22)), claimContent(claim(23), 0, 0)),
      clientWith(client(22), claimContent(claim(22)), claimContent(claim(23), 0, 0)),
      clientWith(client(23), claimContent(claim(24))),
      clientWith(client(24), claimContent(claim(24))),
      clientWith(client(25), claimContent(claim(25), 10, -1)),
      clientWith(client(26), claimContent(claim(21))),
      clientWith(client(21), claimContent(claim(26))),
    ],
    bySaved: {
      [client(26)]: { state: 'Failed', problem: claimSaved },
      [client(21)]: { state: 'Duplicate', problem: saved },
    },
  };
}
