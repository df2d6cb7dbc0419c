import { DashboardConfiguration, runProcess } from '@app/platform';
import { createDashboard } from './create-dashboard';

void runProcess('dashboard', DashboardConfiguration, async (configuration) => {
  const app = await createDashboard(configuration);
  await app.listen(configuration.dashboardPort, configuration.dashboardHost);
  return app;
});
