/** What jobs are called, learned as they are claimed: their kind, and for a reaction its event. */
export class JobNames {
  private readonly names = new Map<string, string>();

  /** @param columns of a job: its id, its kind, its payload */
  learn([id = '', kind = '', payload = '{}']: readonly string[]): void {
    const { event } = JSON.parse(payload) as { event?: { event?: string } };
    const on = event?.event === undefined ? '' : ` on ${event.event}`;
    this.names.set(id, kind + on);
  }

  of(id: string): string {
    return this.names.get(id) ?? 'unknown job';
  }
}
