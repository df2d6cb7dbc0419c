/** Where a partner is shown. */
export function partnerAddress(clientId: string): string {
  return `/partners/${encodeURIComponent(clientId)}`;
}
