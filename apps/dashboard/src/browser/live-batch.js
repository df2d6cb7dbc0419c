/** Keeps a batch as it is now, for as long as something of it is undecided. */
const EVERY_MS = 1000;
/** Parts of the page that change with it. */
const PARTS = ['summary', 'shards', 'items'];

const isUnderWay = (progress) => progress.dataset.underWay === 'yes';
const parsed = (text) => new DOMParser().parseFromString(text, 'text/html');

async function textOf(address) {
  const answer = await fetch(address, { redirect: 'error' });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
}

/** Takes over parts of the page as it is now, but those that somebody is in with the keyboard. */
function takeOver(page) {
  for (const id of PARTS) {
    const [old, now] = [document.getElementById(id), page.getElementById(id)];
    if (!old.contains(document.activeElement)) old.replaceWith(now);
  }
}

async function refresh() {
  const progress = parsed(await textOf(`${location.pathname}/progress`)).getElementById('progress');
  // What is decided in the end changes all parts: progress is among them, and goes on being asked for until they are there.
  if (isUnderWay(progress)) document.getElementById('progress').replaceWith(progress);
  else takeOver(parsed(await textOf(location.href)));
}

function goOn() {
  if (!isUnderWay(document.getElementById('progress'))) return;
  setTimeout(() => {
    // Asked again where no answer came: the page shows what was known last.
    refresh()
      .catch(() => undefined)
      .finally(goOn);
  }, EVERY_MS);
}

goOn();
