import { BadRequestException } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';

/** The board offers no more itself, and would read as many jobs as it is asked for, each with all that it says. */
const MOST_JOBS_OF_A_PAGE = 100;

/** Refuses lists of jobs that are longer than the board's own. */
export function boundLists(scope: FastifyInstance): void {
  scope.addHook('preHandler', ({ query }, _reply, done) => {
    const { jobsPerPage = '1' } = query as { readonly jobsPerPage?: unknown };
    const isBounded =
      typeof jobsPerPage === 'string' &&
      /^\d{1,3}$/.test(jobsPerPage) &&
      Number(jobsPerPage) <= MOST_JOBS_OF_A_PAGE;
    if (!isBounded)
      throw new BadRequestException(`A page of jobs has ${MOST_JOBS_OF_A_PAGE} of them at most.`);
    done();
  });
}
