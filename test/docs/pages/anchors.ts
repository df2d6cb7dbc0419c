/** Everything that GitHub drops from a heading: what is neither letter, mark, digit, connector, hyphen nor blank. */
const DROPPED = /[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu;
const LINK = /!?\[([^\]]*)\]\([^)]*\)/g;

/** The anchors of a page as GitHub makes them: a heading that occurs again gets a number, and HTML can set any. */
export function anchorsOf(headings: readonly string[], prose: readonly string[]): Set<string> {
  const anchors = new Set<string>();
  for (const heading of headings) {
    const slug = heading.replaceAll(LINK, '$1').toLowerCase().replaceAll(DROPPED, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let times = 1; anchors.has(anchor); times++) anchor = `${slug}-${times}`;
    anchors.add(anchor);
  }
  for (const [, id = ''] of prose.join('\n').matchAll(/<\w+ [^>]*\b(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}
