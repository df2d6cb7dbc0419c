import { inflateRawSync } from 'node:zlib';
import { connected } from './sql';

/** As libs/intake, payload, has it: the number of a payload that is compressed. */
const DEFLATED = 1;

/**
 * Every value of every row of the service's tables as text, payloads unpacked, and of PostgreSQL's statistics about them.
 * @param superuserUrl of the database
 * @returns texts such as `shard_payloads_2026w48.payload: …`
 */
export async function storedTexts(superuserUrl: string): Promise<string[]> {
  return connected(superuserUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    const texts: string[] = [];
    for (const name of [...tables.map((table) => table.name), 'pg_stats']) {
      const where = name === 'pg_stats' ? ` WHERE schemaname = 'public'` : '';
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}${where}`);
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          texts.push(`${name}.${column}: ${textOf(value, row)}`);
    }
    return texts;
  });
}

function textOf(value: unknown, { encoding }: Record<string, unknown>): string {
  if (Buffer.isBuffer(value)) return (encoding === DEFLATED ? inflateRawSync(value) : value).toString('utf8');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Where a text is stored: `partner_clients.partner_client_id`, each place once. */
export async function placesOf(superuserUrl: string, text: string): Promise<string[]> {
  // PostgreSQL prints bytes in its statistics as hexadecimal digits.
  const asDigits = Buffer.from(text).toString('hex');
  const found = (await storedTexts(superuserUrl)).filter(
    (stored) => stored.includes(text) || stored.includes(asDigits),
  );
  return [...new Set(found.map((stored) => stored.slice(0, stored.indexOf(':'))))].sort();
}
