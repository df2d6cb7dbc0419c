import { type ComponentChildren } from 'preact';
import { type Session } from '../access/sessions';
import { FormToken } from './form-token';

const PLACES = [
  ['/', 'Overview'],
  ['/batches', 'Batches'],
  ['/partners', 'Partners'],
  ['/queues', 'Queues'],
  ['/audit', 'Audit'],
] as const;

/** Where a page belongs in the navigation. */
export type Place = (typeof PLACES)[number][0];

interface FrameProps {
  readonly title: string;
  readonly place: Place | null;
  /** Null on the pages that need no login. */
  readonly session: Session | null;
  /** Addresses of scripts that the page needs: it says what it has to say without them. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  readonly children?: ComponentChildren;
}

/** A whole page. Its title stands in the tab; its heading is its own. */
export function Frame({ title, place, session, scripts = [], styles = [], children }: FrameProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – Partner Client Service`}</title>
        <link rel="icon" href="data:," />
        {[...styles, '/dashboard.css'].map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {scripts.map((source) => (
          <script key={source} type="module" src={source} />
        ))}
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to content
        </a>
        {session !== null && <Navigation place={place} session={session} />}
        <main id="content">{children}</main>
      </body>
    </html>
  );
}

function Navigation({ place, session }: { readonly place: Place | null; readonly session: Session }) {
  const { name, role } = session.user;
  return (
    <header class="top">
      <span class="brand">
        <span>
          Partner Client <b>Service</b>
        </span>
      </span>
      <nav aria-label="Main">
        {PLACES.map(([href, label]) => (
          <a key={href} href={href} aria-current={href === place ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <form class="who" method="post" action="/logout">
        <span data-role={role}>
          {name} <span class="soft">{role}</span>
        </span>
        <FormToken session={session} />
        <button class="quiet">Log out</button>
      </form>
    </header>
  );
}
