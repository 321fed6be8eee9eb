/** What PostgreSQL says about an error without repeating the values it was about, as `detail` and `where` do. */
const FROM_THE_DATABASE = ['severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

type Known = Error & Readonly<Record<string, unknown>>;

/**
 * The fields of an error that say what went wrong. A list of what is allowed, not of what is not: Sequelize's
 * errors carry the statement's parameters and the row; body-parser's the raw body; nodemailer's the mail.
 */
export function describeError(error: Error): object {
  const known = error as Known;
  const fromDatabase = (known.original ?? known) as Readonly<Record<string, unknown>>;
  return {
    name: error.name,
    message: error.message,
    code: known.code ?? fromDatabase.code,
    kind: known.kind,
    syscall: known.syscall,
    ...Object.fromEntries(FROM_THE_DATABASE.map((name) => [name, fromDatabase[name]])),
    ...(typeof known.sql === 'string' && { sql: withoutLiterals(known.sql) }),
    ...(error.cause instanceof Error && { cause: error.cause }),
    ...(Array.isArray(known.errors) && { errors: known.errors.filter((inner) => inner instanceof Error) }),
  };
}

/** A statement up to its first text literal: the rest may hold values. */
function withoutLiterals(sql: string): string {
  const quote = sql.search(/'|\$\w*\$/);
  return quote < 0 ? sql : `${sql.slice(0, quote)}…`;
}
