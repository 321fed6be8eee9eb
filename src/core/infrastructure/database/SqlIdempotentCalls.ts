import { createHash } from 'node:crypto';
import type { IdempotentCalls, KeyedCall } from '../../application/IdempotentCalls';
import type { Sealer } from '../../application/Sealer';
import type { Scope } from '../../application/UnitOfWork';
import { DomainError } from '../../domain/DomainError';
import type { Database } from './Database';
import { sortedJson } from './sortedJson';
import type { SequelizeUnitOfWork } from './SequelizeUnitOfWork';

interface Kept {
  readonly digest: string;
  readonly answer: object;
}

/**
 * An advisory lock tells that the call is in flight, for exactly as long as its transaction lives; a row that it
 * took effect. So a process that dies leaves either both, effect and answer, or nothing.
 */
export class SqlIdempotentCalls implements IdempotentCalls {
  constructor(
    private readonly database: Database,
    private readonly unit: SequelizeUnitOfWork,
    private readonly sealer: Sealer,
  ) {}

  once<T extends object>({ userId, key, route, input }: KeyedCall, act: () => Promise<T>): Promise<T> {
    const mine: Scope = { as: 'account', userId };
    const call = sha256(`${route}\n${key}`);
    const purpose = `idempotency ${userId} ${call.toString('hex')}`;
    const digest = sha256(sortedJson(input)).toString('base64');
    return this.unit.together(mine, async () => {
      const sealed = await this.unit.run(mine, () => this.claim(userId, call, purpose));
      if (sealed) {
        const kept = JSON.parse(this.sealer.open(purpose, sealed)) as Kept;
        if (kept.digest !== digest) throw keyReused();
        return kept.answer as T;
      }
      const answer = await act();
      const kept: Kept = { digest, answer };
      await this.unit.run(mine, () =>
        this.keep(userId, call, this.sealer.seal(purpose, JSON.stringify(kept))),
      );
      return answer;
    });
  }

  /** In two statements: the second one sees what was committed before the lock was had. */
  private async claim(userId: string, call: Buffer, purpose: string): Promise<Buffer | null> {
    const [lock] = await this.database.rows<{ isMine: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS "isMine"',
      [purpose],
    );
    if (!lock?.isMine) throw keyInUse();
    const [row] = await this.database.rows<{ sealed: Buffer }>(
      `SELECT sealed FROM idempotency_keys
       WHERE user_id = $1 AND call_hash = $2 AND answered_at > now() - interval '24 hours'`,
      [userId, call],
    );
    return row?.sealed ?? null;
  }

  private async keep(userId: string, call: Buffer, sealed: Buffer): Promise<void> {
    await this.database.write(
      `INSERT INTO idempotency_keys (user_id, call_hash, sealed) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, call_hash) DO UPDATE SET sealed = excluded.sealed, answered_at = excluded.answered_at`,
      [userId, call, sealed],
    );
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function keyInUse(): DomainError {
  return new DomainError(
    'conflict',
    'IDEMPOTENCY_KEY_IN_USE',
    'The first call with this Idempotency-Key is still under way.',
    { retryAfter: 1 },
  );
}

function keyReused(): DomainError {
  return new DomainError(
    'unprocessable',
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used with another body.',
  );
}
