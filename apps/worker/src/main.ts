import { Configuration, runProcess } from '@app/platform';
import { createWorker } from './create-worker';

void runProcess('worker', Configuration, async (configuration) => {
  const app = await createWorker(configuration);
  await app.listen(configuration.workerPort, configuration.workerHost);
  return app;
});
