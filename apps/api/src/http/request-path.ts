/** The scheme and host of a request target in absolute form (RFC 9112 section 3.2.2); schemes have no letter case. */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/**
 * The decoded path of a request target in origin or absolute form, without query; null where its percent-encoding makes no sense.
 * An encoded slash stays as it is, since it separates nothing, to the router neither.
 */
export function requestPath(target: string): string | null {
  const path = target.replace(ABSOLUTE, '').replace(/[?#].*$/s, '');
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path.replace(/%(?=2f)/gi, '%25'));
  } catch {
    return null;
  }
}

/**
 * The target that the router gets to see, in origin form. One that cannot be decoded becomes the root, which has no route, so that it
 * is answered like any other unknown address and not by the router itself.
 */
export function routableTarget(target: string | undefined): string {
  if (target === undefined || requestPath(target) === null) return '/';
  const origin = target.replace(ABSOLUTE, '');
  return /^[?#]|^$/.test(origin) ? `/${origin}` : origin;
}
