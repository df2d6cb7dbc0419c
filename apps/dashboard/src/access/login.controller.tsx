import { DashboardConfiguration } from '@app/platform';
import { Body, Controller, Get, Ip, Logger, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { asPage } from '../pages/send-page';
import { CheckLogin } from './check-login';
import { fieldOf } from './form-token-field';
import { LoginPage } from './login-page';
import { sessionOf } from './gate';
import { giveSession, takeSession } from './session-cookie';
import { Sessions } from './sessions';

/** Pages of this dashboard, not `//elsewhere`. */
const OWN_PAGE = /^\/(?![/\\])[\x21-\x7e]*$/;
const SEE_OTHER = 303;

/** In and out. */
@Controller()
export class LoginController {
  private readonly log = new Logger(LoginController.name);

  constructor(
    private readonly configuration: DashboardConfiguration,
    private readonly checkLogin: CheckLogin,
    private readonly sessions: Sessions,
  ) {}

  @Get('login')
  page(@Query('to') to: unknown, @Res({ passthrough: true }) reply: FastifyReply): string {
    return asPage(reply, <LoginPage to={ownPage(to)} />);
  }

  @Post('login')
  async login(@Body() form: unknown, @Ip() address: string, @Res() reply: FastifyReply): Promise<void> {
    const name = fieldOf(form, 'name') ?? '';
    const to = ownPage(fieldOf(form, 'to'));
    const { user, waitS } = await this.checkLogin.check(address, name, fieldOf(form, 'password') ?? '');
    if (user !== undefined) {
      this.log.log({ user: user.name, address }, 'logged in');
      giveSession(reply, await this.sessions.begin(user), this.configuration);
      await reply.redirect(to, SEE_OTHER);
      return;
    }
    // What was typed as a name may be a password: it is not logged.
    this.log.warn({ address, throttled: waitS !== undefined }, 'login refused');
    const refused =
      waitS === undefined ? 'User or password is wrong.' : `Too many attempts. Try again in ${waitS} s.`;
    if (waitS !== undefined) void reply.header('Retry-After', waitS);
    await reply.send(asPage(reply, <LoginPage to={to} refused={refused} />, waitS === undefined ? 401 : 429));
  }

  @Post('logout')
  async logout(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.end(sessionOf(request));
    takeSession(reply, this.configuration);
    await reply.redirect('/login', SEE_OTHER);
  }
}

function ownPage(to: unknown): string {
  return typeof to === 'string' && OWN_PAGE.test(to) && !to.startsWith('/login') ? to : '/';
}
