import { exportLimit } from '../domain/errors';

const MOST_OF_ONE = 2;
const MOST_OF_ALL = 8;
const RETRY_AFTER_SECONDS = 10;

/** How many exports run at once in this process: two of one reader's realm, eight in all. */
export class ExportTurns {
  private readonly running = new Map<string, number>();

  /** @returns what ends the turn. @throws DomainError EXPORT_LIMIT. */
  take(realm: string): () => void {
    const ofOne = this.running.get(realm) ?? 0;
    const ofAll = [...this.running.values()].reduce((sum, count) => sum + count, 0);
    if (ofOne >= MOST_OF_ONE || ofAll >= MOST_OF_ALL) throw exportLimit(RETRY_AFTER_SECONDS);
    this.running.set(realm, ofOne + 1);
    return () => this.end(realm);
  }

  private end(realm: string): void {
    const left = (this.running.get(realm) ?? 0) - 1;
    if (left > 0) this.running.set(realm, left);
    else this.running.delete(realm);
  }
}
