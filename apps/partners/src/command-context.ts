import { type OwnersDatabase, type Transaction } from '@app/persistence';

/** What a command has to say, for people and for programs. */
export interface Answer {
  readonly text: string;
  /** Printed as JSON; members in snake_case. */
  readonly document: unknown;
}

/** What a command is given beside its own words. */
export interface CommandContext {
  /** How the program was called, so that a remedy can be pasted: "npm run partners --". */
  readonly program: string;
  /** Does the work in one transaction, and prints the answer once it is committed. */
  answer(work: (transaction: Transaction) => Promise<Answer>): Promise<void>;
  /** The same for work that takes its time and several transactions; `tell` shows people how far it has come. */
  answerInSteps(
    work: (database: OwnersDatabase, tell: (sentence: string) => void) => Promise<Answer>,
  ): Promise<void>;
}
