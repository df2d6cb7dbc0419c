import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

/** `GET /health/live` and `GET /health/ready`, for every process that listens. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
