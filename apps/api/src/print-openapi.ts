import { Configuration } from '@app/platform';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api.module';
import { createAdapter } from './http/create-adapter';
import { DESCRIPTIONS } from './openapi/descriptions';
import { openApiDocument } from './openapi/openapi-document';
import { scanRoutes } from './openapi/scan-routes';

/** Prints the document of an API with the default limits. In preview Nest makes no instances, so no server is needed. */
async function printOpenApi(): Promise<void> {
  // What has no default, addresses and secrets, is nothing that the document speaks of.
  const configuration = new Configuration();
  const adapter = createAdapter(configuration);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(configuration), adapter, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  const document = openApiDocument(await scanRoutes(app), DESCRIPTIONS, configuration);
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

void printOpenApi();
