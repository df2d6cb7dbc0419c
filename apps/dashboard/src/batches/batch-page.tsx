import { type InspectedBatch } from '@app/persistence';
import { type Session } from '../access/sessions';
import { Fact, Facts } from '../pages/facts';
import { Frame } from '../pages/frame';
import { Moment } from '../pages/moment';
import { numberInWords } from '../pages/words';
import { partnerAddress } from '../partners/partner-address';
import { batchAddress } from './batch-address';
import { countsOf } from './counts-of';
import { ItemsList, type ItemsView } from './items-list';
import { Progress } from './progress';
import { Timeline } from './timeline';

interface BatchPageProps {
  readonly session: Session;
  readonly batch: InspectedBatch;
  readonly view: ItemsView;
}

/** Everything about one batch. */
export function BatchPage({ session, batch, view }: BatchPageProps) {
  const counts = countsOf(batch);
  const address = batchAddress(batch);
  return (
    <Frame title="Batch" place="/batches" session={session} scripts={['/assets/live-batch.js']}>
      <p class="kicker">Batch</p>
      <h1 class="mono">{batch.statusCheckId}</h1>
      <section id="summary">
        <Facts>
          <Fact label="Partner">
            <a href={partnerAddress(batch.clientId)}>{batch.partnerName}</a>
          </Fact>
          <Fact label="Kind">{batch.recordKind}</Fact>
          <Fact label="Accepted (UTC)">
            <Moment at={batch.createdAt} />
          </Fact>
          <Fact label="In jobs and logs">
            partner {batch.partnerId}, batch {batch.batchId}
          </Fact>
        </Facts>
        <Progress batch={batch} />
        <div class="actions">
          {(['Failed', 'Conflict'] as const)
            .filter((state) => counts[state] > 0 && !batch.expired)
            .map((state) => (
              <a key={state} class="button quiet" download href={`${address}/items.json?state=${state}`}>
                Download {numberInWords(counts[state])} {state}
              </a>
            ))}
          {counts.Pending > 0 && session.user.role === 'operator' && (
            <a class="button quiet" href={`${address}/release`}>
              Release again …
            </a>
          )}
        </div>
      </section>
      <section id="shards">
        <h2>Shards</h2>
        <Timeline batch={batch} />
      </section>
      <section id="items">
        <h2>Items</h2>
        {batch.expired ? (
          <p class="soft" data-expired>
            Deleted: their time to be kept is over. The partner is answered 410; the records that were saved
            from them stay.
          </p>
        ) : (
          <ItemsList batch={batch} view={view} />
        )}
      </section>
    </Frame>
  );
}
