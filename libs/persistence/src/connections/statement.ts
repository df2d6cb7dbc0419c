/**
 * One SQL operation: its text, and the name under which a connection prepares it once. Texts are constants; values travel
 * as parameters only.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}
