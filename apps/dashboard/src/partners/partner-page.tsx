import { type RankedReason, type RegisteredPartner, type Volumes } from '@app/persistence';
import { type Session } from '../access/sessions';
import { Fact, Facts } from '../pages/facts';
import { Frame } from '../pages/frame';
import { Age } from '../pages/moment';
import { StateCounts } from '../pages/states';
import { numberInWords } from '../pages/words';
import { partnerAddress } from './partner-address';
import { offeredTo } from './partner-actions';
import { limitInWords, Secrets, Standing } from './partners-page';
import { ReasonsTable } from './reasons-table';
import { totalOf } from './total-of';
import { VolumesChart } from './volumes-chart';

interface PartnerPageProps {
  readonly session: Session;
  readonly partner: RegisteredPartner;
  readonly volumes: Volumes;
  readonly reasons: readonly RankedReason[];
}

/** One partner: what it sends, what becomes of it, what it may do. */
export function PartnerPage({ session, partner, volumes, reasons }: PartnerPageProps) {
  return (
    <Frame title={partner.name} place="/partners" session={session}>
      <p class="kicker">Partner {partner.clientId}</p>
      <h1>{partner.name}</h1>
      <section>
        <h2>Agreed</h2>
        <Facts>
          <Fact label="Status" name="status">
            <Standing of={partner} />
          </Fact>
          <Fact label="Currency">{partner.currency}</Fact>
          <Fact label="Items that may wait" name="item_quota">
            {limitInWords(partner.itemQuota)}
          </Fact>
          <Fact label="Requests per minute" name="requests_per_minute">
            {limitInWords(partner.requestsPerMinute)}
          </Fact>
          <Fact label="Items per minute" name="items_per_minute">
            {limitInWords(partner.itemsPerMinute)}
          </Fact>
          <Fact label="Live secrets, by age" name="secrets">
            <Secrets liveSince={partner.liveSince} />
          </Fact>
        </Facts>
        <Actions session={session} partner={partner} />
      </section>
      <section>
        <h2>Volumes</h2>
        <VolumesOf volumes={volumes} />
      </section>
      <section>
        <h2>Why items were not saved</h2>
        <p class="soft">Of the newest items with a problem; an item may have several.</p>
        <ReasonsTable reasons={reasons} />
      </section>
    </Frame>
  );
}

function Actions({ session, partner }: Pick<PartnerPageProps, 'session' | 'partner'>) {
  const address = partnerAddress(partner.clientId);
  return (
    <div class="actions">
      <a class="button quiet" href={`/batches?partner=${encodeURIComponent(partner.clientId)}`}>
        Its batches
      </a>
      {session.user.role === 'operator' &&
        offeredTo(partner).map((action) => (
          <a key={action.address} class="button quiet" href={`${address}/${action.address}`}>
            {action.label} …
          </a>
        ))}
    </div>
  );
}

function VolumesOf({ volumes }: { readonly volumes: Volumes }) {
  const [first] = volumes;
  if (first === undefined) return <p class="soft">It has not sent anything yet.</p>;
  const { batches, items, counts } = totalOf(volumes);
  return (
    <>
      <p class="soft">
        Its newest {numberInWords(batches)} batches: {numberInWords(items)} items, of the last{' '}
        <Age since={first.from} />.
      </p>
      <VolumesChart volumes={volumes} />
      <StateCounts counts={counts} />
    </>
  );
}
