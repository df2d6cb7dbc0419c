import { isIP } from 'node:net';
import { isText, parsedUrl, variable } from './variables';

/** Hosts of this machine, which nobody stands in between with. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether what a server says at this address can be believed: nobody on the way can change it. */
export function isSecureUrl(value: unknown): boolean {
  const url = parsedUrl(value);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}

/** The address of something that is trusted for what it says, or empty where there is none. */
export function SecureUrl(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: 'a URL that begins with https://, or on this machine with http://',
    holds: (value) => value === '' || isSecureUrl(value),
  });
}

/** IP addresses and networks, separated by commas; white space around each does not count. */
export function Networks(name: string, meaning: string): PropertyDecorator {
  return variable(name, meaning, {
    must: 'a list of IP addresses and networks such as 10.0.0.0/8, separated by commas',
    read: (text) => text.split(',').map((part) => part.trim()),
    holds: (value) => Array.isArray(value) && value.every((part) => isText(part) && isNetwork(part)),
  });
}

/** The proxies in front of a process, the same variable for all that listen behind some. */
export function TrustedProxies(): PropertyDecorator {
  return Networks(
    'TRUSTED_PROXIES',
    'Proxies whose X-Forwarded-For is believed; of anybody else the header is ignored, and the address of the connection counts.',
  );
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
