import { type Rig, type RigProcess } from '../faults/rig/rig';
import { Partner } from '../support/partner';
import { type Credentials, PartnersCommand } from '../support/partners-command';

/** Beside the two of every rig: one of them has the currency of another partner. */
const MORE = [
  { name: 'Chaos Pay', currency: 'GBP' },
  { name: 'Chaos Market', currency: 'USD' },
];

/** Registers more partners, as an operator does. Gives what makes them speak to an API. */
export async function registerMorePartners({ service }: Rig): Promise<(api: RigProcess) => Partner[]> {
  const command = new PartnersCommand(service.databaseUrl);
  const registered: Partner['credentials'][] = [];
  for (const { name, currency } of MORE) {
    const secrets = await command.json<Credentials>('add', '--name', name, '--currency', currency);
    registered.push({ ...secrets, name, currency });
  }
  return ({ process }) => registered.map((credentials) => new Partner(() => process.url, credentials));
}
