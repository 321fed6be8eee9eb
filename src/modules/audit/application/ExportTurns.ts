import { OneAtATime } from '../../../core/application/OneAtATime';
import { exportLimit } from '../domain/errors';

const MOST_OF_ONE = 2;
const MOST_AT_WORK = 8;
const RETRY_AFTER_SECONDS = 10;

/**
 * How many exports are on their way at once from this process: two of each realm, a log or a reader. Eight ask the
 * database at a time, the others in turn: one whose reader takes nothing keeps nobody else from theirs.
 */
export class ExportTurns {
  private readonly running = new Map<string, number>();
  private readonly atWork = new OneAtATime(MOST_AT_WORK);

  /** @returns what ends the turn. @throws DomainError EXPORT_LIMIT. */
  take(...realms: readonly string[]): () => void {
    if (realms.some((realm) => this.of(realm) >= MOST_OF_ONE)) throw exportLimit(RETRY_AFTER_SECONDS);
    for (const realm of realms) this.running.set(realm, this.of(realm) + 1);
    return () => realms.forEach((realm) => this.end(realm));
  }

  work<T>(read: () => Promise<T>): Promise<T> {
    return this.atWork.run('', read);
  }

  private of(realm: string): number {
    return this.running.get(realm) ?? 0;
  }

  private end(realm: string): void {
    const left = this.of(realm) - 1;
    if (left > 0) this.running.set(realm, left);
    else this.running.delete(realm);
  }
}
