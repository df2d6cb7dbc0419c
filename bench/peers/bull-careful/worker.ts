import { startBullWorker } from '../groundwork/start-bull-worker';
import { CONCURRENCY, DecideChunkProcessor } from './decide-chunk.processor';

export const start = (): Promise<void> => startBullWorker(DecideChunkProcessor, CONCURRENCY);
