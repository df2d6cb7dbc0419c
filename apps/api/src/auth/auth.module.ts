import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { ReceiveModule } from '../http/receive/receive.module';
import { AccessTokens } from './access-tokens';
import { Authenticate } from './authenticate';
import { IssueToken } from './issue-token';
import { KnownPartners } from './known-partners';
import { TokenController } from './token.controller';
import { VerifiedTokens } from './verified-tokens';

/** Tokens: how partners get them and how requests are told apart by them. */
@Module({
  imports: [PersistenceModule, ReceiveModule],
  controllers: [TokenController],
  providers: [AccessTokens, Authenticate, IssueToken, KnownPartners, VerifiedTokens],
  exports: [Authenticate],
})
export class AuthModule {}
