import { DashboardPersistenceModule } from '@app/persistence';
import { Module } from '@nestjs/common';
import { CheckLogin } from './check-login';
import { EndedSessions } from './ended-sessions';
import { LoginThrottle } from './login-throttle';
import { LoginController } from './login.controller';
import { Sessions } from './sessions';
import { Users } from './users';

/** Who may pass, and what they may do. */
@Module({
  imports: [DashboardPersistenceModule],
  controllers: [LoginController],
  providers: [Users, Sessions, EndedSessions, LoginThrottle, CheckLogin],
  exports: [Sessions],
})
export class AccessModule {}
