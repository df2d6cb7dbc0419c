import { PersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { ReceiveModule } from '../http/receive/receive.module';
import { LimitsModule } from '../limits/limits.module';
import { AccessTokens } from './access-tokens';
import { Authenticate } from './authenticate';
import { IssuerKeys } from './external-issuer/issuer-keys';
import { IssuerTokens } from './external-issuer/issuer-tokens';
import { IssueToken } from './issue-token';
import { KnownPartners } from './known-partners';
import { TokenAttempts } from './token-attempts';
import { TokenController } from './token.controller';
import { VerifiedTokens } from './verified-tokens';

/** Tokens: how partners get them and how requests are told apart by them. */
@Module({
  imports: [PersistenceModule, ReceiveModule, LimitsModule],
  controllers: [TokenController],
  providers: [
    AccessTokens,
    Authenticate,
    IssuerKeys,
    IssuerTokens,
    IssueToken,
    KnownPartners,
    TokenAttempts,
    VerifiedTokens,
  ],
  exports: [Authenticate],
})
export class AuthModule {}
