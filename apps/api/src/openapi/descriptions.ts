import { HealthController } from '@app/platform';
import { TokenController } from '../auth/token.controller';
import { ClientsController } from '../clients/clients.controller';
import { ProblemPagesController } from '../problems/pages/problem-pages.controller';
import { RevenueClaimsController } from '../revenue-claims/revenue-claims.controller';
import { describing, type RouteDescriptions } from './describe-operation';
import { OpenApiController } from './openapi.controller';
import { createClaims } from './operations/create-claims';
import { createClients } from './operations/create-clients';
import { createClientsWithClaims } from './operations/create-clients-with-claims';
import { asset, document, page } from './operations/documentation';
import { live, ready } from './operations/health';
import { issueToken } from './operations/issue-token';
import { overview as problemsOverview, page as problemPage } from './operations/problem-pages';
import { readClaimsStatus, readClientsStatus } from './operations/read-status';
import { DocsController } from './page/docs.controller';

/** What the document says of each route, by the method that handles it. */
export const DESCRIPTIONS: RouteDescriptions = new Map([
  ...describing(TokenController, { token: issueToken }),
  ...describing(ClientsController, {
    create: createClients,
    createWithClaims: createClientsWithClaims,
    status: readClientsStatus,
  }),
  ...describing(RevenueClaimsController, { create: createClaims, status: readClaimsStatus }),
  ...describing(HealthController, { live, ready }),
  ...describing(OpenApiController, { document }),
  ...describing(DocsController, { page, asset }),
  ...describing(ProblemPagesController, { overview: problemsOverview, page: problemPage }),
]);
