import { awaitSchema } from '@app/persistence';
import { DashboardConfiguration, runProcess } from '@app/platform';
import { createDashboard } from './create-dashboard';

void runProcess('dashboard', DashboardConfiguration, async (configuration) => {
  const { dashboardDatabaseUrl: databaseUrl, dashboardHost: host, dashboardPort: port } = configuration;
  await awaitSchema({ name: 'dashboard', configuration, databaseUrl, host, port });
  const app = await createDashboard(configuration);
  await app.listen(port, host);
  return app;
});
