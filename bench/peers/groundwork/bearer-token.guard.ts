import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { settings } from './settings';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const EXPECTED = digest(`Bearer ${settings.token}`);

/** Lets requests with the partner's token pass. */
@Injectable()
export class BearerTokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { authorization = '' } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (!timingSafeEqual(digest(authorization), EXPECTED)) throw new UnauthorizedException();
    return true;
  }
}
