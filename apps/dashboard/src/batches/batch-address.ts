/** Where a batch is shown. */
export function batchAddress({
  clientId,
  statusCheckId,
}: {
  readonly clientId: string;
  readonly statusCheckId: string;
}): string {
  return `/batches/${encodeURIComponent(clientId)}/${statusCheckId}`;
}
