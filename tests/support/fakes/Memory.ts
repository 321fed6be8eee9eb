/** What several fakes hold, so that a unit of work can put it back. Rows are replaced, never changed. */
export class Memory {
  private readonly parts: (() => () => void)[] = [];

  table<Row>(): Map<string, Row> {
    const rows = new Map<string, Row>();
    this.parts.push(() => {
      const kept = [...rows];
      return () => {
        rows.clear();
        for (const [key, row] of kept) rows.set(key, row);
      };
    });
    return rows;
  }

  /** Entries that are only ever added. */
  list<Entry>(): Entry[] {
    const entries: Entry[] = [];
    this.parts.push(() => {
      const { length } = entries;
      return () => void entries.splice(length);
    });
    return entries;
  }

  /** @returns the way back to now. */
  remember(): () => void {
    const backs = this.parts.map((part) => part());
    return () => backs.forEach((back) => back());
  }
}
