import { runProcess } from '@app/platform';
import { createApi } from './create-api';

void runProcess(async (configuration) => {
  const app = await createApi(configuration);
  await app.listen(configuration.apiPort, configuration.apiHost);
  return app;
});
