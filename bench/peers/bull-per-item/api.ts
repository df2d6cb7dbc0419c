import { bullQueue } from '../groundwork/bull-queue';
import { startApi } from '../groundwork/start-api';
import { AcceptIntoBull } from './accept-into-bull';

export const start = (): Promise<void> => startApi({ useClass: AcceptIntoBull }, bullQueue());
