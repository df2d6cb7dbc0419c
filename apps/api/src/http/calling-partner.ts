import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type CallingPartner } from '../auth/authenticate';

/** The partner that calls, as a parameter of a controller's method. */
export const Partner = createParamDecorator(
  (_options: unknown, context: ExecutionContext): CallingPartner => {
    const { partner } = context.switchToHttp().getRequest<FastifyRequest>();
    if (partner === null) throw new Error('a route without token asked for the partner');
    return partner;
  },
);
