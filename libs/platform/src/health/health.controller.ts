import { Controller, Get, Header, HttpCode, Res } from '@nestjs/common';
import { ReadinessChecks, type ReadinessState } from './readiness-checks';

/** `status` of the process, with the state of each thing that it depends on. */
export interface HealthDocument {
  readonly status: 'up' | 'down';
  readonly checks?: Readonly<Record<string, ReadinessState>>;
}

/** The little that is needed of a reply, so that the room does not depend on the HTTP library. */
interface StatusSetter {
  status(code: number): unknown;
}

/** Liveness and readiness for probes: no token, and no word about why (docs/contract.md section 1). */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessChecks) {}

  /** 200 while the event loop turns: restarting the process cures nothing else. */
  @Get('live')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  live(): HealthDocument {
    return { status: 'up' };
  }

  /** 200, or 503 while something that the process depends on is away or the process is stopping. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: StatusSetter): Promise<HealthDocument> {
    const { ready, checks } = await this.readiness.read();
    reply.status(ready ? 200 : 503);
    return { status: ready ? 'up' : 'down', checks };
  }
}
