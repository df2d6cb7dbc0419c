import { claimOf, clientWith } from '../../support/claims';
import { clients } from '../../support/clients';
import { type Kind } from '../oracle/ledger';

/** A batch's life: what is sent, under keys that begin with a name of its own. */
export interface Life {
  readonly name: string;
  readonly kind: Kind;
  readonly items: (name: string) => readonly unknown[];
}

/** The client of all claims, to be saved beforehand. */
export const HOLDER = 'holder-0';
export const LIVES: readonly Life[] = [
  { name: 'small batch', kind: 'clients', items: (name) => clients(name, 10) },
  { name: 'batch of two shards', kind: 'clients', items: (name) => clients(name, 5_600) },
  {
    name: 'small batch of claims',
    kind: 'revenue-claims',
    items: (name) => Array.from({ length: 10 }, (_, n) => claimOf(HOLDER, `${name}-${n}`)),
  },
  {
    name: 'large batch of claims',
    kind: 'revenue-claims',
    items: (name) => Array.from({ length: 600 }, (_, n) => claimOf(HOLDER, `${name}-${n}`)),
  },
  {
    name: 'synchronous request',
    kind: 'clients-with-claims',
    items: (name) => [clientWith(name, [`${name} 1`, `${name} 2`]), clientWith(`${name} b`, [`${name} 3`])],
  },
];
