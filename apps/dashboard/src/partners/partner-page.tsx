import { type RankedReason, type RegisteredPartner, type VolumePeriod, type Volumes } from '@app/persistence';
import { type Session } from '../access/sessions';
import { Fact, Facts } from '../pages/facts';
import { Frame } from '../pages/frame';
import { partnerAddress } from './partner-address';
import { offeredTo } from './partner-actions';
import { limitInWords, Secrets, Standing } from './partners-page';
import { ReasonsTable } from './reasons-table';
import { VolumesSection } from './volumes-section';

interface PartnerPageProps {
  readonly session: Session;
  readonly partner: RegisteredPartner;
  readonly period: VolumePeriod;
  readonly volumes: Volumes;
  readonly reasons: readonly RankedReason[];
}

/** One partner: what it sends, what becomes of it, what it may do. */
export function PartnerPage({ session, partner, period, volumes, reasons }: PartnerPageProps) {
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
      <VolumesSection clientId={partner.clientId} period={period} volumes={volumes} />
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
