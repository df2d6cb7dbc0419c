import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { authorizationOf } from '../http/authorization-header';
import { ReceiveBody } from '../http/receive/receive-body';
import { IssueToken, type TokenDocument } from './issue-token';
import { TOKEN_ROUTE } from './token-route';

/** Far above any real token request, which has three short parameters. */
const MOST_TOKEN_REQUEST_BYTES = 16 * 1024;

@Controller(TOKEN_ROUTE)
export class TokenController {
  constructor(
    private readonly receiveBody: ReceiveBody,
    private readonly issueToken: IssueToken,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Header('Pragma', 'no-cache')
  token(@Req() request: FastifyRequest): Promise<TokenDocument> {
    const authorization = authorizationOf(request.raw);
    const { 'content-type': contentType } = request.headers;
    return this.receiveBody.use(request, { maxBytes: MOST_TOKEN_REQUEST_BYTES, hash: false }, ({ bytes }) =>
      this.issueToken.issue({ authorization, contentType, body: bytes, address: request.ip }),
    );
  }
}
