import { type Command } from 'commander';
import { addPartner, addSecret, freshSecret, hashOfSecret, type Transaction } from '@app/persistence';
import { type Answer, type CommandContext } from '../command-context';
import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';
import { clientIdOf, readClientId } from '../values/client-id';
import { addAllowanceOptions, type AllowanceOptions, newAllowances } from '../values/allowances';
import { readCurrency, readName } from '../values/facts';
import { allowancesDocument, limitInWords } from '../words/allowances';
import { credentials } from '../words/credentials';

interface AddOptions extends AllowanceOptions {
  readonly name: string;
  readonly currency: string;
  readonly clientId?: string;
}

export function registerAdd(program: Command, context: CommandContext): void {
  const command = program
    .command('add')
    .summary('add a partner')
    .description('Adds a partner and prints its client id and secret.')
    .option('--name <name>', "the partner's name (required)", readName)
    .option('--currency <code>', 'the currency agreed with it, of ISO 4217 (required)', readCurrency)
    .option('--client-id <id>', 'what it logs in with; made of the name when not given', readClientId);
  addAllowanceOptions(command).action((options: Partial<AddOptions>) => {
    requireFacts(options);
    return context.answer((transaction) => add(transaction, options));
  });
}

/**
 * Instead of Commander's required options, which it asks for before it looks for a slip such as `--nam`.
 * @throws CommandRefused `wrong_usage`
 */
function requireFacts(options: Partial<AddOptions>): asserts options is AddOptions {
  const { name, currency } = options;
  const missing = [
    ...(name === undefined ? ['--name'] : []),
    ...(currency === undefined ? ['--currency'] : []),
  ];
  if (missing.length === 0) return;
  throw new CommandRefused('wrong_usage', `Say who is added: ${missing.join(' and ')}.`, EXIT_WRONG_USAGE);
}

async function add(transaction: Transaction, options: AddOptions): Promise<Answer> {
  const { name, currency, clientId = clientIdOf(name) } = options;
  const allowances = newAllowances(options);
  const facts = { name, currency, status: 'active', ...allowances } as const;
  const partnerId = await addPartner(transaction, clientId, facts);
  if (partnerId === null) {
    throw new CommandRefused(
      'client_id_taken',
      `The client id ${clientId} is taken. Choose another one with --client-id.`,
    );
  }
  const secret = freshSecret();
  await addSecret(transaction, partnerId, hashOfSecret(secret));
  return {
    text: `Added ${name} (${currency}, quota: ${limitInWords(allowances.itemQuota)}).\n\n${credentials(clientId, secret)}`,
    document: {
      client_id: clientId,
      client_secret: secret,
      name,
      currency,
      status: 'active',
      ...allowancesDocument(allowances),
    },
  };
}
