import { type PartnerVolumes, type RankedReason, type RegisteredPartner } from '@app/persistence';
import { type Session } from '../access/sessions';
import { Frame } from '../pages/frame';
import { Age } from '../pages/moment';
import { State, StateCounts, StatesBar } from '../pages/states';
import { numberInWords } from '../pages/words';
import { partnerAddress } from './partner-address';
import { ACTIONS, offeredTo } from './partner-actions';
import { limitInWords, Secrets } from './partners-page';

interface PartnerPageProps {
  readonly session: Session;
  readonly partner: RegisteredPartner;
  readonly volumes: PartnerVolumes;
  readonly reasons: readonly RankedReason[];
}

/** One partner: what it sends, what becomes of it, what it may do. */
export function PartnerPage({ session, partner, volumes, reasons }: PartnerPageProps) {
  const address = partnerAddress(partner.clientId);
  return (
    <Frame title={partner.name} place="/partners" session={session}>
      <h1>
        {partner.name} <span class="soft">{partner.clientId}</span>
      </h1>
      <section>
        <dl class="facts">
          <dt>Status</dt>
          <dd data-fact="status">{partner.status}</dd>
          <dt>Currency</dt>
          <dd>{partner.currency}</dd>
          <dt>Items that may wait</dt>
          <dd data-fact="item_quota">{limitInWords(partner.itemQuota)}</dd>
          <dt>Requests per minute</dt>
          <dd data-fact="requests_per_minute">{limitInWords(partner.requestsPerMinute)}</dd>
          <dt>Items per minute</dt>
          <dd data-fact="items_per_minute">{limitInWords(partner.itemsPerMinute)}</dd>
          <dt>Secrets, age</dt>
          <dd data-fact="secrets">
            <Secrets liveSince={partner.liveSince} />
          </dd>
        </dl>
        <div class="actions">
          <a class="button quiet" href={`/batches?partner=${encodeURIComponent(partner.clientId)}`}>
            Batches
          </a>
          {session.user.role === 'operator' &&
            offeredTo(partner).map((action) => (
              <a key={action} class="button quiet" href={`${address}/${action}`}>
                {ACTIONS[action].label} …
              </a>
            ))}
        </div>
      </section>
      <section>
        <h2>Volumes</h2>
        <Volumes volumes={volumes} />
      </section>
      <section>
        <h2>Why items were not saved</h2>
        <Reasons reasons={reasons} />
      </section>
    </Frame>
  );
}

function Volumes({ volumes }: { readonly volumes: PartnerVolumes }) {
  const { batches, items, since, counts } = volumes;
  if (since === null) return <p class="soft">It has not sent anything yet.</p>;
  const decided = counts.Completed + counts.Duplicate + counts.Conflict + counts.Failed;
  const all = { Pending: items - decided, ...counts };
  return (
    <>
      <p class="soft">
        Its newest {numberInWords(batches)} batches: {numberInWords(items)} items, of the last{' '}
        <Age since={since} />.
      </p>
      <StatesBar counts={all} />
      <StateCounts counts={all} />
    </>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly RankedReason[] }) {
  if (reasons.length === 0) return <p class="soft">Every item of its newest batches was saved.</p>;
  return (
    <div class="scroll">
      <table data-reasons>
        <thead>
          <tr>
            <th scope="col">Problem</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Of its newest such items
            </th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ state, code, items }) => (
            <tr key={`${state} ${code}`}>
              <th scope="row">
                <code>{code}</code>
              </th>
              <td>
                <State of={state} />
              </td>
              <td class="number">{numberInWords(items)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
