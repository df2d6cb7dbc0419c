/** What rules need to know beside the value: configuration, the partner, and the moment. */
export interface RuleContext {
  /** The entity types that are accepted, in the order in which a problem lists them. */
  readonly entityTypes: readonly string[];
  /** The ISO 4217 currency agreed with the partner. */
  readonly currency: string;
  /** The moment at which items are judged, one for all items of a shard. */
  readonly now: Date;
}

let current: RuleContext | undefined;

/**
 * Runs `judge` with `context` at hand for every rule inside it. Synchronous on purpose: class-validator passes nothing
 * on to a constraint, and a context that lived across an `await` could be seen by another partner's items.
 */
export function withRuleContext<T>(context: RuleContext, judge: () => T): T {
  const outer = current;
  current = context;
  try {
    return judge();
  } finally {
    current = outer;
  }
}

/** The context of the validation that is running. Throws outside of `withRuleContext`. */
export function ruleContext(): RuleContext {
  if (current === undefined) throw new Error('a rule was asked outside of withRuleContext');
  return current;
}
