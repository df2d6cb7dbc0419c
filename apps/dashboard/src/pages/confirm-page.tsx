import { type ComponentChildren } from 'preact';
import { type Session } from '../access/sessions';
import { FormToken } from './form-token';
import { Frame, type Place } from './frame';

interface ConfirmPageProps {
  readonly session: Session;
  readonly place: Place;
  readonly title: string;
  /** What will happen. */
  readonly consequence: string;
  readonly verb: string;
  readonly grave: boolean;
  /** Where to go instead. */
  readonly back: string;
  /** Fields of the form. */
  readonly children?: ComponentChildren;
}

/** Asks before something is done; the form is posted to the page's own address. */
export function ConfirmPage({
  session,
  place,
  title,
  consequence,
  verb,
  grave,
  back,
  children,
}: ConfirmPageProps) {
  return (
    <Frame title={title} place={place} session={session}>
      <h1>{title}</h1>
      <section>
        <p class="note">{consequence}</p>
        <form method="post">
          <FormToken session={session} />
          {children}
          <div class="actions">
            <button class={grave ? 'grave' : undefined}>{verb}</button>
            <a class="button quiet" href={back}>
              Leave it as it is
            </a>
          </div>
        </form>
      </section>
    </Frame>
  );
}
