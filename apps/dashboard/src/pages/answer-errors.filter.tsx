import { isDatabaseAway, isDataException } from '@app/persistence';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Frame } from './frame';
import { asPage } from './send-page';

const TITLES: Readonly<Record<number, string>> = {
  400: 'That does not make sense',
  403: 'Not allowed',
  404: 'Nothing here',
  409: 'Not as things stand',
  429: 'Too much at once',
  503: 'The database does not answer',
};

const NONSENSE = 400;
const AWAY = 503;
const BROKEN = 500;

/** Answers errors with a page. */
@Catch()
export class AnswerErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger(AnswerErrorsFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = statusOf(error);
    // Without its query, in which somebody may have searched for the key of a partner's client.
    const path = request.url.split('?', 1)[0];
    if (status >= BROKEN) this.log.error({ err: error, path }, 'a page could not be shown');
    else if (isDataException(error))
      this.log.warn({ err: error, path }, 'the database refused what was asked for');
    const title = TITLES[status] ?? 'That did not work';
    const session = request.session;
    const page = (
      <Frame title={title} place={null} session={session}>
        <h1>{title}</h1>
        <p>{sentenceOf(error, status)}</p>
      </Frame>
    );
    void reply.send(asPage(reply, page, status));
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (isDatabaseAway(error)) return AWAY;
  if (isDataException(error)) return NONSENSE;
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : 0;
  return typeof status === 'number' && status >= 400 ? status : BROKEN;
}

function sentenceOf(error: unknown, status: number): string {
  if (status === 404) return 'There is nothing at this address, or it is gone.';
  if (error instanceof HttpException) return error.message;
  if (status < BROKEN) return 'Something in the address or in the form cannot be read.';
  return status === AWAY
    ? 'Nothing is lost: what partners have been told is accepted stays accepted. Try again in a moment.'
    : 'The log of the dashboard says why.';
}
