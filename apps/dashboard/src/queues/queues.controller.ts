import { Controller, Get, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { sessionOf } from '../access/gate';
import { BOARDS } from './install-boards';

/** Leads to the board that the user may see. */
@Controller('queues')
export class QueuesController {
  @Get()
  async board(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(BOARDS[sessionOf(request).user.role], 303);
  }
}
