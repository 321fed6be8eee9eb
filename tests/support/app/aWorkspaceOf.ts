import { randomUUID } from 'node:crypto';
import type { TestApp } from './TestApp';

export interface WorkspaceFacts {
  readonly role?: string;
  readonly status?: 'active' | 'suspended';
  readonly membership?: 'active' | 'inactive';
  /** How long ago the account joined it, and was last led there: '2 days'. */
  readonly joined?: string;
  readonly lastUsed?: string;
}

/** One more workspace of that account, made behind the application's back. @returns its id. */
export async function aWorkspaceOf(
  app: TestApp,
  userId: string,
  { role = 'member', status = 'active', membership = 'active', joined = '1 hour', lastUsed }: WorkspaceFacts,
): Promise<string> {
  const id = randomUUID();
  await app.sql(`INSERT INTO workspaces (id, name, slug, status) VALUES ($1, 'Beta', $2, $3)`, [
    id,
    `beta-${id}`,
    status,
  ]);
  await app.sql(
    `INSERT INTO memberships (workspace_id, user_id, role, status, joined_at, last_used_at)
     VALUES ($1, $2, $3, $4, now() - $5::interval, now() - $6::interval)`,
    [id, userId, role, membership, joined, lastUsed ?? null],
  );
  return id;
}
