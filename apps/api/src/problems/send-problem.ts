import { type FastifyReply } from 'fastify';
import { PROBLEM_MEDIA_TYPE, problemJson, type Problem } from './problem';

/** Answers with a problem, unless an answer has begun already. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  void reply
    .status(problem.status)
    .headers(problem.headers)
    // As bytes: for a text Fastify would add a charset parameter, which JSON media types do not have.
    .header('Content-Type', PROBLEM_MEDIA_TYPE)
    .send(Buffer.from(problemJson(problem)));
}
