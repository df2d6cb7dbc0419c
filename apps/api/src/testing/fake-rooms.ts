import { RequestRefused } from '@app/domain';
import {
  type Accepted,
  type DecidedAtOnce,
  type PageParameters,
  type StatusAnswer,
  type StatusQuestion,
  type Submission,
  type SyncSubmission,
} from '@app/intake';
import { hashOfSecret, type KnownPartner, USUAL_ALLOWANCES } from '@app/persistence';

export const BATCH_ID = '01980000-0000-7000-8000-000000000001';
export const TAG = 'tag-of-the-document';
export const CLIENT = { clientId: 'demo', clientSecret: 'a secret: with & % + and é' };

/** Intake and persistence as the API sees them, in memory, for specs of the HTTP edge. */
export class FakeRooms {
  readonly accepted: Submission[] = [];
  readonly decided: SyncSubmission[] = [];
  readonly partners = new Map<string, KnownPartner>();
  /** When set, the next calls of any room fail with it. */
  failure: Error | null = null;
  documentChunks: readonly string[] = ['{"id":', '"x"}'];
  chunksRead = 0;
  chunksEnded = 0;
  /** When set, documents fail with it after their last chunk. */
  chunkFailure: Error | null = null;

  constructor() {
    this.register(CLIENT.clientId, CLIENT.clientSecret, 'active');
  }

  register(clientId: string, secret: string, status: KnownPartner['status']): void {
    this.partners.set(clientId, {
      partnerId: `id-of-${clientId}`,
      name: clientId,
      currency: 'GBP',
      status,
      ...USUAL_ALLOWANCES,
      secrets: [{ secretId: `id-of-${secret}`, hash: hashOfSecret(secret) }],
    });
  }

  findByClientId(clientId: string): Promise<KnownPartner | null> {
    if (this.failure !== null) return Promise.reject(this.failure);
    return Promise.resolve(this.partners.get(clientId) ?? null);
  }

  /** How many items of any partner wait. */
  waiting = 0;
  count(): Promise<number> {
    if (this.failure !== null) return Promise.reject(this.failure);
    return Promise.resolve(this.waiting);
  }

  /** No key was used before. */
  has(): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** No connection is in use. */
  end(): void {
    return;
  }

  accept(request: Submission): Promise<Accepted> {
    if (this.failure !== null) return Promise.reject(this.failure);
    this.accepted.push(request);
    return Promise.resolve({ statusCheckId: BATCH_ID, uriPrefix: request.uriPrefix, newItems: 1 });
  }

  run(request: SyncSubmission): Promise<DecidedAtOnce> {
    if (this.failure !== null) return Promise.reject(this.failure);
    this.decided.push(request);
    return Promise.resolve({ document: this.chunks(), newItems: 1 });
  }

  async read(
    { statusCheckId }: StatusQuestion,
    _parameters: PageParameters,
    knows: ((tag: string) => boolean) | null,
  ): Promise<StatusAnswer> {
    await Promise.resolve();
    if (this.failure !== null) throw this.failure;
    if (statusCheckId !== BATCH_ID) throw new RequestRefused('not_found', 'There is no such batch.');
    return { tag: TAG, text: knows?.(TAG) === true ? null : this.chunks() };
  }

  private async *chunks(): AsyncGenerator<string> {
    try {
      for (const chunk of this.documentChunks) {
        await Promise.resolve();
        this.chunksRead++;
        yield chunk;
      }
      if (this.chunkFailure !== null) throw this.chunkFailure;
    } finally {
      this.chunksEnded++;
    }
  }
}
