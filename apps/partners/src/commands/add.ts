import { type Command } from 'commander';
import { addPartner, addSecret, freshSecret, hashOfSecret, type Transaction } from '@app/persistence';
import { type Answer, type CommandContext } from '../command-context';
import { CommandRefused } from '../command-refused';
import { clientIdOf, readClientId } from '../values/client-id';
import { itemQuotaOf, type Quota, readCurrency, readName, readQuota } from '../values/facts';
import { credentials } from '../words/credentials';
import { quotaInWords } from '../words/quota';

interface AddOptions {
  readonly name: string;
  readonly currency: string;
  readonly clientId?: string;
  readonly quota: Quota;
}

export function registerAdd(program: Command, context: CommandContext): void {
  program
    .command('add')
    .summary('add a partner')
    .description('Adds a partner and prints its client id and secret.')
    .requiredOption('--name <name>', "the partner's name", readName)
    .requiredOption('--currency <code>', 'the currency agreed with it (ISO 4217)', readCurrency)
    .option('--client-id <id>', 'what it logs in with; made of the name when not given', readClientId)
    .option('--quota <items>', 'the most items that may wait undecided', readQuota, 'none')
    .action((options: AddOptions) => context.answer((transaction) => add(transaction, options)));
}

async function add(transaction: Transaction, options: AddOptions): Promise<Answer> {
  const { name, currency, clientId = clientIdOf(name) } = options;
  const itemQuota = itemQuotaOf(options.quota);
  const partnerId = await addPartner(transaction, clientId, { name, currency, status: 'active', itemQuota });
  if (partnerId === null) {
    throw new CommandRefused(
      'client_id_taken',
      `The client id ${clientId} is taken. Choose another one with --client-id.`,
    );
  }
  const secret = freshSecret();
  await addSecret(transaction, partnerId, hashOfSecret(secret));
  return {
    text: `Added ${name} (${currency}, quota: ${quotaInWords(itemQuota)}).\n\n${credentials(clientId, secret)}`,
    document: {
      client_id: clientId,
      client_secret: secret,
      name,
      currency,
      status: 'active',
      item_quota: itemQuota,
    },
  };
}
