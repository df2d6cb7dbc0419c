import { ConfigurationRefused } from '@app/platform';

const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT)|certificate|altnames/;

/** The login does not work yet: it will, once a migration that is under way has given the role its password. */
export class LoginRefused extends ConfigurationRefused {}

/**
 * The sentence about a connection that PostgreSQL or TLS refuses because of what its URL says; undefined for any other error, of which a
 * server that is away is one.
 * @param variable the one that has the URL
 */
export function refusedConnection(variable: string, error: unknown): ConfigurationRefused | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (/does not support SSL/.test(message))
    return refused(`${variable} must have sslmode=disable, since the server does not speak TLS`);
  if (/pg_hba\.conf.*no encryption/.test(message))
    return refused(
      `${variable} must ask for TLS, with sslmode=verify-full, since the server does not let this role in without it`,
    );
  if (/^28...$/.test(code))
    return new LoginRefused([
      `${variable} must have a user and a password that PostgreSQL lets in, and it says: ${message}`,
    ]);
  return NOT_TRUSTED.test(`${code} ${message}`)
    ? refused(
        `${variable} leads to a server whose certificate is not of an authority in sslrootcert, or is for another name (${code} ${message})`,
      )
    : undefined;
}

function refused(sentence: string): ConfigurationRefused {
  return new ConfigurationRefused([sentence]);
}

/**
 * Does what connects, and words a refusal.
 * @throws ConfigurationRefused where waiting does not help, LoginRefused where it may
 */
export async function orRefused<T>(variable: string, connect: () => Promise<T>): Promise<T> {
  try {
    return await connect();
  } catch (error) {
    throw refusedConnection(variable, error) ?? error;
  }
}
