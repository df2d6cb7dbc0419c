import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** 32 MiB and about a fifth of a second: the least that OWASP's Password Storage Cheat Sheet asks of scrypt. */
const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLEL = 3;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** What scrypt needs is 128 · cost · block size; Node refuses just that much. */
const MEMORY_PER_COST_BYTES = 256;

/** `scrypt$cost$block size$parallel$salt$key`, the last two in base64url: it says itself how it was made. */
const HASH = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{16,88})\$([A-Za-z0-9_-]{43})$/;

/** What is kept of a password. */
export async function hashOfPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await keyOf(password, salt, COST, BLOCK_SIZE, PARALLEL);
  return `scrypt$${COST}$${BLOCK_SIZE}$${PARALLEL}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Whether a text has the form of a hash. */
export function isPasswordHash(text: string): boolean {
  return HASH.test(text);
}

/** Whether this is the password that `hash` was made of. Takes as long for a wrong one. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, cost, blockSize, parallel, salt = '', key = ''] = HASH.exec(hash) ?? [];
  const expected = Buffer.from(key, 'base64url');
  const given = await keyOf(
    password,
    Buffer.from(salt, 'base64url'),
    Number(cost),
    Number(blockSize),
    Number(parallel),
  );
  return timingSafeEqual(given, expected);
}

function keyOf(password: string, salt: Buffer, cost: number, blockSize: number, parallel: number) {
  const maxmem = MEMORY_PER_COST_BYTES * cost * blockSize;
  return derive(password.normalize('NFKC'), salt, KEY_BYTES, {
    N: cost,
    r: blockSize,
    p: parallel,
    maxmem,
  });
}
