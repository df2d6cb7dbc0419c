/** Markup that is safe to send as it is. */
export class Html {
  constructor(readonly markup: string) {}
}

type Inserted = string | number | Html | readonly Html[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup with texts inserted as texts, so that none of them can become markup. */
export function html(markup: TemplateStringsArray, ...inserted: readonly Inserted[]): Html {
  return new Html(markup.reduce((whole, piece, at) => whole + markupOf(inserted[at - 1] ?? '') + piece));
}

function markupOf(inserted: Inserted): string {
  if (inserted instanceof Html) return inserted.markup;
  if (typeof inserted === 'object') return inserted.map(({ markup }) => markup).join('\n');
  return String(inserted).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
