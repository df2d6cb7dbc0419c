import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';

const EACH = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates (PEM) in a file; undefined when it cannot be read, or has none, or one that is none. */
export function certificatesIn(path: string): string | undefined {
  try {
    const certificates = fs.readFileSync(path, 'utf8').match(EACH) ?? [];
    for (const certificate of certificates) new X509Certificate(certificate);
    return certificates.length === 0 ? undefined : certificates.join('\n');
  } catch {
    return undefined;
  }
}
