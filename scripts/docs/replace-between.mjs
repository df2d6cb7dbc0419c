/**
 * A document with other content between `<!-- name -->` and `<!-- /name -->`.
 * @throws when the document does not have both marks, once each
 */
export function replaceBetween(document, name, content) {
  const [before, inside, ...more] = document.split(`<!-- ${name} -->`);
  const [, after, ...further] = (inside ?? '').split(`<!-- /${name} -->`);
  if (after === undefined || more.length > 0 || further.length > 0) {
    throw new Error(`the document must have <!-- ${name} --> and <!-- /${name} --> once each`);
  }
  return `${before}<!-- ${name} -->\n\n${content}\n\n<!-- /${name} -->${after}`;
}
