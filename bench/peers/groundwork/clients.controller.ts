import { BadRequestException, Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { AcceptBatch } from './accept-batch';
import { BearerTokenGuard } from './bearer-token.guard';
import type { JsonValue } from './submitted-item.entity';

@Controller('clients')
@UseGuards(BearerTokenGuard)
export class ClientsController {
  constructor(private readonly acceptBatch: AcceptBatch) {}

  /** Answers when the items are durably stored; what becomes of them stands in their rows. */
  @Post()
  @HttpCode(202)
  async create(@Body() items: unknown): Promise<{ status_check_id: string }> {
    if (!Array.isArray(items)) throw new BadRequestException('the body must be an array');
    return { status_check_id: await this.acceptBatch.accept(items as JsonValue[]) };
  }
}
