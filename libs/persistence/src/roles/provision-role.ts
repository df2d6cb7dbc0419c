import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { type DataSource } from 'typeorm';

/** PostgreSQL's own default (scram_iterations). */
const ITERATIONS = 4096;

/**
 * A SCRAM-SHA-256 verifier in the form that PostgreSQL stores (RFC 5803), so that the password itself never reaches the
 * server, where a log of statements would keep it.
 */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ITERATIONS, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

/** Lets the role of `url` log in with the password of `url`. */
export async function provisionRole(dataSource: DataSource, url: URL): Promise<void> {
  const role = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  // PostgreSQL takes no parameters in ALTER ROLE, so it quotes the statement itself.
  const [row] = await dataSource.query<{ statement: string }[]>(
    `SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', $1::text, $2::text) AS statement`,
    [role, scramVerifier(password)],
  );
  if (row !== undefined) await dataSource.query(row.statement);
}
