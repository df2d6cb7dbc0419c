import { listPartners, lockPartner, type RegisteredPartner, type Transaction } from '@app/persistence';
import { CommandRefused } from '../command-refused';
import { inClientIdCharacters } from './client-id';
import { nearest } from './nearest';

/**
 * The partner with a client id, locked until the command has ended.
 * @param program how the program was called
 * @throws CommandRefused `unknown_client_id`, with the id that was probably meant
 */
export async function partnerNamed(
  transaction: Transaction,
  clientId: string,
  program: string,
): Promise<RegisteredPartner> {
  const partner = await lockPartner(transaction, clientId);
  if (partner !== null) return partner;
  const known = (await listPartners(transaction)).map((registered) => registered.clientId);
  const meant = nearest(inClientIdCharacters(clientId), known);
  throw new CommandRefused(
    'unknown_client_id',
    `There is no partner with client id ${JSON.stringify(clientId)}. ` +
      (meant === null ? `To see all: ${program} list` : `Did you mean ${meant}?`),
  );
}
