import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { processes } from '../../../deploy/image/processes.mjs';
import { KUBERNETES } from './manifest';
import { jobs } from './project-manifests';

/** Stands in for kubectl: notes each call with its words apart, says what the command says, and fails where the test wants it to. */
const KUBECTL = `#!/bin/sh
(IFS='|'; echo "$*" >> "$CALLS")
case "$1" in
  get) echo registry.own/clients:9.9.9 ;;
  set) echo the manifest ;;
  create) cat > "$CREATED" ;;
  exec) echo the secret ;;
  *) echo talk ;;
esac
if [ "$1" = "\${FAILS:-}" ]; then exit 3; fi
`;

describe('deploy/kubernetes/partners', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'partners-'));
    fs.writeFileSync(path.join(folder, 'kubectl'), KUBECTL, { mode: 0o755 });
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function partners(words: string[], env: Record<string, string> = {}): ReturnType<typeof ran> {
    return ran(folder, words, env);
  }

  it('runs the command in a pod of the image that was migrated to, and ends the pod', () => {
    const { code, said, calls, created } = partners(['add', '--name', 'Acme Payments']);
    expect([code, said]).toEqual([0, 'the secret\n']);
    expect(calls.map(([verb]) => verb)).toEqual(['get', 'set', 'create', 'wait', 'exec', 'delete']);
    expect(calls[1]).toContain('partners=registry.own/clients:9.9.9');
    expect(created).toBe('the manifest\n');
    const exec = calls[4] ?? [];
    const command = exec.slice(exec.indexOf('--') + 1);
    expect(command).toEqual(['node', 'deploy/image/run.mjs', 'partners', 'add', '--name', 'Acme Payments']);
    expect(Object.keys(processes)).toContain('partners');
  });

  it("ends the pod with the command's exit code where that is refused", () => {
    const { code, calls } = partners(['revoke', 'absent'], { FAILS: 'exec' });
    expect([code, calls.at(-1)?.slice(0, 3)]).toEqual([3, ['delete', 'job', 'partners']]);
  });

  it("leaves another operator's pod alone", () => {
    const { code, calls } = partners(['list'], { FAILS: 'create' });
    expect([code, calls.at(-1)?.[0]]).toEqual([3, 'create']);
  });

  it('shows the pod that does not start, and ends it', () => {
    const { code, calls } = partners(['list'], { FAILS: 'wait' });
    expect([code, calls.slice(-2).map(([verb]) => verb)]).toEqual([1, ['get', 'delete']]);
  });

  it('has the container whose image it sets, and no command in the manifest whose output a log would keep', () => {
    const [job] = jobs;
    expect(job?.metadata).toMatchObject({ name: 'partners', namespace: 'partner-client-service' });
    const [container] = job?.spec?.template?.spec.containers ?? [];
    expect(container).toMatchObject({ name: 'partners', command: ['sleep', 'infinity'] });
    expect(job?.spec?.activeDeadlineSeconds).toBeLessThanOrEqual(3600);
  });
});

function ran(
  folder: string,
  words: string[],
  env: Record<string, string>,
): { code: number | null; said: string; calls: string[][]; created: string } {
  const [calls, created] = [path.join(folder, 'calls'), path.join(folder, 'created')];
  const { status, stdout } = spawnSync(path.join(KUBERNETES, 'partners'), words, {
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, CALLS: calls, CREATED: created, ...env },
    encoding: 'utf8',
  });
  const lines = fs.readFileSync(calls, 'utf8').trim().split('\n');
  return {
    code: status,
    said: stdout,
    calls: lines.map((line) => line.split('|')),
    created: fs.readFileSync(created, 'utf8'),
  };
}
