import type { Client } from 'pg';
import { SYSTEM_ROLE } from '../../src/core/infrastructure/database/scopeSettings';
import { ok, warning, type Finding } from './Finding';

const CHECK = 'background work';
const LATE_SECONDS = 60;

const BACKLOG = `
  SELECT (SELECT count(*)::int FROM jobs WHERE dead_at IS NOT NULL) AS dead,
    (SELECT count(*)::int FROM jobs WHERE done_at IS NULL AND dead_at IS NULL
       AND run_at < now() - interval '${LATE_SECONDS} seconds') AS late,
    (SELECT count(*)::int FROM outbox WHERE published_at IS NULL
       AND occurred_at < now() - interval '${LATE_SECONDS} seconds') AS unpublished`;

interface Backlog {
  readonly dead: number;
  readonly late: number;
  readonly unpublished: number;
}

/** Jobs that were given up, and work that should long be done. */
export async function checkBacklog(client: Client): Promise<Finding[]> {
  await client.query(`SET ROLE ${SYSTEM_ROLE}`);
  const { rows } = await client.query<Backlog>(BACKLOG);
  await client.query('RESET ROLE');
  const { dead, late, unpublished } = rows[0] as Backlog;
  const findings = [
    ...(dead > 0
      ? [
          warning(
            CHECK,
            `${dead} jobs were given up.`,
            'Read last_error in the table jobs; mail that is owed is there.',
          ),
        ]
      : []),
    ...(late + unpublished > 0
      ? [
          warning(
            CHECK,
            `${late} jobs and ${unpublished} events wait for over a minute.`,
            'Is a server running?',
          ),
        ]
      : []),
  ];
  return findings.length > 0 ? findings : [ok(CHECK, 'Nothing was given up, and nothing is late.')];
}
