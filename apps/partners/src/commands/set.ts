import { type Command, Option } from 'commander';
import {
  changePartner,
  CHANGE_EFFECTIVE_WITHIN_MS,
  type PartnerFacts,
  type PartnerStatus,
  type Transaction,
} from '@app/persistence';
import { type Answer, type CommandContext } from '../command-context';
import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';
import { addAllowanceOptions, type AllowanceOptions, namedAllowances } from '../values/allowances';
import { readCurrency, readName } from '../values/facts';
import { partnerNamed } from '../values/partner-named';
import { type Change, changesBetween, changeInWords } from '../words/changes';

interface SetOptions extends AllowanceOptions {
  readonly name?: string;
  readonly currency?: string;
  readonly suspend?: true;
  readonly activate?: true;
}

export function registerSet(program: Command, context: CommandContext): void {
  const command = program
    .command('set')
    .argument('<client-id>')
    .summary('change what is agreed with a partner')
    .description('Changes what is agreed with a partner, and says what it was before.')
    .option('--name <name>', 'its name', readName)
    .option('--currency <code>', 'the currency of its claims, for all that are not decided yet', readCurrency)
    .addOption(new Option('--suspend', 'answer its requests with 403').conflicts('activate'))
    .addOption(new Option('--activate', 'take its requests again').conflicts('suspend'));
  addAllowanceOptions(command).action((clientId: string, options: SetOptions) => {
    const wanted = wantedFacts(options);
    return context.answer((transaction) => set(transaction, clientId, wanted, context.program));
  });
}

async function set(
  transaction: Transaction,
  clientId: string,
  wanted: Partial<PartnerFacts>,
  program: string,
): Promise<Answer> {
  const partner = await partnerNamed(transaction, clientId, program);
  const changes = changesBetween(partner, wanted);
  await changePartner(transaction, partner.partnerId, { ...partner, ...wanted });
  return {
    text: changes.length === 0 ? `${clientId} is like that already.` : textOf(clientId, changes),
    document: {
      client_id: clientId,
      changes: Object.fromEntries(changes.map(({ member, from, to }) => [member, { from, to }])),
    },
  };
}

/** @throws CommandRefused when there is nothing to set */
function wantedFacts({ name, currency, suspend, activate, ...limits }: SetOptions): Partial<PartnerFacts> {
  const status: PartnerStatus | undefined =
    suspend === true ? 'suspended' : activate === true ? 'active' : undefined;
  const wanted: Partial<PartnerFacts> = {
    ...(name !== undefined && { name }),
    ...(currency !== undefined && { currency }),
    ...(status !== undefined && { status }),
    ...namedAllowances(limits),
  };
  if (Object.keys(wanted).length > 0) return wanted;
  throw new CommandRefused(
    'wrong_usage',
    'Say what to set: --name, --currency, --quota, --requests-per-minute, --items-per-minute, --suspend or --activate.',
    EXIT_WRONG_USAGE,
  );
}

function textOf(clientId: string, changes: readonly Change[]): string {
  const withinS = CHANGE_EFFECTIVE_WITHIN_MS / 1000;
  return [`Changed ${clientId}, effective within ${withinS} s:`, ...changes.map(changeInWords)].join('\n');
}
