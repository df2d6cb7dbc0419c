import { commandsOf } from './commands/commands-of';
import { faultOfCommand } from './commands/fault-of-command';
import { pages } from './pages/page';

/** Pages whose commands a test of their own runs, whole. */
const RUN_WHOLE = ['docs/partner-guide.md'];

describe('a command', () => {
  it.each(pages.filter(({ path }) => !RUN_WHOLE.includes(path)))('that $path shows can be given', (page) => {
    expect(commandsOf(page).flatMap((command) => faultOfCommand(command) ?? [])).toEqual([]);
  });

  it('is found faulty when it cannot', () => {
    const faulty = [
      ...['npm run absent', 'npx absent', 'node scripts/absent.mjs', 'cargo build', './absent/run'],
      ...[
        'npx jest test/e2e/absent',
        'npx jest --selectProjects unit libs/domain/src/time',
        'npm test -- test/e2e/races -t "an absent title"',
        'git diff -- libs/absent',
      ],
    ];
    for (const command of faulty)
      expect([command, faultOfCommand(command)]).toEqual([command, expect.any(String)]);
    const sound = [
      'API_PORT=3100 npm start',
      'npx jest --selectProjects unit --testPathPatterns libs/domain/src/time',
      'node scripts/demo.mjs',
    ];
    for (const command of sound) expect([command, faultOfCommand(command)]).toEqual([command, undefined]);
  });

  it('is found in blocks and in prose, without comments and one at a time', () => {
    const page = {
      blocks: [
        {
          language: 'sh',
          text: 'npm start   # at first\nnpm ci && npx jest \\\n  x\n',
          line: 1,
          heading: '',
        },
      ],
      codeSpans: ['npm run demo', 'npm', 'DATABASE_URL'],
    };
    const commands = commandsOf({ ...page, path: '', headings: [], anchors: new Set(), links: [] });
    expect(commands).toEqual(['npm start', 'npm ci', 'npx jest x', 'npm run demo']);
  });
});
