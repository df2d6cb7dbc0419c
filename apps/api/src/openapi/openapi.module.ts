import { Configuration } from '@app/platform';
import { Module } from '@nestjs/common';
import { DESCRIPTIONS } from './descriptions';
import { OpenApiController } from './openapi.controller';
import { OpenApiText } from './openapi-text';
import { DocsController } from './page/docs.controller';

/** What the API says of itself. */
@Module({
  controllers: [OpenApiController, DocsController],
  providers: [
    {
      provide: OpenApiText,
      // Handed over from here, since the descriptions know all controllers, also the one that asks for the text.
      useFactory: (configuration: Configuration) => new OpenApiText(configuration, DESCRIPTIONS),
      inject: [Configuration],
    },
  ],
})
export class OpenApiModule {}
