import fs from 'node:fs';
import { checkServerIdentity, type ConnectionOptions } from 'node:tls';

/** Parameters of the URL that say how TLS is spoken; those of pg would change their meaning with its next version. */
const PARAMETERS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const;

type Tls = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'checkServerIdentity'>;

/** The URL without what it says about TLS, and that as Node takes it. */
export interface TlsOfUrl {
  readonly url: string;
  /** Absent where the URL says nothing, or sslmode=disable. */
  readonly ssl?: Tls;
}

/**
 * Reads `sslmode` as libpq does: verify-full compares the authority and the name, verify-ca and require the authority alone. The configuration
 * has seen to it that these two have one, so that no mode trusts anybody.
 */
export function tlsOfUrl(text: string): TlsOfUrl {
  const url = new URL(text);
  const [mode, rootCertificate, certificate, key] = PARAMETERS.map((name) => {
    const value = url.searchParams.get(name);
    url.searchParams.delete(name);
    return value;
  });
  if (typeof mode !== 'string' || mode === 'disable') return { url: url.href };
  const ssl: Tls = {
    ...inFile('ca', rootCertificate),
    ...inFile('cert', certificate),
    ...inFile('key', key),
    // Over the connection that pg has opened before, Node would compare an address with the name localhost.
    checkServerIdentity: (_, presented) =>
      mode === 'verify-full' ? checkServerIdentity(hostOf(url), presented) : undefined,
  };
  return { url: url.href, ssl };
}

function inFile(option: 'ca' | 'cert' | 'key', path: string | null | undefined): Tls {
  return typeof path === 'string' ? { [option]: fs.readFileSync(path, 'utf8') } : {};
}

/** IPv6 addresses stand in brackets in URLs alone. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
