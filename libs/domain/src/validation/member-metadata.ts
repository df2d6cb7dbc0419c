import { getMetadataStorage } from 'class-validator';
import { type RuledClass } from './ruled-class';

/** What class-validator keeps about one decorator of one member. */
export type RuleDeclaration = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

/**
 * The decorators of a class by member, in the order in which members are declared, inherited ones first. Within a member
 * the last one comes first: decorators run from the bottom up.
 */
export function declarationsOf(type: RuledClass): ReadonlyMap<string, readonly RuleDeclaration[]> {
  const ownFirst = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  // A class adds to what it extends, so what it inherits comes first.
  const inherited = ownFirst.filter(({ target }) => target !== type);
  const byMember = new Map<string, RuleDeclaration[]>();
  for (const declaration of [...inherited, ...ownFirst.filter(({ target }) => target === type)]) {
    const ofMember = byMember.get(declaration.propertyName);
    if (ofMember === undefined) byMember.set(declaration.propertyName, [declaration]);
    else ofMember.push(declaration);
  }
  return byMember;
}
