/** A class whose members carry rules, by the decorators of rules/. */
export type RuledClass = new () => object;
