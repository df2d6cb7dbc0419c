import { type PartnerBacklog, type RegisteredPartner } from '@app/persistence';
import { type Session } from '../access/sessions';
import { Frame } from '../pages/frame';
import { Age } from '../pages/moment';
import { type Column, Table } from '../pages/table';
import { numberInWords } from '../pages/words';
import { partnerAddress } from './partner-address';

interface PartnersPageProps {
  readonly session: Session;
  readonly partners: readonly RegisteredPartner[];
  readonly backlog: readonly PartnerBacklog[];
}

/** All partners. */
export function PartnersPage({ session, partners, backlog }: PartnersPageProps) {
  const waiting = new Map(backlog.map(({ clientId, items }) => [clientId, items]));
  const columns: readonly Column<RegisteredPartner>[] = [
    {
      label: 'Partner',
      kind: 'name',
      cell: ({ clientId, name }) => (
        <>
          <a href={partnerAddress(clientId)}>{name}</a> <span class="soft">{clientId}</span>
        </>
      ),
    },
    { label: 'Status', cell: (partner) => <Standing of={partner} /> },
    { label: 'Currency', cell: ({ currency }) => currency },
    {
      label: 'Waiting items',
      kind: 'number',
      cell: ({ clientId }) => numberInWords(waiting.get(clientId) ?? 0),
    },
    { label: 'Items that may wait', kind: 'number', cell: ({ itemQuota }) => limitInWords(itemQuota) },
    {
      label: 'Live secrets, by age',
      kind: 'number',
      cell: ({ liveSince }) => <Secrets liveSince={liveSince} />,
    },
  ];
  return (
    <Frame title="Partners" place="/partners" session={session}>
      <h1>Partners</h1>
      <section>
        <Table name="partners" columns={columns} lines={partners} keyOf={({ clientId }) => clientId} />
      </section>
    </Frame>
  );
}

/** Whether a partner's requests are taken. */
export function Standing({ of: { status } }: { readonly of: Pick<RegisteredPartner, 'status'> }) {
  return <span class={`standing ${status}`}>{status}</span>;
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
