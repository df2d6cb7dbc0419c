import { compiledRules } from '../validation/compiled-rules';
import { type RuledClass } from '../validation/ruled-class';

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Put together once for each class: a batch may have the same mistake in every item. */
const texts = new WeakMap<RuledClass, string>();

/** What the objects of a class must have, for a sentence that asks for one: `with key and values`. Needs a rule context. */
export function withMembers(type: RuledClass): string {
  let text = texts.get(type);
  if (text === undefined) {
    const lacking = compiledRules(type).violations({}); // the rules know better than a list which members are required
    const names = lacking.filter(({ code }) => code === 'required').map(({ path }) => String(path[0]));
    text = `with ${LIST.format(names)}`;
    texts.set(type, text);
  }
  return text;
}
