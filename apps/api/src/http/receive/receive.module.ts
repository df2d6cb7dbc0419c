import { Module } from '@nestjs/common';
import { ReceiveBody } from './receive-body';
import { ReceiveBudget } from './receive-budget';

/** One budget for the whole process, whichever route a body comes by. */
@Module({ providers: [ReceiveBody, ReceiveBudget], exports: [ReceiveBody, ReceiveBudget] })
export class ReceiveModule {}
