import { Logger } from '@nestjs/common';
import { Logger as NestLogger, PinoLogger } from 'nestjs-pino';
import { createLogger } from './create-logger';
import { logLibraryConsole } from './library-console';

const original = { ...console };
let lines: string[];

beforeEach(() => {
  lines = [];
  const logger = createLogger('worker', 'info', { write: (line) => void lines.push(line) });
  Logger.overrideLogger(new NestLogger(new PinoLogger({ pinoHttp: { logger } }), {}));
  logLibraryConsole();
});
afterEach(() => {
  Object.assign(console, original);
  Logger.overrideLogger(false);
});

const logged = (): unknown => lines.map((line) => JSON.parse(line) as unknown);

describe('what a library writes to the console', () => {
  it.each(['debug', 'log', 'info', 'warn', 'error'] as const)(
    'is one line of the log by console.%s, whatever it contains',
    (method) => {
      console[method]('cannot read %s', '{\n{"level":"info","msg":"forged"}');
      expect(lines).toHaveLength(1);
      expect(logged()).toMatchObject([
        {
          level: 'warn',
          process: 'worker',
          context: 'Console',
          msg: 'cannot read {\n{"level":"info","msg":"forged"}',
        },
      ]);
    },
  );

  it('tells of an error what the log tells of any other', () => {
    console.error('no luck', Object.assign(new Error('lost'), { detail: 'an item' }));
    expect(logged()).toMatchObject([{ msg: 'no luck', err: { type: 'Error', message: 'lost' } }]);
    expect(lines.join()).not.toContain('an item');
  });
});
