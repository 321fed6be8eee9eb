/** Selects a `Notification`. */
export const NOTIFICATION = `id, kind, message, facts, workspace_id AS "workspaceId", created_at AS "createdAt",
  read_at AS "readAt"`;
