import { DomainError } from '../domain/DomainError';

const MOST = 16;
const MOST_OF_ONE = 2;

/**
 * Bounds the memory that uploads take in this process: each is held whole until it is answered. One account has few
 * of the places, so that it cannot take them all and send slowly.
 */
export class UploadPlaces {
  private readonly taken = new Map<string, number>();
  private all = 0;

  /** @returns what gives the place back. @throws DomainError UPLOADS_BUSY. */
  take(who: string): () => void {
    const own = this.taken.get(who) ?? 0;
    if (this.all >= MOST || own >= MOST_OF_ONE) throw busy();
    this.all += 1;
    this.taken.set(who, own + 1);
    return () => this.giveBack(who);
  }

  private giveBack(who: string): void {
    this.all -= 1;
    const left = (this.taken.get(who) ?? 1) - 1;
    if (left === 0) this.taken.delete(who);
    else this.taken.set(who, left);
  }
}

function busy(): DomainError {
  return new DomainError('unavailable', 'UPLOADS_BUSY', 'Too many files at once. Try again shortly.', {
    retryAfter: 2,
  });
}
