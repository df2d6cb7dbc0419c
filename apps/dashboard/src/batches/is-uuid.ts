const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether PostgreSQL takes a text for a UUID. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
