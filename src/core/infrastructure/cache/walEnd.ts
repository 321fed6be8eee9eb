import type { ScopedReader } from '../database/ScopedReader';
import type { WalEnd } from './DropHistory';

const SCOPE = { as: 'system', for: 'hearing of dropped values' } as const;

/** On a standby, which writes no log, no row. */
const WAL_END = {
  name: 'wal-end',
  text: `SELECT left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) AS timeline,
           (pg_current_wal_flush_lsn() - '0/0')::float8 AS flushed,
           (pg_current_wal_insert_lsn() - '0/0')::float8 AS inserted
         WHERE NOT pg_is_in_recovery()`,
};

export async function walEnd(reader: ScopedReader): Promise<WalEnd | null> {
  const [end] = await reader.rows<WalEnd>(SCOPE, WAL_END, []);
  return end ?? null;
}
