/** What the lender has: saved now, or saved by an earlier delivery. */
const SHARED = ['Completed', 'Duplicate'];

/**
 * Prints how many items the lender has, and each one that it has not, with its reasons.
 * @returns {boolean} whether the lender has all of them
 */
function report(name, keyMember, result) {
  const missing = result.filter(({ status }) => !SHARED.includes(status.state));
  const known = result.filter(({ status }) => status.state === 'Duplicate').length;
  const shared = result.length - missing.length;
  console.log(`${name}: ${shared} of ${result.length} shared, ${known} of them known before`);
  for (const { data, status } of missing) {
    console.log(`  ${data[keyMember]}: ${status.state}: ${status.validation_errors.join('; ')}`);
  }
  return missing.length === 0;
}

module.exports = { report };
