-- A session may remember only a workspace that its account is in.
ALTER POLICY my_own ON sessions USING (user_id = app_user()) WITH CHECK (
  user_id = app_user()
  AND (workspace_id IS NULL OR EXISTS (
    SELECT 1 FROM memberships m WHERE m.workspace_id = sessions.workspace_id AND m.user_id = app_user()
  ))
);
