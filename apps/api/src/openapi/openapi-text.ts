import { type Configuration } from '@app/platform';
import { type INestApplication } from '@nestjs/common';
import { type RouteDescriptions } from './describe-operation';
import { openApiDocument } from './openapi-document';
import { scanRoutes } from './scan-routes';

/** The document as JSON text, made when it is first asked for: most processes never are. */
export class OpenApiText {
  private app: INestApplication | null = null;
  private text: Promise<string> | null = null;

  constructor(
    private readonly configuration: Configuration,
    private readonly descriptions: RouteDescriptions,
  ) {}

  /** Says whose routes are described. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  read(): Promise<string> {
    this.text ??= this.write().catch((error: unknown) => {
      this.text = null; // the next one who asks may be luckier
      throw error;
    });
    return this.text;
  }

  private async write(): Promise<string> {
    if (this.app === null) throw new Error('nobody said whose routes are described');
    const routes = await scanRoutes(this.app);
    return JSON.stringify(openApiDocument(routes, this.descriptions, this.configuration));
  }
}
