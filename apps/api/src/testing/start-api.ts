import { type AddressInfo } from 'node:net';
import { type Type } from '@nestjs/common';
import { readConfiguration } from '@app/platform';
import { type FakeRooms } from './fake-rooms';

const ENVIRONMENT = {
  PARTNER_PATH_DATABASE_URL: 'postgres://none@127.0.0.1/none',
  RELEASE_DATABASE_URL: 'postgres://none@127.0.0.1/none',
  AUTH_DATABASE_URL: 'postgres://none@127.0.0.1/none',
  REDIS_URL: 'redis://127.0.0.1',
  TOKEN_SIGNING_KEY: Buffer.alloc(32, 1).toString('base64url'),
  LOG_LEVEL: 'silent',
};

export interface StartedApi {
  readonly url: string;
  readonly port: number;
  /** What the router knows, as `GET /path/:name`. */
  readonly routes: readonly string[];
  /** How many there are in the router's own tree, so that none was added before anybody listened. */
  readonly routeCount: number;
  stop(): Promise<void>;
}

/** The API on a free port, over real sockets, with fakes in place of intake and persistence. */
export async function startApi(
  rooms: FakeRooms,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedApi> {
  replaceRoom(
    '@app/persistence',
    { PersistenceModule: ['ConnectionsInUse', 'PartnerDirectory', 'WaitingItems', 'KnownIdempotencyKeys'] },
    rooms,
  );
  replaceRoom(
    '@app/intake',
    { IntakeModule: ['AcceptBatch', 'ReadStatusDocument'], SyncIntakeModule: ['DecideAtOnce'] },
    rooms,
  );
  // Only now, so that the API finds the fakes.
  const { createApi } = await import('../create-api');
  const app = await createApi(readConfiguration({ ...ENVIRONMENT, ...environment }));
  const routes: string[] = [];
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', ({ method, url }) => {
    routes.push(...[method].flat().map((one) => `${one} ${url}`));
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  // A line of the tree ends in the methods of its path: `├── /docs (GET, HEAD)`.
  const tree = fastify.printRoutes({ commonPrefix: false });
  const routeCount = [...tree.matchAll(/\(([A-Z, ]+)\)$/gm)].flatMap(([, methods = '']) =>
    methods.split(','),
  ).length;
  return { url: `http://127.0.0.1:${port}`, port, routes, routeCount, stop: () => app.close() };
}

/** Keeps a room as it is, but for its modules, each of which then provides the fake for these of its classes. */
function replaceRoom(
  name: string,
  modules: Readonly<Record<string, readonly string[]>>,
  fake: FakeRooms,
): void {
  jest.doMock(name, () => {
    const room = jest.requireActual<Record<string, unknown>>(name);
    const fakes = Object.entries(modules).map(([moduleName, classNames]) => {
      const tokens = classNames.map((className) => room[className]);
      const providers = tokens.map((provide) => ({ provide, useValue: fake }));
      return [moduleName, { module: fakeModule(), providers, exports: tokens }];
    });
    return { ...room, ...(Object.fromEntries(fakes) as Record<string, unknown>) };
  });
}

/** A class of its own for each room, since Nest tells modules apart by their class. */
function fakeModule(): Type {
  return class {
    readonly isFake = true;
  };
}
