let latest = 0;

/** Another text each time, also when a request is made once more: keys with it in them are new to the service. */
export function serial(): string {
  latest++;
  return latest.toString(36);
}
