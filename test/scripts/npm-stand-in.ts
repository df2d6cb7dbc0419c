/**
 * A program in place of npm that installs what package-lock.json names, as npm does: what it has installed is written down last. It
 * notes its arguments in npm.log, hangs before the end while there is a file `hold`, and goes on without the package that a
 * file `unreachable` names.
 */
export const NPM_STAND_IN = `
  const fs = require('node:fs');
  const args = process.argv.slice(2);
  fs.appendFileSync('npm.log', args.join(' ') + '\\n');
  const { packages } = JSON.parse(fs.readFileSync('package-lock.json'));
  if (args[0] === 'ci') fs.rmSync('node_modules', { recursive: true, force: true });
  const unreachable = fs.existsSync('unreachable') ? fs.readFileSync('unreachable', 'utf8') : '';
  const chosen = Object.entries(packages).filter(
    ([folder, { dev }]) => folder !== '' && folder !== unreachable && !(dev && args.includes('--omit=dev')),
  );
  for (const [folder] of chosen) {
    fs.mkdirSync(folder, { recursive: true });
    if (!fs.existsSync(folder + '/package.json')) fs.writeFileSync(folder + '/package.json', args[0]);
  }
  const finish = () =>
    fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(chosen) }));
  const wait = () => (fs.existsSync('hold') ? setTimeout(wait, 20) : finish());
  wait();
`;
