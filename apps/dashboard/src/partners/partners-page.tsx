import { type PartnerBacklog, type RegisteredPartner } from '@app/persistence';
import { type Session } from '../access/sessions';
import { Frame } from '../pages/frame';
import { Age } from '../pages/moment';
import { numberInWords } from '../pages/words';
import { partnerAddress } from './partner-address';

interface PartnersPageProps {
  readonly session: Session;
  readonly partners: readonly RegisteredPartner[];
  readonly backlog: readonly PartnerBacklog[];
}

/** All partners. */
export function PartnersPage({ session, partners, backlog }: PartnersPageProps) {
  const waiting = new Map(backlog.map((one) => [one.clientId, one]));
  return (
    <Frame title="Partners" place="/partners" session={session}>
      <h1>Partners</h1>
      <section>
        <div class="scroll">
          <table data-partners>
            <thead>
              <tr>
                <th scope="col">Partner</th>
                <th scope="col">Status</th>
                <th scope="col">Currency</th>
                <th scope="col" class="number">
                  Waiting items
                </th>
                <th scope="col" class="number">
                  Quota
                </th>
                <th scope="col">Secrets, age</th>
              </tr>
            </thead>
            <tbody>
              {partners.map((partner) => (
                <tr key={partner.clientId}>
                  <th scope="row">
                    <a href={partnerAddress(partner.clientId)}>{partner.name}</a>{' '}
                    <span class="soft">{partner.clientId}</span>
                  </th>
                  <td>{partner.status}</td>
                  <td>{partner.currency}</td>
                  <td class="number">{numberInWords(waiting.get(partner.clientId)?.items ?? 0)}</td>
                  <td class="number">{limitInWords(partner.itemQuota)}</td>
                  <td>
                    <Secrets liveSince={partner.liveSince} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </Frame>
  );
}

/** The ages of the secrets that are live, the oldest first. */
export function Secrets({ liveSince }: { readonly liveSince: readonly Date[] }) {
  if (liveSince.length === 0) return <>none</>;
  return (
    <>
      {liveSince.map((since, at) => (
        <>
          {at > 0 && ', '}
          <Age since={since} />
        </>
      ))}
    </>
  );
}

/** A limit for people; null is the deployment's default. */
export function limitInWords(limit: number | null): string {
  return limit === null ? 'default' : numberInWords(limit);
}
