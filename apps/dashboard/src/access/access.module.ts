import { Module } from '@nestjs/common';
import { CheckLogin } from './check-login';
import { LoginThrottle } from './login-throttle';
import { LoginController } from './login.controller';
import { Sessions } from './sessions';
import { Users } from './users';

/** Who may pass, and what they may do. */
@Module({
  controllers: [LoginController],
  providers: [Users, Sessions, LoginThrottle, CheckLogin],
  exports: [Sessions],
})
export class AccessModule {}
