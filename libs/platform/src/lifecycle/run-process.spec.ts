import { Configuration } from '../config/configuration';
import { runProcess } from './run-process';

const environment = process.env;
const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
const write = jest.spyOn(process.stderr, 'write');
let said: string;

beforeEach(() => {
  said = '';
  write.mockImplementation((text) => {
    said += String(text);
    return true;
  });
  exit.mockClear();
  process.env = {
    PARTNER_PATH_DATABASE_URL: 'postgres://a@127.0.0.1/a',
    RELEASE_DATABASE_URL: 'postgres://a@127.0.0.1/a',
    AUTH_DATABASE_URL: 'postgres://a@127.0.0.1/a',
    REDIS_URL: 'redis://127.0.0.1',
    TOKEN_SIGNING_KEY: 'A'.repeat(43),
    // The process that runs the tests is not to be watched.
    BLOCKED_LOOP_LIMIT_MS: '0',
  };
});
afterEach(() => {
  process.env = environment;
  process
    .removeAllListeners('uncaughtExceptionMonitor')
    .removeAllListeners('SIGTERM')
    .removeAllListeners('SIGINT');
});

afterAll(() => {
  write.mockRestore();
  exit.mockRestore();
});

describe('runProcess', () => {
  it('starts with the configuration of the environment', async () => {
    const ports: number[] = [];
    await runProcess('api', Configuration, (configuration) => {
      ports.push(configuration.apiPort);
      return Promise.resolve({ close: () => Promise.resolve() });
    });
    expect(ports).toEqual([3000]);
    expect(exit).not.toHaveBeenCalled();
  });

  it('says which variables are wrong, one line each without a stack, and ends with 1', async () => {
    process.env['API_PORT'] = 'x';
    delete process.env['REDIS_URL'];
    const start = jest.fn();
    await runProcess('api', Configuration, start);
    expect(start).not.toHaveBeenCalled();
    expect(exit.mock.calls).toEqual([[1]]);
    expect(said.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^API_PORT must be /),
      expect.stringMatching(/^REDIS_URL is missing/),
    ]);
  });

  it('says in one line that its port is taken, and ends with 1', async () => {
    const taken = Object.assign(new Error('listen EADDRINUSE: address already in use 127.0.0.1:3000'), {
      code: 'EADDRINUSE',
    });
    await runProcess('api', Configuration, () => Promise.reject(taken));
    expect(said).toBe('Cannot listen: listen EADDRINUSE: address already in use 127.0.0.1:3000\n');
    expect(exit.mock.calls).toEqual([[1]]);
  });

  it('leaves any other failure to crash with its stack', async () => {
    await expect(runProcess('api', Configuration, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
  });
});
