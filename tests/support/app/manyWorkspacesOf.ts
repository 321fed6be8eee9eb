import type { TestApp } from './TestApp';

/** So many workspaces more that an account owns, made behind the application's back. */
export async function manyWorkspacesOf(app: TestApp, userId: string, count: number): Promise<void> {
  await app.sql(
    `WITH made AS (INSERT INTO workspaces (id, name, slug)
       SELECT id, 'Many', 'many-' || id FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $2)) AS ids
       RETURNING id)
     INSERT INTO memberships (workspace_id, user_id, role) SELECT id, $1, 'owner' FROM made`,
    [userId, count],
  );
}
