import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Loaded into worker and child by the test alone: JSON.parse, with which items are read, misbehaves at a marked text.
 * The error quotes the item, as those of JSON.parse do. The product has no such hook.
 */
const MISBEHAVIOUR = `
  const parse = JSON.parse;
  JSON.parse = (text, ...rest) => {
    if (typeof text === 'string' && text.startsWith('{"partner_client_id":"poison-')) {
      if (text.includes('poison-throws')) throw new SyntaxError('Unexpected token, ' + text + ' is not valid JSON');
      if (text.includes('poison-kills')) process.kill(process.pid, 'SIGKILL');
      if (text.includes('poison-hangs')) for (;;);
    }
    return parse(text, ...rest);
  };
`;

/** Writes the misbehaviour to a file. Gives the variable that loads it into a process, and what removes it. */
export function poisoning(): { env: Record<string, string>; remove: () => void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'poison-'));
  const hook = path.join(folder, 'misbehaviour.cjs');
  fs.writeFileSync(hook, MISBEHAVIOUR);
  fs.chmodSync(folder, 0o755);
  return {
    env: { NODE_OPTIONS: `--require ${hook}` },
    remove: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
