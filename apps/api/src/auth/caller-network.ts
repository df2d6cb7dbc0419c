import { isIPv6 } from 'node:net';

/**
 * The part of an IP address by which callers are told apart: all of an IPv4 address, and the first 64 bits of an IPv6 address, since
 * whoever has one has the 2^64 addresses of its network.
 */
export function callerNetwork(address: string): string {
  if (!isIPv6(address)) return address;
  // What a socket for both kinds says of an IPv4 caller.
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  return mapped ?? firstGroups(address).join(':');
}

function firstGroups(address: string): string[] {
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...zeros, ...tail].slice(0, 4).map((group) => parseInt(group, 16).toString(16));
}
