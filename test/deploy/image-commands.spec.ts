import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { processes } from '../../deploy/image/processes.mjs';
import { commandsOf } from '../docs/commands/commands-of';
import { pages } from '../docs/pages/page';

const PROGRAM = path.resolve(__dirname, '../../deploy/image/run.mjs');

function run(words: string[], input = ''): { code: number | null; output: string; errors: string } {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], {
    env: { PATH },
    encoding: 'utf8',
    input,
  });
  return { code: status, output: stdout, errors: stderr };
}

describe("the image's entry point", () => {
  it.each([[], ['apis'], ['constructor']])(
    'refuses a command that it does not know: %s',
    (...words: string[]) => {
      const { code, errors } = run(words);
      expect([code, errors]).toEqual([
        2,
        expect.stringMatching(/one of api, worker, dashboard, migrate, partners/),
      ]);
    },
  );

  it('becomes the process that is named, which reads the environment', () => {
    const { code, errors } = run(['worker']);
    expect(code).toBe(1);
    expect(errors).toMatch(/^REDIS_URL is missing/m);
  });

  it('hands on what follows the name', () => {
    expect(run(['partners', 'add', '--name'])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('--name') as string,
    });
    const { code, output } = run(['dashboard-user', 'ann', 'viewer'], 'a long password\n');
    expect([code, output]).toEqual([0, expect.stringMatching(/^ann:viewer:scrypt\$/)]);
  });

  it('knows the commands that the pages give it, with Docker, Compose and kubectl', () => {
    const given = pages
      .flatMap(commandsOf)
      .flatMap(
        (command) =>
          /(?:docker run .* partner-client-service\S*|docker compose run (?:--\S+ )*migrate|deploy\/image\/run\.mjs) ([a-z]\S*)/.exec(
            command,
          )?.[1] ?? [],
      );
    expect([...new Set(given)].sort()).toEqual(['dashboard-user', 'make-secrets', 'partners']);
    expect(Object.keys(processes)).toEqual(expect.arrayContaining(given));
  });

  it('refuses a short password of a user', () => {
    expect(run(['dashboard-user', 'ann', 'viewer'], 'short\n').code).toBe(1);
  });
});
