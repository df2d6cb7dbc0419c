import { Frame } from '../pages/frame';

/** The way in. `to` is the page that was asked for. */
export function LoginPage({ to, refused }: { readonly to: string; readonly refused?: string | undefined }) {
  return (
    <Frame title="Log in" place={null} session={null}>
      <form class="login" method="post" action="/login">
        <h1>Partner Client Service</h1>
        <p class="soft">Operations dashboard</p>
        {refused !== undefined && (
          <p class="refused" role="alert">
            {refused}
          </p>
        )}
        <input type="hidden" name="to" value={to} />
        <label>
          User
          <input name="name" autocomplete="username" required autofocus />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button>Log in</button>
      </form>
    </Frame>
  );
}
