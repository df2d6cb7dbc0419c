import { awaitSchema } from '@app/persistence';
import { Configuration, runProcess } from '@app/platform';
import { createApi } from './create-api';

void runProcess('api', Configuration, async (configuration) => {
  const { partnerPathDatabaseUrl: databaseUrl, apiHost: host, apiPort: port } = configuration;
  await awaitSchema({ name: 'api', configuration, databaseUrl, host, port });
  const app = await createApi(configuration);
  await app.listen(port, host);
  return app;
});
