import { type ListedAuditEvent } from '@app/persistence';
import { type Session } from '../access/sessions';
import { batchAddress } from '../batches/batch-address';
import { Frame } from '../pages/frame';
import { Moment } from '../pages/moment';
import { partnerAddress } from '../partners/partner-address';

interface AuditPageProps {
  readonly session: Session;
  readonly events: readonly ListedAuditEvent[];
  /** Id to go on before; null at the end. */
  readonly next: string | null;
}

/** The audit trail, the latest first. */
export function AuditPage({ session, events, next }: AuditPageProps) {
  return (
    <Frame title="Audit" place="/audit" session={session}>
      <h1>Audit</h1>
      <section>
        {events.length === 0 ? (
          <p class="soft">Nobody has changed anything yet.</p>
        ) : (
          <div class="scroll">
            <table data-audit>
              <thead>
                <tr>
                  <th scope="col">When (UTC)</th>
                  <th scope="col">Who</th>
                  <th scope="col">What</th>
                  <th scope="col">About</th>
                </tr>
              </thead>
              <tbody>
                {events.map((event) => (
                  <tr key={event.id}>
                    <td>
                      <Moment at={event.happenedAt} />
                    </td>
                    <td>{event.userName}</td>
                    <td>{event.detail}</td>
                    <td>
                      <About event={event} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
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
  if (clientId === null) return null;
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
