/** Keeps the progress of a batch as it is now, for as long as something of it is undecided. */
const EVERY_MS = 1000;

async function refresh() {
  const answer = await fetch(`${location.pathname}/progress`, { redirect: 'error' });
  if (answer.ok) document.getElementById('progress').outerHTML = await answer.text();
}

function goOn() {
  if (document.getElementById('progress').dataset.underWay !== 'yes') return;
  setTimeout(() => {
    // Asked again where no answer came: the page shows what was known last.
    refresh()
      .catch(() => undefined)
      .finally(goOn);
  }, EVERY_MS);
}

goOn();
