import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { KUBERNETES } from './manifest';

/** Stands in for kubectl: notes each call, and tells the conditions of the Job that it is told, one more at each question. */
const KUBECTL = `#!/bin/sh
echo "$*" >> "$CALLS"
case "$1 $2" in
  'get job')
    asked=$(grep -c '^get job' "$CALLS")
    echo "$CONDITIONS" | cut -d ' ' -f "$asked"
    ;;
  'rollout status') exit "\${ROLLOUT_CODE:-0}" ;;
esac
`;

describe('roll-out', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roll-out-'));
    fs.writeFileSync(path.join(folder, 'kubectl'), KUBECTL, { mode: 0o755 });
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function rollOut(env: Record<string, string>): { code: number | null; errors: string; calls: string[] } {
    const calls = path.join(folder, 'calls');
    const { status, stderr } = spawnSync(path.join(KUBERNETES, 'roll-out'), ['overlays/mine'], {
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, CALLS: calls, ...env },
      encoding: 'utf8',
    });
    return { code: status, errors: stderr, calls: fs.readFileSync(calls, 'utf8').trim().split('\n') };
  }

  /** The calls that change or await something, in short. */
  const steps = (calls: string[]): string[] =>
    calls.flatMap(
      (call) =>
        /^(?:apply .*component(.*)|delete (job) .*|(rollout) .*)$/.exec(call)?.slice(1).find(Boolean) ?? [],
    );

  it('applies processes only when the migration has completed', () => {
    const { code, calls } = rollOut({ CONDITIONS: 'SuccessCriteriaMet Complete' });
    expect(code).toBe(0);
    expect(steps(calls)).toEqual([
      '=foundation',
      'job',
      '=migration',
      ' notin (foundation, migration)',
      'rollout',
      'rollout',
      'rollout',
    ]);
    expect(calls.filter((call) => call.startsWith('get job'))).toHaveLength(2);
  });

  it('leaves the processes as they are when the migration fails', () => {
    const { code, errors, calls } = rollOut({ CONDITIONS: 'Failed' });
    expect([code, errors.trim()]).toEqual([1, expect.stringContaining('the present version goes on')]);
    expect(steps(calls)).toEqual(['=foundation', 'job', '=migration']);
  });

  it('leaves them as they are when the migration takes too long', () => {
    const { code, calls } = rollOut({ CONDITIONS: 'none', MIGRATION_TIMEOUT_S: '0' });
    expect([code, steps(calls)]).toEqual([1, ['=foundation', 'job', '=migration']]);
  });

  it('fails when pods of the new version do not become ready', () => {
    expect(rollOut({ CONDITIONS: 'Complete', ROLLOUT_CODE: '1' }).code).toBe(1);
  });
});
