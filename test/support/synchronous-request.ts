import { waitUntil } from '../../scripts/embedded/wait-until.mjs';
import { type Changes, clientWith } from './claims';
import { type Service } from './service';
import { SOON_MS } from './soon';
import { rowsOf } from './sql';

export const SYNCHRONOUS = '/api/v1/clients/revenueClaims';

/** Lets a request come as far as saving claims: its batch and its clients are written then, and not committed. */
export const HOLD_CLAIMS = ['LOCK TABLE revenue_claims IN SHARE MODE'];
/** Lets a request come as far as its results, which travel with the COMMIT. */
export const HOLD_RESULTS = ['LOCK TABLE item_results IN SHARE MODE'];

/** Two clients with three claims, whose keys all begin with `name`. */
export function twoClients(name: string): Changes[] {
  return [clientWith(name, [`${name} 1`, `${name} 2`]), clientWith(`${name} b`, [`${name} 3`])];
}

/** How many clients, claims and results the service has of `twoClients`. */
export async function savedOf(service: Service, name: string): Promise<unknown> {
  const [row] = await rowsOf(
    service.databaseUrl,
    `SELECT (SELECT count(*)::int FROM partner_clients WHERE starts_with(partner_client_id, $1)) AS clients,
       (SELECT count(*)::int FROM revenue_claims WHERE starts_with(unique_reference, $1)) AS claims,
       (SELECT count(*)::int FROM item_results WHERE starts_with(key, $1)) AS results`,
    [name],
  );
  return row;
}
export const WHOLE = { clients: 2, claims: 3, results: 2 };
export const NOTHING = { clients: 0, claims: 0, results: 0 };

/** Resolves when no transaction of the synchronous route is under way in the database any more. */
export async function transactionsEnded(service: Service): Promise<void> {
  const haveEnded = async (): Promise<boolean> => {
    const busy = await rowsOf(
      service.superuserUrl,
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'sync-path' AND state <> 'idle'`,
    );
    return busy.length === 0;
  };
  if (!(await waitUntil(haveEnded, { withinMs: SOON_MS }))) throw new Error('a transaction goes on and on');
}
