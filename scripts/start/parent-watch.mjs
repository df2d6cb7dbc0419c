const LOOK_EVERY_MS = 500;

/**
 * Calls back once when the npm that runs this script has gone: killed with -9 it cannot pass the signal on, and its
 * scripts would run on. npm is the parent, since the scripts of package.json begin with `exec`. Does nothing for a script
 * that was started without npm, which may well outlive its shell.
 * @param {() => void} onGone
 */
export function watchParent(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}
