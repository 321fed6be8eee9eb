import { AsyncResource } from 'node:async_hooks';

/** Lets one side tell sleeping loops of this process that there is work; one that is awake is told once more. */
export class WakeUp {
  private readonly listeners: (() => void)[] = [];

  /** What `listener` does is no part of the request that wakes it. */
  listen(listener: () => void): void {
    this.listeners.push(AsyncResource.bind(listener));
  }

  now(): void {
    for (const listener of this.listeners) listener();
  }
}
