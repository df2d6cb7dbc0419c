import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Metrics } from '@app/platform';
import { PinoLogger } from 'nestjs-pino';
import { TOKEN_ROUTE } from '../auth/token-route';
import { TokenRefused, tokenRefusalOf } from '../auth/token-refusal';
import { problemOf } from './problem';
import { sendProblem } from './send-problem';

/** The one place where errors become answers, those of Nest and Fastify among them. */
@Catch()
export class AnswerErrorsFilter implements ExceptionFilter {
  constructor(
    private readonly logger: PinoLogger,
    private readonly metrics: Metrics,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    this.metrics.count('requests_refused_total', { type: problem.code });
    if (problem.code === 'internal_error' && !(error instanceof TokenRefused))
      this.logger.error({ err: error }, 'request failed');
    if (problem.code === 'database_away') this.logger.warn({ err: error }, 'database away');

    // RFC 6749 has a form of its own for the errors of the token route.
    if (request.routeOptions.url === TOKEN_ROUTE) {
      const { status, headers, body } = tokenRefusalOf(error, problem);
      void reply.status(status).headers(headers).type('application/json').send(body);
    } else {
      sendProblem(reply, problem);
    }
  }
}
