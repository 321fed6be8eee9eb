import type { Clock } from '../../../src/core/application/Clock';

/** A clock that stands still until it is told to go on. */
export class FixedClock implements Clock {
  constructor(private time = new Date('2026-01-01T12:00:00.000Z')) {}

  now(): Date {
    return this.time;
  }

  /** The time so many seconds from now. */
  in(seconds: number): Date {
    return new Date(this.time.getTime() + seconds * 1000);
  }

  advance(seconds: number): void {
    this.time = this.in(seconds);
  }
}
