import fs from 'node:fs';
import { certificatesIn } from './certificates';
import { parsedUrl, variable } from './variables';

const SCHEMES = ['postgres:', 'postgresql:'];
/** As libpq calls them. Those that fall back to plain text, or verify nothing, are not among them. */
const MODES = ['disable', 'require', 'verify-ca', 'verify-full'];
/** Parameters about TLS that pg has and that say it in other ways than sslmode. */
const OTHER_WAYS = ['ssl', 'sslnegotiation', 'uselibpqcompat'];

/** A PostgreSQL server as one of its roles; about TLS it speaks as libpq does. */
export function PostgresUrl(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: 'a URL that begins with postgres:// or postgresql:// and names a host',
    holds: (value) => {
      const url = parsedUrl(value);
      return url !== null && SCHEMES.includes(url.protocol) && url.hostname !== '';
    },
    // Told in a sentence of its own: which of its parts is wrong, in a URL that is right.
    mustAlso: (value) => wrongTls(parsedUrl(value)?.searchParams ?? new URLSearchParams()),
  });
}

/** What the parameters about TLS have to be and are not, to follow "VARIABLE must …"; undefined when they are right. */
function wrongTls(parameters: URLSearchParams): string | undefined {
  const mode = parameters.get('sslmode');
  const rootCertificate = parameters.get('sslrootcert');
  const other = OTHER_WAYS.find((parameter) => parameters.has(parameter));
  if (other !== undefined) return `ask for TLS with sslmode, and not with ${other}`;
  if (mode === null)
    return ['sslrootcert', 'sslcert', 'sslkey'].some((parameter) => parameters.has(parameter))
      ? 'have sslmode beside its certificates, such as sslmode=verify-full'
      : undefined;
  if (!MODES.includes(mode)) return `have as sslmode one of ${MODES.join(', ')}`;
  if (rootCertificate !== null && certificatesIn(rootCertificate) === undefined)
    return 'have as sslrootcert the path of a file of certificates (PEM) that can be read';
  if ((mode === 'require' || mode === 'verify-ca') && rootCertificate === null)
    return `have sslrootcert beside sslmode=${mode}, which would trust anybody without it; sslmode=verify-full can do without`;
  const [certificate, key] = [parameters.get('sslcert'), parameters.get('sslkey')];
  if ((certificate === null) !== (key === null)) return 'have both of sslcert and sslkey, or neither';
  if (certificate !== null && certificatesIn(certificate) === undefined)
    return 'have as sslcert the path of a certificate (PEM) that can be read';
  return key === null || isReadable(key) ? undefined : 'have as sslkey the path of a file that can be read';
}

function isReadable(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
