/** Lets one side tell sleeping loops of this process that there is work; one that is awake is told once more. */
export class WakeUp {
  private readonly listeners: (() => void)[] = [];

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  now(): void {
    for (const listener of this.listeners) listener();
  }
}
