const MOST_TRIES = 10;
const FIRST_PAUSE_S = 0.5;
const LONGEST_PAUSE_S = 30;

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Answers after which the same request may come through later: the service is busy, or at it, or in trouble. */
const isPassing = (status) => status === 409 || status === 429 || status >= 500;

/**
 * Tries until there is an answer that will not change by itself. A lost connection is tried again as well: whether the
 * request had arrived is the Idempotency-Key's concern.
 * @param {() => Promise<{ status: number, headers: object, text: string }>} attempt
 */
async function patiently(attempt) {
  for (let tries = 1; ; tries++) {
    const answer = await attempt().catch((error) => ({ error }));
    if (answer.error === undefined && !isPassing(answer.status)) return answer;
    const what =
      answer.error === undefined ? `answer ${answer.status}` : answer.error.message || answer.error.code;
    if (tries === MOST_TRIES) throw new Error(`given up after ${tries} tries: ${what}`);
    const seconds =
      Number(answer.headers?.['retry-after']) || Math.min(FIRST_PAUSE_S * 2 ** (tries - 1), LONGEST_PAUSE_S);
    console.log(`${what}; trying again in ${seconds} s`);
    await pause(seconds);
  }
}

module.exports = { patiently, pause };
