import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import fs from 'node:fs';
import { isIPv4 } from 'node:net';
import path from 'node:path';

/*
 * Certificates for tests, written by hand: Node signs, but makes none, and not every machine has openssl. X.509 v3 (RFC 5280, 4.1) in DER
 * (X.690), with keys of the curve P-256.
 */

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const hex = (tag: number, digits: string): Buffer => der(tag, Buffer.from(digits, 'hex'));
const bits = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes);
const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes);

const ECDSA_WITH_SHA256 = sequence(hex(0x06, '2a8648ce3d040302'));
const COMMON_NAME = hex(0x06, '550403');
const BASIC_CONSTRAINTS = hex(0x06, '551d13');
const SUBJECT_ALT_NAME = hex(0x06, '551d11');
const TRUE = hex(0x01, 'ff');

const nameOf = (name: string): Buffer =>
  sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
const time = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));
const altName = (name: string): Buffer =>
  isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));

const DAY_MS = 24 * 3_600_000;

/** A certificate and its key, as files (PEM). */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** An authority of the test's own. */
export class TestAuthority {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  /** The file with its certificate (PEM). */
  readonly file: string;

  /** @param folder where its files are put */
  constructor(
    private readonly name: string,
    private readonly folder: string,
  ) {
    const isAuthority = sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE)));
    this.file = this.write(`${name}.crt`, this.certify(name, this.keys.publicKey, isAuthority));
  }

  /** Makes a certificate for a server of this name (or IPv4 address), with a key of its own. */
  issue(name: string): CertificateFiles {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const names = sequence(SUBJECT_ALT_NAME, octets(sequence(altName(name))));
    const file = path.join(this.folder, `${this.name}-${name}.key`);
    fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return {
      certificate: this.write(`${this.name}-${name}.crt`, this.certify(name, publicKey, names)),
      key: file,
    };
  }

  private certify(subject: string, publicKey: KeyObject, extension: Buffer): string {
    const [from, until] = [-DAY_MS, DAY_MS].map((ms) => time(new Date(Date.now() + ms)));
    if (from === undefined || until === undefined) throw new Error('two times make two');
    const toSign = sequence(
      der(0xa0, hex(0x02, '02')), // version 3
      der(0x02, Buffer.from([1]), randomBytes(8)),
      ECDSA_WITH_SHA256,
      nameOf(this.name),
      sequence(from, until),
      nameOf(subject),
      publicKey.export({ type: 'spki', format: 'der' }),
      der(0xa3, sequence(extension)),
    );
    const signature = bits(sign('sha256', toSign, this.keys.privateKey));
    const base64 = sequence(toSign, ECDSA_WITH_SHA256, signature).toString('base64');
    return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  }

  private write(name: string, text: string): string {
    const file = path.join(this.folder, name);
    fs.writeFileSync(file, text);
    return file;
  }
}
