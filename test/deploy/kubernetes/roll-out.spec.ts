import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { KUBERNETES } from './manifest';
import { base } from './project-manifests';

/**
 * Stands in for kubectl: notes each call, and tells the time that the Job has, and one more of its conditions and of what its pod waits for
 * at each question.
 */
const KUBECTL = `#!/bin/sh
echo "$*" >> "$CALLS"
case "$1 $2" in
  'get job')
    case "$*" in
      *activeDeadlineSeconds*) echo "\${DEADLINE_S:-3600}" ;;
      *) echo "$CONDITIONS" | cut -d ' ' -f "$(grep -c '^get job.*conditions' "$CALLS")" ;;
    esac
    ;;
  'get pods') echo "\${REASONS:-}" | cut -d ' ' -f "$(grep -c '^get pods' "$CALLS")" ;;
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
    expect(calls.filter((call) => call.includes('.status.conditions'))).toHaveLength(2);
  });

  it('leaves the processes as they are when the migration fails', () => {
    const { code, errors, calls } = rollOut({ CONDITIONS: 'Failed' });
    expect([code, errors.trim()]).toEqual([1, expect.stringContaining('the present version goes on')]);
    expect(steps(calls)).toEqual(['=foundation', 'job', '=migration']);
  });

  it('leaves them as they are when the migration takes too long, and says that it still runs', () => {
    const { code, errors, calls } = rollOut({ CONDITIONS: 'none', MIGRATION_TIMEOUT_S: '0' });
    expect([code, steps(calls)]).toEqual([1, ['=foundation', 'job', '=migration']]);
    expect(errors).toMatch(/after 0 s, and its Job still runs.*the present version goes on/s);
  });

  it('waits for as long as the Job has, and a little longer', () => {
    const { code, errors } = rollOut({ CONDITIONS: 'none', DEADLINE_S: '-30' });
    expect([code, errors]).toEqual([1, expect.stringContaining('has not ended after 0 s')]);
    const job = base.find(({ metadata }) => metadata.name === 'migrate');
    expect(job?.spec?.activeDeadlineSeconds).toBeGreaterThan(0);
  });

  it('says what the pod of the migration waits for, once', () => {
    const { code, errors } = rollOut({
      CONDITIONS: 'none none none Complete',
      REASONS: 'ErrImagePull ErrImagePull ImagePullBackOff',
    });
    expect(code).toBe(0);
    expect(errors.trim().split('\n')).toEqual([
      "The migration's pod waits: ErrImagePull",
      "The migration's pod waits: ImagePullBackOff",
    ]);
  });

  it('fails when pods of the new version do not become ready', () => {
    expect(rollOut({ CONDITIONS: 'Complete', ROLLOUT_CODE: '1' }).code).toBe(1);
  });
});
