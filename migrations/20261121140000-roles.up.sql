CREATE TABLE permissions (
  name text PRIMARY KEY,
  description text NOT NULL
);
COMMENT ON TABLE permissions IS 'what the code knows, written by each process that starts; a name stays when the code forgets it';

CREATE TABLE roles (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  name text NOT NULL,
  name_key text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  CONSTRAINT roles_name_key UNIQUE (workspace_id, name_key)
);
COMMENT ON TABLE roles IS 'custom roles; the built-in ones are the same everywhere and stand in the code';
COMMENT ON COLUMN roles.name_key IS 'the name as it is compared: without case and without forms that look alike';

CREATE TABLE role_permissions (
  workspace_id uuid NOT NULL,
  role_id uuid NOT NULL,
  permission text NOT NULL REFERENCES permissions (name),
  PRIMARY KEY (workspace_id, role_id, permission),
  FOREIGN KEY (workspace_id, role_id) REFERENCES roles ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE ON permissions TO portico_system;

ALTER TABLE roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE roles FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON roles TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON roles TO portico_app
  USING (workspace_id = app_workspace()) WITH CHECK (workspace_id = app_workspace());
GRANT SELECT ON roles TO portico_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON roles TO portico_app;

ALTER TABLE role_permissions ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_permissions FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON role_permissions TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON role_permissions TO portico_app
  USING (workspace_id = app_workspace()) WITH CHECK (workspace_id = app_workspace());
GRANT SELECT ON role_permissions TO portico_system;
GRANT SELECT, INSERT, DELETE ON role_permissions TO portico_app;
