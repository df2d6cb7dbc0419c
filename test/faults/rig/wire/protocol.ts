/** How the bytes of a connection are cut into commands and answers. One reader serves one direction of one connection. */
export interface Protocol {
  readonly commands: () => (bytes: Buffer) => Piece[];
  readonly answers: () => (bytes: Buffer) => AnswerPiece[];
}

/** A run of bytes from the client: a command, a part of one, or what belongs to no command. */
export interface Piece {
  readonly bytes: Buffer;
  /** What tests call the command: the name of a prepared statement, the first words of other SQL, the name of a script. */
  readonly command: string | null;
  /** `new`: the server will answer it. `running`: it goes on with the command before, which is called this from now on. */
  readonly answer: 'new' | 'running' | 'none';
  /** Whether its text may be rewritten. */
  readonly isText: boolean;
}

/** A run of bytes from the server. */
export interface AnswerPiece {
  readonly bytes: Buffer;
  /**
   * `part` of the answer to the oldest command that is not answered yet; `go-on`: carried out so far, the server waits for more of the
   * command; `end` of that answer; `apart`: answers nothing.
   */
  readonly kind: 'part' | 'go-on' | 'end' | 'apart';
}
