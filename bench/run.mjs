/**
 * `npm run bench`: measures the service against the two-COPY reference and its peers, and says which targets are met. Installs and
 * builds what is missing. Exit code 1 when a must is missed or the measuring failed, 2 when the command was written wrongly.
 */
import { build } from '../scripts/build.mjs';
import { install } from '../scripts/install.mjs';
import { USAGE, readArguments } from './arguments.mjs';

/** Progress; standard output is the report's. */
const say = (text) => console.error(text);

function argumentsOrEnd() {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    say(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const options = argumentsOrEnd();
if (options.help) {
  console.log(USAGE);
} else {
  await install(say);
  await build(say);
  const { measure } = await import('./measure-and-report.mjs');
  process.exitCode = (await measure(options, say)) ? 0 : 1;
}
