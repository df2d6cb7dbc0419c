/** What a partner logs in with, to be shown once. */
export function credentials(clientId: string, secret: string): string {
  return [
    `  client_id      ${clientId}`,
    `  client_secret  ${secret}`,
    '',
    'Hand them to the partner over a safe channel now: the secret is not stored and will not be shown again.',
  ].join('\n');
}
