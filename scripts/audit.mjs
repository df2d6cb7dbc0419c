/**
 * `npm run audit`: asks the registry for known weaknesses of the packages that run in production; exit code 1 when one is high or
 * critical. A registry that answers no such question, as mirrors do, proves nothing: then that is said, with exit code 0.
 */
import { spawnSync } from 'node:child_process';
import { projectFolder } from './embedded/folders.mjs';

const ASK = ['audit', '--omit=dev', '--json'];
const GRAVE = ['high', 'critical'];
const ANSWER_WITHIN_MS = 60_000;

const { stdout } = spawnSync('npm', ASK, {
  cwd: projectFolder,
  encoding: 'utf8',
  timeout: ANSWER_WITHIN_MS,
});
const found = answerOf(stdout)?.metadata?.vulnerabilities;
if (found === undefined) {
  console.log('not checked: the registry answers no question about weaknesses');
} else {
  const grave = GRAVE.filter((severity) => found[severity] > 0);
  console.log(
    grave.map((severity) => `${severity}: ${found[severity]}`).join(', ') || 'none that is high or critical',
  );
  process.exitCode = grave.length > 0 ? 1 : 0;
}

/** What npm has printed, or null where it was cut off or is no JSON. */
function answerOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
