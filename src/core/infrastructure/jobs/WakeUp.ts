/** Lets one side tell a sleeping loop of this process that there is work; a loop that is awake is told once more. */
export class WakeUp {
  private listener: () => void = () => undefined;

  listen(listener: () => void): void {
    this.listener = listener;
  }

  now(): void {
    this.listener();
  }
}
