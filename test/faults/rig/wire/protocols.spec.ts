import { type AnswerPiece, type Piece } from './protocol';
import { postgresProtocol } from './postgres-protocol';
import { redisProtocol } from './redis-protocol';

/** A message of PostgreSQL: its type byte, the length of what follows, and that. */
function message(type: string, content: string): Buffer {
  const body = Buffer.from(content, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const STARTUP = message('', '\0\x03\0\0user\0x\0\0');
const PARSE = message('P', 'claim_shard\0SELECT 1\0\0\0');
const BIND = message('B', '\0claim_shard\0\0\0\0\0\0\0');
const EXECUTE = message('E', '\0\0\0\0\0');
const SYNC = message('S', '');
const query = (sql: string): Buffer => message('Q', `${sql}\0`);

/** A command of Redis: an array of texts. */
const command = (...words: string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

const names = (pieces: readonly Piece[]): (string | null)[] => pieces.map((piece) => piece.command);
const kinds = (pieces: readonly AnswerPiece[]): string[] => pieces.map(({ kind }) => kind);
const bytesOf = (pieces: readonly { bytes: Buffer }[]): Buffer =>
  Buffer.concat(pieces.map(({ bytes }) => bytes));

describe('what a process says to PostgreSQL', () => {
  const sent = Buffer.concat([
    STARTUP,
    ...[query('BEGIN'), PARSE, BIND, EXECUTE, SYNC, BIND, EXECUTE, SYNC],
    ...[query('COPY item_results (a)\n FROM STDIN'), message('d', '1\n'), message('c', ''), query('COMMIT')],
  ]);
  const expected = [
    ...[null, 'BEGIN', 'claim_shard', 'claim_shard'],
    ...[
      'COPY item_results',
      'COPY item_results: rows',
      'COPY item_results: end',
      'COMMIT after COPY item_results',
    ],
  ];

  it('is cut into its commands when all of them come in one packet', () => {
    const pieces = postgresProtocol.commands()(sent);
    expect(names(pieces)).toEqual(expected);
    expect(bytesOf(pieces)).toEqual(sent);
  });

  it('is cut into the same commands when every byte comes alone', () => {
    const read = postgresProtocol.commands();
    const pieces = [...sent].flatMap((byte) => read(Buffer.from([byte])));
    expect(names(pieces)).toEqual(expected);
    expect(bytesOf(pieces)).toEqual(sent);
  });

  it('is answered by as many ends as there are commands, and COPY in between', () => {
    const answer = [
      message('1', ''),
      message('S', 'a\0b\0'),
      message('C', 'X\0'),
      message('Z', 'I'),
      message('G', ''),
    ];
    expect(kinds(postgresProtocol.answers()(Buffer.concat(answer)))).toEqual([
      ...['part', 'apart', 'part', 'end', 'go-on'],
    ]);
  });
});

describe('what a process says to Redis', () => {
  it('is cut into its commands, whether they come together or byte by byte', () => {
    const sent = Buffer.from(
      command('brpoplpush', 'a\r\nb', 'ü', '0') + command('MULTI') + command('EVALSHA', 'none'),
    );
    const read = redisProtocol.commands();
    const expected = ['BRPOPLPUSH', 'MULTI', 'EVALSHA'];
    expect(names(redisProtocol.commands()(sent))).toEqual(expected);
    const pieces = [...sent].flatMap((byte) => read(Buffer.from([byte])));
    expect(names(pieces)).toEqual(expected);
    expect(bytesOf(pieces)).toEqual(sent);
  });

  it('is answered by whole values, and by messages that nobody asked for', () => {
    const answers = [
      '+OK\r\n',
      ':1\r\n',
      '$-1\r\n',
      '*-1\r\n',
      '$3\r\na\r\n\r\n',
      '*2\r\n*1\r\n:1\r\n$0\r\n\r\n',
    ];
    const pushed = '*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nb\r\n';
    const pieces = redisProtocol.answers()(Buffer.from(answers.join('') + pushed));
    expect(kinds(pieces)).toEqual([...answers.map(() => 'end'), 'apart']);
    expect(pieces.map(({ bytes }) => bytes.toString())).toEqual([...answers, pushed]);
  });
});
