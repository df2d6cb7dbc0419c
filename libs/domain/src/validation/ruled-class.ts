/** Members that a class does not know, each with the route whose items have it. */
export type MembersElsewhere = ReadonlyMap<string, string>;

/** A class whose members carry rules, by the decorators of rules/. */
export interface RuledClass {
  new (): object;
  /** What items have by which the wrong route shows; classes that extend this one have it too. */
  readonly elsewhere?: MembersElsewhere;
}
