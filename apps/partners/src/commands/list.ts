import { type Command } from 'commander';
import { listPartners, type RegisteredPartner, type Transaction } from '@app/persistence';
import { type Answer, type CommandContext } from '../command-context';
import { allowancesDocument } from '../words/allowances';
import { partnerTable } from '../words/partner-table';

export function registerList(program: Command, context: CommandContext): void {
  program
    .command('list')
    .summary('show all partners')
    .description('Shows all partners, and how old their live secrets are.')
    .action(() => context.answer((transaction) => list(transaction, context.program)));
}

async function list(transaction: Transaction, program: string): Promise<Answer> {
  const partners = await listPartners(transaction);
  return {
    text:
      partners.length === 0
        ? `There is no partner yet. Add one: ${program} add --name NAME --currency GBP`
        : partnerTable(partners, new Date()),
    document: partners.map(partnerDocument),
  };
}

function partnerDocument(partner: RegisteredPartner): object {
  const { clientId, name, currency, status, liveSince } = partner;
  return {
    client_id: clientId,
    name,
    currency,
    status,
    ...allowancesDocument(partner),
    secrets: liveSince.map((since) => ({ created_at: since })),
  };
}
