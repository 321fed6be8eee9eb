/** Stops what was started, in reverse order; one that fails to stop does not keep the others running. */
export class Lifecycle {
  private readonly stops: { readonly name: string; readonly stop: () => Promise<void> | void }[] = [];

  started(name: string, stop: () => Promise<void> | void): void {
    this.stops.unshift({ name, stop });
  }

  /** @param failed told of each that could not stop. */
  async stop(failed: (name: string, error: unknown) => void): Promise<void> {
    for (const { name, stop } of this.stops.splice(0)) {
      try {
        await stop();
      } catch (error) {
        failed(name, error);
      }
    }
  }
}
