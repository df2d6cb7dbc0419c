import { RequestRefused } from '@app/domain';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { docsAsset } from './docs-assets';
import { DOCS_CONTENT_SECURITY_POLICY, docsPage } from './docs-page';

/** A year. The page asks for another address when a file has changed. */
const KEEP_ASSETS = 'public, max-age=31536000, immutable';

/** The document as a page for people. */
@Controller('docs')
export class DocsController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', DOCS_CONTENT_SECURITY_POLICY)
  page(): Promise<string> {
    return docsPage();
  }

  /** A file of the page. */
  @Get(':asset')
  async asset(
    @Param('asset') name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const asset = await docsAsset(name);
    if (asset === undefined) throw new RequestRefused('not_found', 'There is nothing at this address.');
    void reply.headers({ 'Content-Type': asset.mediaType, 'Cache-Control': KEEP_ASSETS });
    return asset.bytes;
  }
}
