import { bullQueue } from '../groundwork/bull-queue';
import { startApi } from '../groundwork/start-api';
import { AcceptInChunks } from './accept-in-chunks';

export const start = (): Promise<void> => startApi({ useClass: AcceptInChunks }, bullQueue());
