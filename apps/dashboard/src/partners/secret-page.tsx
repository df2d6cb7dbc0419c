import { type Session } from '../access/sessions';
import { Frame } from '../pages/frame';
import { partnerAddress } from './partner-address';

interface SecretPageProps {
  readonly session: Session;
  readonly clientId: string;
  readonly secret: string;
}

/** A secret, the only time that it can be seen. */
export function SecretPage({ session, clientId, secret }: SecretPageProps) {
  return (
    <Frame title="New secret" place="/partners" session={session}>
      <h1>A new secret for {clientId}</h1>
      <section>
        <p class="note">
          Hand it to the partner over a safe channel now: it is not stored and will not be shown again.
        </p>
        <code class="secret" data-secret>
          {secret}
        </code>
        <p class="actions">
          <a class="button quiet" href={partnerAddress(clientId)}>
            Back to the partner
          </a>
        </p>
      </section>
    </Frame>
  );
}
