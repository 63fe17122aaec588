/** One-time codes by RFC 6238 as a second step of signing in, each good once, and recovery codes for a lost telephone. */
import { Secret, TOTP } from 'otpauth';
import type { Instant } from '../../contract/calendar.ts';
import type { Sealing } from '../sealing/index.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { hashOfSecret, newCode, normalCode } from './secrets.ts';

const ISSUER = 'IOC Wall';
/** As every authenticator takes it: six digits of SHA-1 every 30 seconds. */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const STEP_MS = SHAPE.period * 1000;
/** Steps that a telephone's clock may be off, either way. */
const STEPS_OFF = 1;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;

export interface SecondFactors {
  /** Whether codes are asked of a person. */
  isOn(userId: number): boolean;
  recoveryCodesLeft(userId: number): number;
  /** Begins anew with a secret that nothing depends on until a code of it was given. */
  begin(userId: number, username: string): { secret: string; address: string };
  /** A first code was given: from now on codes are asked. The recovery codes, shown this once, or `null` when it does not fit. */
  confirm(userId: number, code: string, at: Instant): string[] | null;
  /** Whether a code fits, of the telephone or for recovery; it is used up by that. */
  use(userId: number, code: string, at: Instant): boolean;
  end(userId: number): void;
}

export function createSecondFactors(db: WritableDB, sealing: Sealing): SecondFactors {
  const about = (userId: number) => `second factor/${userId}`;

  function generatorOf(userId: number): TOTP | null {
    const sealed = db
      .prepare<[number], Buffer>('SELECT sealed FROM second_factor WHERE user_id = ?')
      .pluck()
      .get(userId);
    if (!sealed) return null;
    const secret = sealing.open(sealed, about(userId), 'secret of the second step');
    return new TOTP({ ...SHAPE, issuer: ISSUER, secret: Secret.fromBase32(secret) });
  }

  /** Takes a code of the telephone unless it, or a later one, was taken before. */
  function take(userId: number, code: string, at: Instant): boolean {
    if (!/^\d{6}$/.test(code)) return false;
    const off = generatorOf(userId)?.validate({ token: code, timestamp: at, window: STEPS_OFF }) ?? null;
    if (off === null) return false;
    const step = Math.floor(at / STEP_MS) + off;
    const taken = db.prepare('UPDATE second_factor SET last_step = ? WHERE user_id = ? AND last_step < ?');
    return taken.run(step, userId, step).changes === 1;
  }

  return {
    isOn: (userId) => hasSecondFactor(db, userId),
    recoveryCodesLeft: (userId) =>
      db
        .prepare<[number], number>('SELECT count(*) FROM recovery_code WHERE user_id = ?')
        .pluck()
        .get(userId) ?? 0,
    begin(userId, username) {
      const secret = new Secret({ size: SECRET_BYTES });
      const generator = new TOTP({ ...SHAPE, issuer: ISSUER, label: username, secret });
      db.prepare(
        `INSERT INTO second_factor (user_id, sealed) VALUES (?, ?)
         ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, last_step = 0`,
      ).run(userId, sealing.seal(secret.base32, about(userId)));
      return { secret: secret.base32, address: generator.toString() };
    },
    confirm(userId, code, at) {
      return db
        .transaction(() => {
          if (!take(userId, code, at)) return null;
          db.prepare('UPDATE second_factor SET confirmed_at = ? WHERE user_id = ?').run(at, userId);
          db.prepare('DELETE FROM recovery_code WHERE user_id = ?').run(userId);
          const codes = Array.from({ length: RECOVERY_CODES }, () => newCode(3));
          const add = db.prepare('INSERT INTO recovery_code (user_id, code_hash) VALUES (?, ?)');
          for (const one of codes) add.run(userId, hashOfSecret(normalCode(one)));
          return codes;
        })
        .immediate();
    },
    use(userId, code, at) {
      if (take(userId, code.replace(/\s/g, ''), at)) return true;
      const hash = hashOfSecret(normalCode(code));
      const used = db
        .prepare('DELETE FROM recovery_code WHERE user_id = ? AND code_hash = ?')
        .run(userId, hash);
      return used.changes === 1;
    },
    end: (userId) =>
      db.transaction(() => {
        db.prepare('DELETE FROM second_factor WHERE user_id = ?').run(userId);
        db.prepare('DELETE FROM recovery_code WHERE user_id = ?').run(userId);
      })(),
  };
}

function hasSecondFactor(db: ReadableDB, userId: number): boolean {
  const on = 'SELECT 1 FROM second_factor WHERE user_id = ? AND confirmed_at IS NOT NULL';
  return db.prepare(on).get(userId) !== undefined;
}
