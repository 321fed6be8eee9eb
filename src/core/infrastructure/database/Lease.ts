import type { Database } from './Database';

const TAKE = `
  INSERT INTO leases AS l (name, holder, held_until) VALUES ($1, $2, now() + $3::interval)
  ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until
  WHERE l.holder = EXCLUDED.holder OR l.held_until < now()
  RETURNING l.holder`;

const GIVE = `UPDATE leases SET held_until = '-infinity' WHERE name = $1 AND holder = $2`;

/** What one process at a time may do. Both need a unit of work of the system. */
export class Lease {
  constructor(
    private readonly database: Database,
    private readonly name: string,
    private readonly holder: string,
    /** How long it stays with a process that is gone: '10 seconds'. */
    private readonly life: string,
  ) {}

  /** Takes or keeps it. Until the unit commits, nobody else can have it, however long that takes: its row is locked. */
  async take(): Promise<boolean> {
    const rows = await this.database.rows(TAKE, [this.name, this.holder, this.life]);
    return rows.length > 0;
  }

  /** Lets the next one begin at once. */
  async give(): Promise<void> {
    await this.database.write(GIVE, [this.name, this.holder]);
  }
}
