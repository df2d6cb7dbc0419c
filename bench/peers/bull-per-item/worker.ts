import { startBullWorker } from '../groundwork/start-bull-worker';
import { CONCURRENCY, DecideItemProcessor } from './decide-item.processor';

export const start = (): Promise<void> => startBullWorker(DecideItemProcessor, CONCURRENCY);
