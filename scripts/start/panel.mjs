/** Equal to the first client of examples/existing-integration/merchants.json, so that the two do not conflict. */
const EXAMPLE_ITEM =
  '[{"partner_client_id":"M_12432_4345","client_start_date":"2021-03-04","entity_type":"SoleTrader"}]';

/** One command that gets a token and sends one partner client; the shell keeps the token and the answer. */
function sendCommand(api, { client_id: id, client_secret: secret }) {
  const form = `-d grant_type=client_credentials -d client_id=${id} -d client_secret=${secret}`;
  const token = `$(curl -sS ${api}/auth/v1/token ${form} | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')`;
  const headers = `-H "Authorization: Bearer $token" -H 'Content-Type: application/json'`;
  const answer = `$(curl -sS -i ${api}/api/v1/clients ${headers} -d '${EXAMPLE_ITEM}')`;
  return `token=${token}; [ -n "$token" ] || echo 'no token came'; answer=${answer}; printf '%s\\n' "$answer"`;
}

/** One command that asks what became of it. */
function askCommand(api) {
  const uri = `$(printf '%s' "$answer" | sed -n 's/.*"status_check_uri":"\\([^"]*\\)".*/\\1/p')`;
  return `curl -sS ${api}${uri} -H "Authorization: Bearer $token"; echo`;
}

/** What a newcomer can do with a running stack; the commands stand at the beginning of a line, easy to copy. */
function nextSteps(api, partner) {
  return [
    'What to do next',
    '',
    '  1. See it work: this, in another terminal, sends clients and claims by',
    '     every route and shows what became of each item and why.',
    '',
    'npm run demo',
    '',
    '  2. Send a partner client yourself (paste the line whole). It gets a token,',
    '     and the batch is answered 202.',
    '',
    sendCommand(api, partner),
    '',
    '     Ask what became of it, in the same terminal: this takes the',
    '     status_check_uri of that answer. Pending? Ask once more.',
    '',
    askCommand(api),
    '',
    '  3. Integrate: docs/partner-guide.md leads from a token to corrected items,',
    '     /docs shows every route, and docs/contract.md says every rule.',
  ];
}

/**
 * What a person needs to know of a running stack.
 * @param {import('./stack-file.mjs').Stack} stack
 * @param {{ workerUrl: string, logFolder: string }} places
 * @returns {string}
 */
export function panel(stack, { workerUrl, logFolder }) {
  const { api, dashboard, dashboard_user: user } = stack;
  const { databaseUrl, redisUrl, partners } = stack;
  const database = new URL(databaseUrl);
  const lines = [
    'Partner Client Service is running. Ctrl-C stops it, and its data stays.',
    '',
    `  API         ${api}`,
    `              (in a browser: ${api}/docs)`,
    `  dashboard   ${dashboard}`,
    ...(user === undefined ? [] : [`              (user ${user}, password in .local/stack.json)`]),
    `  worker      ${workerUrl}/health/ready`,
    `  PostgreSQL  ${database.host}${database.pathname}`,
    '              (URL with password: .local/stack.json)',
    `  Redis       ${hostsOf(redisUrl)}`,
    `  logs        ${logFolder}`,
  ];
  for (const { name, currency, client_id: id, client_secret: secret } of partners) {
    lines.push('', `  ${name} (${currency})`, `    client_id      ${id}`, `    client_secret  ${secret}`);
  }
  const [partner] = partners;
  if (partner === undefined)
    lines.push(
      '',
      '  DATABASE_URL is your own server: no demo partner was written there.',
      '  This adds a partner:',
      '',
      'npm run partners -- add --name "My Partner" --currency GBP',
    );
  else lines.push('', ...nextSteps(api, partner));
  return lines.join('\n');
}

/** Several hosts, those of a cluster, are more than `URL` reads. */
function hostsOf(redisUrl) {
  return redisUrl.replace(/^[^/]*\/\/(?:.*@)?/, '').replace(/\/.*$/, '');
}
