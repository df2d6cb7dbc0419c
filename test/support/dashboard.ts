import { type Service } from './service';
import { send, type Answer, type Sent } from './http';
import { type ServiceProcess } from './service-process';
import { userEntry, type Role } from '../../apps/dashboard/src/access/user-entry';

/** The password of every user of a test. */
export const PASSWORD = 'correct horse battery staple';

/** Somebody at a browser: keeps the cookie, and sends what a browser would. */
export class Visitor {
  private cookie = '';

  constructor(readonly url: string) {}

  /** What the browser keeps of the session. */
  get sessionCookie(): string {
    return this.cookie;
  }

  async send(path: string, { headers, ...sent }: Sent = {}): Promise<Answer> {
    const answer = await send(`${this.url}${path}`, {
      ...sent,
      headers: { accept: 'text/html', cookie: this.cookie, ...headers },
    });
    const given = answer.headers.get('set-cookie');
    if (given !== null) this.cookie = given.split(';')[0] ?? '';
    return answer;
  }

  /** Asks for a page that must be there. */
  async page(path: string): Promise<string> {
    const { status, text } = await this.send(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    return text;
  }

  /** Posts a form as the browser does from a page of this dashboard, with the token that the page has. */
  async post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const body = new URLSearchParams(fields).toString();
    const own = { origin: this.url, 'content-type': 'application/x-www-form-urlencoded', ...headers };
    return this.send(path, { method: 'POST', headers: own, body });
  }

  /** Posts a form with its token, taken from a page that this visitor sees. */
  async submit(path: string, fields: Record<string, string> = {}): Promise<Answer> {
    return this.post(path, { form_token: await this.formToken(), ...fields });
  }

  async formToken(): Promise<string> {
    return /name="form_token" value="([^"]+)"/.exec(await this.page('/'))?.[1] ?? '';
  }

  /** Logs in with a name and the password of all. */
  async login(name: string, password = PASSWORD, headers: Record<string, string> = {}): Promise<Answer> {
    return this.post('/login', { name, password, to: '/' }, headers);
  }
}

/** A running dashboard with a viewer and an operator. */
export class Dashboard {
  private constructor(
    readonly process: ServiceProcess,
    private readonly users: string,
  ) {}

  static async start(service: Service): Promise<Dashboard> {
    const roles: readonly Role[] = ['viewer', 'operator'];
    const users = await Promise.all(roles.map((role) => userEntry(role, role, PASSWORD)));
    return Dashboard.startWith(service, users.join('\n'));
  }

  private static async startWith(service: Service, users: string): Promise<Dashboard> {
    return new Dashboard(await service.startDashboard(users), users);
  }

  /** Another process with the same users. */
  beside(service: Service): Promise<Dashboard> {
    return Dashboard.startWith(service, this.users);
  }

  get url(): string {
    return this.process.url;
  }

  /** Somebody who has not logged in. */
  stranger(): Visitor {
    return new Visitor(this.url);
  }

  /** Somebody who has. */
  async visitor(role: Role): Promise<Visitor> {
    const visitor = this.stranger();
    const { status } = await visitor.login(role);
    if (status !== 303) throw new Error(`the ${role} could not log in: ${status}`);
    return visitor;
  }
}
