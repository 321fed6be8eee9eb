CREATE TABLE workspaces (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL,
  plan text NOT NULL DEFAULT 'free',
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  seat_limit integer CHECK (seat_limit > 0),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE UNIQUE INDEX workspaces_slug_key ON workspaces (slug) WHERE deleted_at IS NULL;

CREATE TABLE memberships (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  user_id uuid NOT NULL REFERENCES users (id),
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'member', 'viewer')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
  version integer NOT NULL DEFAULT 1,
  joined_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX memberships_user_idx ON memberships (user_id);

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON users TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY self_or_colleague ON users FOR SELECT TO portico_app USING (
  id = app_user()
  OR EXISTS (SELECT 1 FROM memberships m WHERE m.workspace_id = app_workspace() AND m.user_id = users.id)
);
CREATE POLICY self_edit ON users FOR UPDATE TO portico_app USING (id = app_user()) WITH CHECK (id = app_user());
GRANT SELECT, INSERT, UPDATE ON users TO portico_system;
GRANT SELECT, UPDATE ON users TO portico_app;

ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspaces FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON workspaces TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY mine ON workspaces FOR SELECT TO portico_app USING (
  id = app_workspace()
  OR EXISTS (SELECT 1 FROM memberships m WHERE m.workspace_id = workspaces.id AND m.user_id = app_user())
);
CREATE POLICY this_workspace ON workspaces FOR UPDATE TO portico_app
  USING (id = app_workspace()) WITH CHECK (id = app_workspace());
GRANT SELECT, INSERT, UPDATE ON workspaces TO portico_system;
GRANT SELECT, UPDATE ON workspaces TO portico_app;

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON memberships TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON memberships TO portico_app
  USING (workspace_id = app_workspace()) WITH CHECK (workspace_id = app_workspace());
CREATE POLICY my_own ON memberships FOR SELECT TO portico_app USING (user_id = app_user());
GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO portico_system, portico_app;
