/**
 * Each one takes its turn; who is first changes from round to round.
 * @template T
 * @param {number} round
 * @param {Readonly<Record<string, () => Promise<T>>>} turns
 * @returns {Promise<Record<string, T>>} what each turn gave, by its name
 */
export async function inTurn(round, turns) {
  const names = Object.keys(turns);
  const results = {};
  for (let n = 0; n < names.length; n++) {
    const name = names[(round + n) % names.length];
    results[name] = await turns[name]();
  }
  return results;
}
