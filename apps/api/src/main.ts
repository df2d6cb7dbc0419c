import { Configuration, runProcess } from '@app/platform';
import { createApi } from './create-api';

void runProcess('api', Configuration, async (configuration) => {
  const app = await createApi(configuration);
  await app.listen(configuration.apiPort, configuration.apiHost);
  return app;
});
