import { type ListedAuditEvent } from '@app/persistence';
import { type Session } from '../access/sessions';
import { batchAddress } from '../batches/batch-address';
import { Frame } from '../pages/frame';
import { Moment } from '../pages/moment';
import { type Column, Table } from '../pages/table';
import { partnerAddress } from '../partners/partner-address';

interface AuditPageProps {
  readonly session: Session;
  readonly events: readonly ListedAuditEvent[];
  /** Id to go on before; null at the end. */
  readonly next: string | null;
}

const COLUMNS: readonly Column<ListedAuditEvent>[] = [
  { label: 'What', kind: 'name', cell: ({ detail }) => detail },
  { label: 'About', cell: (event) => <About event={event} /> },
  { label: 'Who', cell: ({ userName }) => userName },
  { label: 'When (UTC)', cell: ({ happenedAt }) => <Moment at={happenedAt} /> },
];

/** The audit trail, the latest first. */
export function AuditPage({ session, events, next }: AuditPageProps) {
  return (
    <Frame title="Audit" place="/audit" session={session}>
      <h1>Audit</h1>
      <p class="lead">What operators have done, the latest first. Nobody can change what stands here.</p>
      <section>
        {events.length === 0 ? (
          <p class="soft">Nobody has changed anything yet.</p>
        ) : (
          <Table name="audit" columns={COLUMNS} lines={events} keyOf={({ id }) => id} />
        )}
        {next !== null && (
          <p class="actions">
            <a class="button quiet" rel="next" href={`/audit?before=${next}`}>
              Older
            </a>
          </p>
        )}
      </section>
    </Frame>
  );
}

function About({ event: { clientId, statusCheckId } }: { readonly event: ListedAuditEvent }) {
  if (clientId === null) return <span class="soft">queues</span>;
  if (statusCheckId === null) return <a href={partnerAddress(clientId)}>{clientId}</a>;
  return (
    <>
      {clientId}{' '}
      <a class="mono" href={batchAddress({ clientId, statusCheckId })}>
        {statusCheckId}
      </a>
    </>
  );
}
