import { runPartners } from './run-partners';

let printed: { out: string; err: string };
const exitCode = process.exitCode;

beforeEach(() => {
  printed = { out: '', err: '' };
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.out += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.err += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = exitCode;
});

async function run(...args: readonly string[]): Promise<typeof process.exitCode> {
  printed = { out: '', err: '' };
  process.exitCode = 0;
  await runPartners(['node', '/somewhere/scripts/partners.mjs', ...args]);
  return process.exitCode;
}

const ADD = ['add', '--name', 'Acme', '--currency', 'GBP'];

describe('a command that is written wrongly', () => {
  it.each<[string, string, string[]]>([
    ['wrong_usage', 'a command is missing', []],
    ['wrong_usage', "unknown command 'revok'. Did you mean revoke? See ", ['revok', 'acme']],
    ['wrong_usage', '(npm run partners -- set acme --suspend)', ['remove', 'acme', '--force']],
    ['wrong_usage', 'npm run partners -- revoke CLIENT_ID --all', ['delete']],
    ['wrong_usage', 'npm run partners -- set acme --suspend', ['suspend', 'acme']],
    ['wrong_usage', 'npm run partners -- set acme --activate', ['activate', 'acme']],
    ['wrong_usage', "unknown option '--nam'. Did you mean --name? See ", ['add', '--nam', 'Acme']],
    ['wrong_usage', 'too many arguments for', ['add', 'Acme']],
    ['wrong_usage', 'Say who is added: --name and --currency.', ['add']],
    ['wrong_usage', "unknown option '--force'", ['revoke', 'acme', '--force']],
    ['wrong_usage', 'cannot be used with', ['revoke', 'acme', '--newest', '--all']],
    ['wrong_usage', 'too many arguments', ['list', 'all']],
    ['wrong_usage', "missing required argument 'client-id'", ['rotate']],
    ['wrong_usage', 'Say who is added: --currency.', ['add', '--name', 'Acme']],
    ['wrong_usage', 'Say what to set: --name', ['set', 'acme']],
    ['wrong_usage', 'cannot be used with', ['set', 'acme', '--suspend', '--activate']],
    ['invalid_name', 'without white space at its ends', ['set', 'acme', '--name', 'Acme ']],
    ['invalid_currency', 'Did you mean GBP?', ['set', 'acme', '--currency', 'gbp']],
    ['invalid_limit', 'from 1 to 1,000,000,000', ['set', 'acme', '--quota', '0']],
    ['invalid_client_id', 'begins with a letter or digit', [...ADD, '--client-id', '-acme']],
  ])('is refused with code 2 and %s: %s', async (name, remedy, args) => {
    expect(await run(...args)).toBe(2);
    const inWords = printed;
    expect(inWords).toEqual({ out: '', err: expect.stringMatching(/^error: .*\w\?*\.?\n$/) as unknown });
    expect(inWords.err).toContain(remedy);

    expect(await run(...args, '--json')).toBe(2);
    const { error } = JSON.parse(printed.err) as { error: { code: string; message: string } };
    expect(error.code).toBe(name);
    expect(inWords.err).toBe(`error: ${error.message}\n`);
  });

  it('is told how to ask for help, with the command that was used', async () => {
    await run('lst');
    expect(printed.err).toContain('See npm run partners -- --help\n');
    await run('--json', 'rotate');
    expect(printed.err).toContain('See npm run partners -- rotate --help"');
  });
});

describe('an option that npm has taken for itself', () => {
  const environment = process.env;
  beforeEach(
    () => (process.env = { npm_config_client_id: 'true', npm_config_name: 'Acme', npm_config_all: 'true' }),
  );
  afterEach(() => (process.env = environment));

  it('is missed, and the dashes are shown that keep it', async () => {
    expect(await run('add', 'acme')).toBe(2);
    expect(printed.err).toMatch(
      /^error: npm took --name, --client-id for itself\. .*: npm run partners -- add …\n$/,
    );
  });

  it.each<[string, string[]]>([
    ['where another one has arrived', ['list', '--all']],
    ['where the option is one of npm, too', ['list', 'all']],
  ])('is not looked for %s', async (_where, args) => {
    if (args[1] === 'all') process.env = { npm_config_all: 'true' };
    await run(...args);
    expect(printed.err).not.toContain('npm took');
    expect(printed.err).not.toBe('');
  });
});

describe('--help', () => {
  it.each([
    ['the program', ['--help'], 'rotate <client-id>'],
    ['a command', ['revoke', '--help'], '--all'],
  ])('of %s goes to standard output and is no error', async (_of, args, text) => {
    expect(await run(...args)).toBe(0);
    expect(printed.err).toBe('');
    expect(printed.out).toContain('Usage: npm run partners -- ');
    expect(printed.out).toContain(text);
    expect(printed.out).toContain('--json');
  });
});

describe('a database that is not named', () => {
  it('is asked for in a sentence, with code 1', async () => {
    const environment = process.env;
    process.env = {};
    try {
      expect(await run('list')).toBe(1);
    } finally {
      process.env = environment;
    }
    expect(printed.err).toMatch(/^error: Nothing is running here: .*npm start.*DATABASE_URL.*\.\n$/);
  });
});
