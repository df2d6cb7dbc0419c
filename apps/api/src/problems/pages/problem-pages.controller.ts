import { RequestRefused } from '@app/domain';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { PAGE_HEADERS } from './page-frame';
import { OVERVIEW_PAGE, PROBLEM_PAGES } from './problem-pages';

/** Explains problems to those who integrate: where the `type` of a problem+json answer leads. Needs no token. */
@Controller('problems')
export class ProblemPagesController {
  @Get()
  overview(@Res({ passthrough: true }) reply: FastifyReply): string {
    return withHeaders(reply, OVERVIEW_PAGE);
  }

  @Get(':name')
  page(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    const page = PROBLEM_PAGES.get(name.toLowerCase());
    if (page === undefined) throw new RequestRefused('not_found', 'There is no problem of this name.');
    return withHeaders(reply, page);
  }
}

/** Not by a decorator, whose header fields would also go with the answer about an unknown name. */
function withHeaders(reply: FastifyReply, page: string): string {
  void reply.headers(PAGE_HEADERS);
  return page;
}
