CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  email text NOT NULL CHECK (email = lower(email)),
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'member', 'viewer')),
  status text NOT NULL CHECK (status IN ('pending', 'accepted', 'declined', 'revoked', 'expired')),
  invited_by uuid NOT NULL REFERENCES users (id),
  accepted_by uuid REFERENCES users (id),
  token_hash bytea NOT NULL UNIQUE,
  version integer NOT NULL DEFAULT 1,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON COLUMN invitations.status IS 'a pending one whose time is over counts as expired before anybody notes it';
CREATE UNIQUE INDEX invitations_one_pending ON invitations (workspace_id, email) WHERE status = 'pending';
CREATE INDEX invitations_workspace_idx ON invitations (workspace_id, id DESC);

CREATE TABLE invitation_quotas (
  key text PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now(),
  sent integer NOT NULL,
  most integer NOT NULL
);
COMMENT ON TABLE invitation_quotas IS 'invitation mails of the running hour by workspace, inviter and hashed recipient, over all workspaces';
CREATE INDEX invitation_quotas_started_idx ON invitation_quotas (started_at);

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON invitations TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON invitations TO portico_app
  USING (workspace_id = app_workspace()) WITH CHECK (workspace_id = app_workspace());
GRANT SELECT, INSERT, UPDATE ON invitations TO portico_system, portico_app;

ALTER TABLE invitation_quotas ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitation_quotas FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON invitation_quotas TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY my_own ON invitation_quotas TO portico_app
  USING (key IN ('workspace:' || app_workspace(), 'inviter:' || app_user()) OR starts_with(key, 'recipient:'))
  WITH CHECK (key IN ('workspace:' || app_workspace(), 'inviter:' || app_user()) OR starts_with(key, 'recipient:'));
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation_quotas TO portico_system, portico_app;
