const EXAMPLE_ITEM =
  '[{"partner_client_id":"M_12432_4345","client_start_date":"2024-05-01","entity_type":"SoleTrader"}]';

/** One command that gets a token and sends one partner client. */
function exampleCurl(api, { client_id: id, client_secret: secret }) {
  const form = `-d grant_type=client_credentials -d client_id=${id} -d client_secret=${secret}`;
  const token = `$(curl -s ${api}/auth/v1/token ${form} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`;
  const headers = `-H "Authorization: Bearer ${token}" -H 'Content-Type: application/json'`;
  return `curl -s -i ${api}/api/v1/clients ${headers} -d '${EXAMPLE_ITEM}'`;
}

/**
 * What a person needs to know of a running stack.
 * @param {import('./stack-file.mjs').Stack} stack
 * @param {{ workerUrl: string, logFolder: string }} places
 * @returns {string}
 */
export function panel({ api, databaseUrl, redisUrl, partners }, { workerUrl, logFolder }) {
  const database = new URL(databaseUrl);
  const lines = [
    'Partner Client Service is running. Ctrl-C stops it.',
    '',
    `  API         ${api}`,
    `  worker      ${workerUrl}/health/ready`,
    `  PostgreSQL  ${database.host}${database.pathname}`,
    `  Redis       ${new URL(redisUrl).host}`,
    `  logs        ${logFolder}`,
  ];
  for (const { name, currency, client_id: id, client_secret: secret } of partners) {
    lines.push('', `  ${name} (${currency})`, `    client_id      ${id}`, `    client_secret  ${secret}`);
  }
  if (partners.length === 0) {
    lines.push('', '  DATABASE_URL is your own server: no demo partner was written there.');
  } else {
    lines.push(
      '',
      '  Get a token and send a partner client (paste it whole):',
      '',
      exampleCurl(api, partners[0]),
    );
  }
  return lines.join('\n');
}
