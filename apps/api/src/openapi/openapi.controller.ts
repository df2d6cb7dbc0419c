import { Controller, Get, Header } from '@nestjs/common';
import { OpenApiText } from './openapi-text';

/** The document for machines. */
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly text: OpenApiText) {}

  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  document(): Promise<string> {
    return this.text.read();
  }
}
