/** The `ETag` of a document's tag. Weak: the same document may be sent compressed or not. */
export function entityTag(tag: string): string {
  return `W/"${tag}"`;
}

/**
 * Whether `If-None-Match` names a tag (RFC 9110 section 13.1.2, compared weakly); null where the field is absent. Our tags have no
 * commas, so that a list can be cut at them.
 */
export function knownTags(ifNoneMatch: string | undefined): ((tag: string) => boolean) | null {
  if (ifNoneMatch === undefined) return null;
  const known = new Set(ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, '')));
  return (tag) => known.has('*') || known.has(`"${tag}"`);
}
