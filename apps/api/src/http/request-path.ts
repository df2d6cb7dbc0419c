/**
 * The decoded path of a request target in origin or absolute form (RFC 9112 section 3.2), without query; null where its
 * percent-encoding makes no sense.
 */
export function requestPath(target: string): string | null {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * The target that the router gets to see: one that cannot be decoded becomes the root, which has no route, so that it is
 * answered like any other unknown address and not by the router itself.
 */
export function routableTarget(target: string | undefined): string {
  return target === undefined || requestPath(target) === null ? '/' : target;
}
