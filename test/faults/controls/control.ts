import { type Oracle } from '../oracle/oracle';
import { type Rig, type RigOptions } from '../rig/rig';

/** What is done to a service, and must leave nothing that the oracle could object to. */
export interface Scenario {
  readonly name: string;
  /** @param name unique in the run: keys begin with it */
  readonly attack: (rig: Rig, oracle: Oracle, name: string) => Promise<void>;
  /** Waits for the service's own timeouts: full runs only. */
  readonly isSlow?: true;
  /** What the attack itself makes PostgreSQL log. */
  readonly tolerated?: readonly RegExp[];
}

/** A guard, how it is taken away, and what the scenario that it withstands must find without it. */
export interface Control {
  /** The number of the invariant in docs/architecture.md. */
  readonly invariant: number;
  readonly guard: string;
  readonly without: RigOptions;
  readonly scenario: Scenario;
  /** The oracle's sentence that the missing guard must bring about. */
  readonly found: RegExp;
}
