import { type Command } from 'commander';
import { addSecret, freshSecret, hashOfSecret, type Transaction } from '@app/persistence';
import { type Answer, type CommandContext } from '../command-context';
import { CommandRefused } from '../command-refused';
import { partnerNamed } from '../values/partner-named';
import { ageInWords } from '../words/age';
import { credentials } from '../words/credentials';

export function registerRotate(program: Command, context: CommandContext): void {
  program
    .command('rotate')
    .argument('<client-id>')
    .summary('make a new secret beside the present one')
    .description('Makes a new secret. The present one works beside it until it is revoked.')
    .action((clientId: string) =>
      context.answer((transaction) => rotate(transaction, clientId, context.program)),
    );
}

async function rotate(transaction: Transaction, clientId: string, program: string): Promise<Answer> {
  const partner = await partnerNamed(transaction, clientId, program);
  const secret = freshSecret();
  if (!(await addSecret(transaction, partner.partnerId, hashOfSecret(secret)))) {
    const ages = partner.liveSince.map((since) => ageInWords(since, new Date())).join(' and ');
    throw new CommandRefused(
      'two_secrets_live',
      `${clientId} has two live secrets already, made ${ages} ago. Where the newest one has reached nobody, revoke that: ` +
        `${program} revoke ${clientId} --newest. Where the partner no longer uses the older one: ${program} revoke ${clientId}`,
    );
  }
  const revoke = `${program} revoke ${clientId}`;
  const before = partner.liveSince.length;
  return {
    text: [
      `${clientId} has a new secret.`,
      '',
      credentials(clientId, secret),
      before === 0
        ? 'It is the only one.'
        : `The old secret works until you revoke it, when the partner has changed over: ${revoke}`,
    ].join('\n'),
    document: { client_id: clientId, client_secret: secret, live_secrets: before + 1 },
  };
}
