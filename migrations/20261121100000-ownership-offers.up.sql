CREATE TABLE ownership_offers (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces (id),
  from_user_id uuid NOT NULL,
  to_user_id uuid NOT NULL,
  offered_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (workspace_id, from_user_id) REFERENCES memberships ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, to_user_id) REFERENCES memberships ON DELETE CASCADE
);
COMMENT ON TABLE ownership_offers IS 'one open offer a workspace; it goes with either member';

ALTER TABLE ownership_offers ENABLE ROW LEVEL SECURITY;
ALTER TABLE ownership_offers FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON ownership_offers TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON ownership_offers TO portico_app
  USING (workspace_id = app_workspace()) WITH CHECK (workspace_id = app_workspace());
GRANT SELECT, INSERT, UPDATE, DELETE ON ownership_offers TO portico_system, portico_app;
