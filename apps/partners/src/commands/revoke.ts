import { type Command, Option } from 'commander';
import {
  CHANGE_EFFECTIVE_WITHIN_MS,
  type RegisteredPartner,
  revokeOneSecret,
  revokeSecrets,
  type Transaction,
} from '@app/persistence';
import { type Answer, type CommandContext } from '../command-context';
import { CommandRefused } from '../command-refused';
import { partnerNamed } from '../values/partner-named';
import { ageInWords } from '../words/age';

interface RevokeOptions {
  readonly all?: boolean;
  readonly newest?: boolean;
}

export function registerRevoke(program: Command, context: CommandContext): void {
  program
    .command('revoke')
    .argument('<client-id>')
    .summary('revoke the older secret')
    .description('Revokes the older secret and leaves the newest. Tokens end with their secret.')
    .addOption(
      new Option(
        '--newest',
        'revoke the newest one instead, and leave the older: where the new secret reached nobody',
      ).conflicts('all'),
    )
    .option('--all', 'revoke the newest one, too: the partner can do nothing until it is given another')
    .action((clientId: string, options: RevokeOptions) =>
      context.answer((transaction) => revoke(transaction, clientId, options, context.program)),
    );
}

async function revoke(
  transaction: Transaction,
  clientId: string,
  { all = false, newest = false }: RevokeOptions,
  program: string,
): Promise<Answer> {
  const partner = await partnerNamed(transaction, clientId, program);
  const revoked = newest
    ? await revokeNewest(transaction, partner)
    : await revokeSecrets(transaction, partner.partnerId, all ? 0 : 1);
  if (revoked === 0) throw nothingToRevoke(partner, program);
  // The oldest first.
  const [from, to] = newest ? [partner.liveSince.length - 1, partner.liveSince.length] : [0, revoked];
  const gone = partner.liveSince.slice(from, to);
  const withinS = CHANGE_EFFECTIVE_WITHIN_MS / 1000;
  const staying = partner.liveSince.filter((since) => !gone.includes(since));
  return {
    text: [
      `Revoked ${revoked === 1 ? 'one secret' : `${revoked} secrets`} of ${clientId}, made ${ages(gone)} ago:`,
      `no new token from now on, and those it has are refused within ${withinS} s.`,
      staying.length === 0
        ? `${clientId} has no secret now and can do nothing until it gets one: ${program} rotate ${clientId}`
        : `The secret made ${ages(staying)} ago stays, and so do its tokens.`,
    ].join('\n'),
    document: {
      client_id: clientId,
      revoked_secrets: revoked,
      live_secrets: staying.length,
      tokens_refused_within_seconds: withinS,
    },
  };
}

/** The last live secret stays. @returns how many were revoked */
async function revokeNewest(transaction: Transaction, partner: RegisteredPartner): Promise<number> {
  const newest = partner.liveSince.length - 1;
  return newest > 0 && (await revokeOneSecret(transaction, partner, newest)) ? 1 : 0;
}

function nothingToRevoke({ clientId, liveSince }: RegisteredPartner, program: string): CommandRefused {
  return new CommandRefused(
    'nothing_to_revoke',
    liveSince.length === 0
      ? `${clientId} has no live secret, so there is nothing to revoke.`
      : `${clientId} has one live secret, and could do nothing without it. ` +
          `Make another one first (${program} rotate ${clientId}), or add --all to revoke this one.`,
  );
}

function ages(since: readonly Date[]): string {
  const now = new Date();
  return since.map((date) => ageInWords(date, now)).join(' and ');
}
