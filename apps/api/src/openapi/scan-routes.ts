import { type INestApplication } from '@nestjs/common';

/** A route as the controllers declare it. */
export interface ScannedRoute {
  /** With `{name}` for parameters. */
  readonly path: string;
  /** In lower case. */
  readonly method: string;
  /** `Controller.method`. */
  readonly handler: string;
}

/** Every route of the application's controllers. Loads @nestjs/swagger, which the API does not need for anything else. */
export async function scanRoutes(app: INestApplication): Promise<ScannedRoute[]> {
  const { SwaggerModule } = await import('@nestjs/swagger');
  const { paths } = SwaggerModule.createDocument(
    app,
    { openapi: '3.1.0', info: { title: '', version: '' } },
    // A route with several paths is scanned as `method[0]`, `method[1]`.
    { operationIdFactory: (controller, method) => `${controller}.${method.replace(/\[\d+\]$/, '')}` },
  );
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, { operationId: string }>).map(([method, operation]) => ({
      path,
      method,
      handler: operation.operationId,
    })),
  );
}
