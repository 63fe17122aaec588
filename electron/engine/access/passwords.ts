/** Passwords are kept as argon2id hashes (19 MiB, 2 passes, 1 lane: OWASP's first recommendation). */
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobody: Promise<string> | undefined;

/**
 * Whether the password fits the hash. Without a hash (no such user, or one without a password) the same work is done against one
 * that fits nothing, so that the time of the answer does not tell whether a username exists.
 */
export async function passwordFits(password: string, kept: string | null | undefined): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(32).toString('base64url'));
  const fits = await verify(kept ?? (await nobody), password);
  return fits && kept !== undefined && kept !== null;
}
