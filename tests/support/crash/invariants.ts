import type { CrashScene } from './CrashScene';

interface Invariant {
  readonly fault: string;
  readonly sql: string;
}

const INVARIANTS: readonly Invariant[] = [
  {
    fault: 'The feed of a workspace has a gap, or a number twice',
    sql: `SELECT workspace_id FROM outbox JOIN workspace_feeds USING (workspace_id) GROUP BY workspace_id, head_seq
      HAVING array_agg(seq ORDER BY seq) <> array(SELECT generate_series(1::int8, head_seq))`,
  },
  {
    fault: 'Two reactions of one kind to one event',
    sql: `SELECT kind, payload #>> '{event,name}' AS event FROM jobs WHERE payload ? 'event'
      GROUP BY kind, payload #>> '{event,id}', 2 HAVING count(*) > 1`,
  },
  { fault: 'A job was put aside', sql: 'SELECT kind, last_error FROM jobs WHERE dead_at IS NOT NULL' },
];
const CHAIN_FAULTS = `
  SELECT 'a row of the audit log has not one link' AS fault, count(*)::int FROM (
    SELECT 1 FROM audit_log a LEFT JOIN audit_chain c ON c.entry_id = a.id GROUP BY a.id HAVING count(c.entry_id) <> 1) x
  HAVING count(*) > 0
  UNION ALL SELECT 'a chain has a gap', count(*)::int FROM (
    SELECT 1 FROM audit_chain GROUP BY chain_id HAVING (min(number), max(number)) <> (1, count(*))) x HAVING count(*) > 0`;

/** What must hold at any time when nothing is owed. @returns what does not. */
export async function brokenInvariants(app: CrashScene): Promise<string[]> {
  const found = await Promise.all(
    INVARIANTS.map(async ({ fault, sql }) =>
      (await app.sql(sql)).map((row) => `${fault}: ${JSON.stringify(row)}`),
    ),
  );
  return [
    ...found.flat(),
    ...copiedTooOften(app),
    ...app.proxy.strays.map((wrote) => `No COMMIT was seen for ${wrote}`),
  ];
}

/** Of the audit log, once whatever was recorded is linked. */
export function brokenChains(app: CrashScene): Promise<object[]> {
  return app.sql(CHAIN_FAULTS);
}

/** A death between the 250 and its mark sends a mail once more: so twice, and under the same id. */
function copiedTooOften({ mails: { mails } }: CrashScene): string[] {
  const copies = new Map<string, number>();
  for (const { messageId = '' } of mails) copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
  return [...copies]
    .filter(([, count]) => count > 2)
    .map(([id, count]) => `${count} copies of the mail ${id}`);
}
