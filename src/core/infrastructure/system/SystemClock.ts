import type { Clock } from '../../application/Clock';

export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }
}
