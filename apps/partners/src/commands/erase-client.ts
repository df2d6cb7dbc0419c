import os from 'node:os';
import { type Erasure, type ErasureRequest } from '@app/intake';
import { type OwnersDatabase } from '@app/persistence';
import { type Command } from 'commander';
import { type Answer, type CommandContext } from '../command-context';
import { CommandRefused, EXIT_WRONG_USAGE } from '../command-refused';
import { readClientKey, readReference, readWait } from '../values/erasure';
import { partnerNamed } from '../values/partner-named';
import { erasureDocument, erasureInWords } from '../words/erasure';

const USUAL_WAIT_S = 60;
/** Shards are counted aloud so many at a time. */
const TOLD_SHARDS = 1_000;

interface EraseOptions {
  readonly partner?: string;
  readonly client?: string;
  readonly reference?: string;
  readonly dryRun?: boolean;
  readonly wait?: number;
}

export function registerEraseClient(program: Command, context: CommandContext): void {
  program
    .command('erase-client')
    .summary('erase one client of a partner')
    .description(
      'Erases a client: its record, its claims, and its items in all batches that are still kept. It cannot be undone. ' +
        'It may be interrupted, and run again at any time.',
    )
    .option('--partner <client-id>', "the partner's client id (required)")
    .option('--client <key>', 'the partner_client_id of the client, exactly (required)', readClientKey)
    .option(
      '--reference <text>',
      'what the request goes by; kept in the audit trail, where the key is not',
      readReference,
    )
    .option(
      '--wait <seconds>',
      `how long items under way are waited for; ${USUAL_WAIT_S} when not given`,
      readWait,
    )
    .option('--dry-run', 'only show what would be erased')
    .action(({ partner, client, ...options }: EraseOptions) => {
      if (partner === undefined || client === undefined)
        throw new CommandRefused(
          'wrong_usage',
          'Say who is erased: --partner and --client.',
          EXIT_WRONG_USAGE,
        );
      return context.answerInSteps((database, tell) =>
        erase(database, context.program, { partner, client, ...options }, tell),
      );
    });
}

async function erase(
  database: OwnersDatabase,
  program: string,
  options: EraseOptions & { readonly partner: string; readonly client: string },
  tell: (sentence: string) => void,
): Promise<Answer> {
  const { partner, client, reference = null, dryRun = false, wait = USUAL_WAIT_S } = options;
  const { partnerId, clientId } = await database.transaction((transaction) =>
    partnerNamed(transaction, partner, program),
  );
  const request: ErasureRequest = {
    partnerId,
    clientId,
    clientKey: client,
    userName: `command line: ${systemUser()}`,
    reference,
    waitMs: wait * 1000,
    progress: (searched, of) => {
      if (searched % TOLD_SHARDS === 0) tell(`searched ${searched} of ${of} shards`);
    },
  };
  const erasure = await runErasure(database, request, dryRun);
  return {
    text: erasureInWords(clientId, erasure, dryRun),
    document: erasureDocument(clientId, erasure, dryRun),
  };
}

/** @throws CommandRefused `client_under_way` */
async function runErasure(
  database: OwnersDatabase,
  request: ErasureRequest,
  dryRun: boolean,
): Promise<Erasure> {
  // Only here: the pipeline takes longer to load than any other command takes.
  const { ClientUnderWay, eraseClient, findClient } = await import('@app/intake');
  try {
    return await (dryRun ? findClient(database, request) : eraseClient(database, request));
  } catch (error) {
    if (!(error instanceof ClientUnderWay)) throw error;
    throw new CommandRefused(
      'client_under_way',
      `An item of this client in batch ${error.shard.statusCheckId} is not decided yet. Run the command again when it is; ` +
        'what has been erased so far stays erased, and the record is still there.',
    );
  }
}

/** Whoever is logged in to this machine; a container may have no name for its user. */
function systemUser(): string {
  try {
    return os.userInfo().username;
  } catch {
    return 'unknown';
  }
}
