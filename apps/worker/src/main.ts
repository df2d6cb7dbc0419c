import { awaitSchema } from '@app/persistence';
import { Configuration, runProcess } from '@app/platform';
import { createWorker } from './create-worker';

void runProcess('worker', Configuration, async (configuration) => {
  const { partnerPathDatabaseUrl: databaseUrl, workerHost: host, workerPort: port } = configuration;
  await awaitSchema({ name: 'worker', configuration, databaseUrl, host, port });
  const app = await createWorker(configuration);
  await app.listen(port, host);
  return app;
});
