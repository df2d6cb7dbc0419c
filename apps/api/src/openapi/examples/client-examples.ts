import { alreadySaved } from '@app/domain';
import { type ExampleBatch } from './example-batch';
import { type Series } from './series';

/** A client with all its members. */
function fullClient(key: string): object {
  return {
    partner_client_id: key,
    client_start_date: '2021-03-04',
    entity_type: 'LimitedCompany',
    other_identifiers: [{ key: 'vat_number', values: ['GB123456789', 'GB987654321'] }],
  };
}

function plainClient(key: string, startDate = '2024-02-29T10:00:00+01:00'): object {
  return { partner_client_id: key, client_start_date: startDate, entity_type: 'SoleTrader' };
}

/** Two clients that are new. */
export function newClients({ batch, client }: Series): ExampleBatch {
  return { id: batch(1), kind: 'clients', items: [fullClient(client(1)), plainClient(client(2))] };
}

/** Clients of every state, sent after `newClients`. */
export function clientsOfEveryState({ batch, client }: Series): ExampleBatch {
  const saved = alreadySaved({
    keyMember: 'partner_client_id',
    same: false,
    statusCheckId: batch(1),
    index: 1,
  });
  return {
    id: batch(2),
    kind: 'clients',
    items: [
      plainClient(client(3)),
      plainClient(client(3)),
      plainClient(client(4)),
      plainClient(client(4), '2024-03-01'),
      {
        partner_client_id: client(5),
        client_start_date: '2023-02-29',
        entity_type: 'Company',
        name: 'Unknown',
      },
      plainClient(client(2), '2020-01-01'),
    ],
    bySaved: { [client(2)]: { state: 'Duplicate', problem: saved } },
  };
}
