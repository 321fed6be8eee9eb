import type { ProcessScene } from './ProcessScene';
import type { Entry } from './SignUpLoad';

export interface Verdict {
  /** Acknowledged and not there in full. */
  readonly lost: string[];
  /** Some rows of a sign-up without the others. */
  readonly half: string[];
  /** Audit rows beside one for each effect. */
  readonly unaudited: number;
  /** Events and mails that nobody will send any more, or that are still owed. */
  readonly unsent: number;
  /** Addresses without a mail, and those that have copies of one with different Message-IDs. */
  readonly unmailed: string[];
  readonly differentIds: string[];
  /** Most copies of one mail. */
  readonly copies: number;
}

const ROWS = `
  SELECT e.email,
    (SELECT count(*) FROM users u WHERE u.email = e.email)::int AS users,
    (SELECT count(*) FROM users u JOIN credentials c ON c.user_id = u.id WHERE u.email = e.email)::int AS credentials,
    (SELECT count(*) FROM users u JOIN memberships m ON m.user_id = u.id JOIN workspaces w ON w.id = m.workspace_id
      WHERE u.email = e.email)::int AS workspaces,
    (SELECT count(*) FROM users u JOIN sessions s ON s.user_id = u.id JOIN refresh_tokens t ON t.session_id = s.id
      WHERE u.email = e.email)::int AS sessions,
    (SELECT count(*) FROM audit_log WHERE action = 'user.registered' AND details ->> 'email' = e.email)::int AS audits,
    (SELECT count(*) FROM outbox WHERE name = 'user:registered' AND payload ->> 'email' = e.email)::int AS events
  FROM unnest($1::text[]) AS e(email)`;

/** Reads the database and the mails against what clients noted, after everything owed was drained. */
export async function checkJournal(scene: ProcessScene, journal: readonly Entry[]): Promise<Verdict> {
  const rows = await scene.sql<{ email: string } & Record<string, number>>(ROWS, [
    journal.map(({ email }) => email),
  ]);
  const counts = new Map(rows.map(({ email, ...row }) => [email, Object.values(row)]));
  const whole = (email: string) => counts.get(email)?.every((count) => count === 1) ?? false;
  const none = (email: string) => counts.get(email)?.every((count) => count === 0) ?? false;
  const emails = journal.map(({ email }) => email);
  const there = emails.filter(whole);
  const mailsTo = (email: string) => scene.mails.mails.filter((mail) => mail.envelope.to.includes(email));
  const idsOf = (email: string) => mailsTo(email).map(({ messageId }) => messageId);
  const subjectsOf = (email: string) => mailsTo(email).map(({ subject }) => subject);
  const [unsent] = await scene.sql<{ count: number }>(
    `SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL)::int
       + (SELECT count(*) FROM jobs WHERE done_at IS NULL)::int AS count`,
  );
  const [registered] = await scene.sql<{ audits: number; users: number }>(
    `SELECT (SELECT count(*) FROM audit_log WHERE action = 'user.registered')::int AS audits,
       (SELECT count(*) FROM users)::int AS users`,
  );
  return {
    lost: journal.filter(({ email, status }) => status === 201 && !whole(email)).map(({ email }) => email),
    half: emails.filter((email) => !whole(email) && !none(email)),
    unaudited: (registered?.users ?? 0) - (registered?.audits ?? 0),
    unsent: unsent?.count ?? 0,
    unmailed: there.filter((email) => idsOf(email).length === 0),
    differentIds: there.filter((email) => new Set(idsOf(email)).size > new Set(subjectsOf(email)).size),
    copies: Math.max(...there.map((email) => mostOfOne(idsOf(email)))),
  };
}

function mostOfOne<T>(values: readonly T[]): number {
  return Math.max(0, ...values.map((value) => values.filter((other) => other === value).length));
}
