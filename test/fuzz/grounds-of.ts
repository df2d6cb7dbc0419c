import { client } from '../support/clients';
import { type Partner } from '../support/partner';
import { Ground, SAVED_CLIENT } from './ground';

/** What the requests of each partner need: a token, a saved client, and ids of the other partner. */
export async function groundsOf(partners: readonly Partner[]): Promise<readonly Ground[]> {
  const ids = await Promise.all(
    partners.map(async (partner) => {
      const { id } = await partner.decideClients([client(SAVED_CLIENT)]);
      return id;
    }),
  );
  const unknown = [
    '0198c0de-0000-7000-8000-000000000000',
    '0',
    '%00',
    '..',
    'x'.repeat(2_000),
    '%F0%9F%A6%8A',
    '{id}',
  ];
  return Promise.all(
    partners.map(async (partner, at) => {
      const foreign = ids.filter((_, of) => of !== at);
      return new Ground(await partner.token(), partner.credentials, [...foreign, ...unknown]);
    }),
  );
}
