import { createLogger } from './create-logger';
import { addLogFields, withLogFields } from './log-fields';

function loggerIntoLines() {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('api', 'info', {
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  return { logger, lines };
}

describe('createLogger', () => {
  it('writes one JSON object a line with level, time and process', () => {
    const { logger, lines } = loggerIntoLines();
    logger.info('hello');
    logger.debug('below the level');

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 'info', process: 'api', msg: 'hello' });
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('carries the fields of the surrounding run across awaits, and keeps two runs apart', async () => {
    const { logger, lines } = loggerIntoLines();
    const run = (id: string) =>
      withLogFields({ request_id: id }, async () => {
        await Promise.resolve();
        addLogFields({ batch_id: `batch-${id}` });
        await Promise.resolve();
        logger.info('inside');
      });
    await Promise.all([run('a'), run('b')]);
    logger.info('outside');

    expect(lines[0]).toMatchObject({ request_id: 'a', batch_id: 'batch-a' });
    expect(lines[1]).toMatchObject({ request_id: 'b', batch_id: 'batch-b' });
    expect(lines[2]).not.toHaveProperty('request_id');
  });

  it('tells class, message, code, stack and cause of an error, and none of the row data that it carries', () => {
    const { logger, lines } = loggerIntoLines();
    const driverError = Object.assign(new Error('duplicate key'), {
      detail: 'canary-row',
      parameters: ['canary'],
    });
    logger.error(
      {
        err: Object.assign(new TypeError('failed', { cause: driverError }), {
          code: '23505',
          query: 'canary',
        }),
      },
      'it failed',
    );

    expect(lines[0]?.['err']).toMatchObject({
      type: 'TypeError',
      message: 'failed',
      code: '23505',
      stack: expect.stringContaining('TypeError: failed') as unknown,
      cause: { type: 'Error', message: 'duplicate key' },
    });
    expect(JSON.stringify(lines)).not.toContain('canary');
  });

  it.each([
    ['JSON.parse', () => JSON.parse('canary') as unknown],
    [
      'PostgreSQL',
      () => {
        const message = 'invalid input syntax for type date: "canary"';
        throw Object.assign(new Error(message), { code: '22007' });
      },
    ],
  ])(
    'tells where an error of %s was thrown, and not its message, which quotes what it refused',
    (_, refuse) => {
      const { logger, lines } = loggerIntoLines();
      try {
        refuse();
      } catch (error) {
        logger.error({ err: new Error('around it', { cause: error }) }, 'it failed');
      }
      expect(lines[0]?.['err']).toMatchObject({
        message: 'around it',
        cause: {
          message: expect.stringContaining('withheld') as unknown,
          stack: expect.stringMatching(/^at /) as unknown,
        },
      });
      expect(JSON.stringify(lines)).not.toContain('canary');
    },
  );

  it('describes causes that form a cycle', () => {
    const { logger, lines } = loggerIntoLines();
    const first: Error = new Error('first');
    first.cause = new Error('second', { cause: first });
    logger.error({ err: first }, 'cycle');
    expect(lines).toHaveLength(1);
  });
});
