import { type Configuration, readConfiguration } from '../../libs/platform/src';

const ANY_DATABASE = 'postgres://role:password@127.0.0.1/partner_clients';

/** The configuration of a process that is given these variables, and anything for those that it needs besides. */
export function settingsWith(given: Record<string, string | undefined>): Configuration {
  return readConfiguration({
    PARTNER_PATH_DATABASE_URL: ANY_DATABASE,
    RELEASE_DATABASE_URL: ANY_DATABASE,
    AUTH_DATABASE_URL: ANY_DATABASE,
    TOKEN_SIGNING_KEY: Buffer.alloc(32, 7).toString('base64url'),
    ...given,
  });
}
