/** Words of PromQL that are neither functions nor metrics. */
const KEYWORDS = new Set(
  'and or unless by without on ignoring group_left group_right offset bool inf nan'.split(' '),
);
const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/gi;
const WORD = /[a-z_:][\w:]*/gi;

/** A label that is looked for, with the operator and the text that its value is compared with. */
export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** What an expression of PromQL names. Enough to hold it against a list of metrics; promtool says whether it is well-formed. */
export interface Named {
  readonly metrics: readonly string[];
  readonly matchers: readonly Matcher[];
  /** Labels that it groups by. */
  readonly groupedBy: readonly string[];
}

export function namedIn(expression: string): Named {
  const matchers: Matcher[] = [];
  for (const [, inside = ''] of expression.matchAll(/\{([^}]*)\}/g)) {
    for (const [, label = '', operator = '', value = ''] of inside.matchAll(
      /(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g,
    )) {
      matchers.push({ label, operator, value });
    }
  }
  const groupedBy = [...expression.matchAll(GROUPING)].flatMap(
    ([, labels = '']) => labels.match(/\w+/g) ?? [],
  );
  const rest = expression
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, ' ')
    .replaceAll(GROUPING, ' ')
    .replaceAll(/\boffset\s+\w+/gi, ' ');
  const metrics = [...rest.matchAll(WORD)]
    .filter(({ 0: word, index }) => {
      const isFunction = /^\s*\(/.test(rest.slice(index + word.length));
      return !isFunction && !KEYWORDS.has(word.toLowerCase()) && !/^[\d.]/.test(rest.slice(index - 1, index));
    })
    .map(([word]) => word);
  return { metrics: [...new Set(metrics)], matchers, groupedBy: [...new Set(groupedBy)] };
}
