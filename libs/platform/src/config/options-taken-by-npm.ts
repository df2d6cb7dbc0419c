/**
 * Which options npm has taken for itself: without `--` before them, `npm run x --name Acme` leaves the script without
 * `--name`, and with `npm_config_name` in its environment.
 * @param options as they are written, `--client-id`
 */
export function optionsTakenByNpm(options: readonly string[]): string[] {
  return options.filter((option) => {
    const name = option.replace(/^--/, '').replaceAll('-', '_');
    return (process.env[`npm_config_${name}`] ?? '') !== '';
  });
}
