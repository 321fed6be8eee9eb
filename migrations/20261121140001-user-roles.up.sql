CREATE TABLE user_roles (
  workspace_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, user_id, role_id),
  CONSTRAINT user_roles_member_fkey FOREIGN KEY (workspace_id, user_id) REFERENCES memberships ON DELETE CASCADE,
  CONSTRAINT user_roles_role_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES roles
);
COMMENT ON TABLE user_roles IS 'custom roles of members, beside the built-in one; they go with the membership';
CREATE INDEX user_roles_role_idx ON user_roles (workspace_id, role_id, user_id);

ALTER TABLE user_roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_roles FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON user_roles TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON user_roles TO portico_app
  USING (workspace_id = app_workspace()) WITH CHECK (workspace_id = app_workspace());
GRANT SELECT ON user_roles TO portico_system;
GRANT SELECT, INSERT, DELETE ON user_roles TO portico_app;

-- Whoever changes what members may do, by whatever way, makes all processes forget it.
CREATE FUNCTION drop_cached_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cache_drops (cache_key)
  SELECT DISTINCT 'tenancy:' || c.workspace_id || ':' || c.user_id FROM changed c;
  RETURN NULL;
END $$;
CREATE TRIGGER drop_cached_added AFTER INSERT ON user_roles REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION drop_cached_members();
CREATE TRIGGER drop_cached_deleted AFTER DELETE ON user_roles REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION drop_cached_members();

CREATE FUNCTION drop_cached_holders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cache_drops (cache_key)
  SELECT DISTINCT 'tenancy:' || u.workspace_id || ':' || u.user_id
  FROM changed c JOIN user_roles u ON u.workspace_id = c.workspace_id AND u.role_id = c.role_id;
  RETURN NULL;
END $$;
CREATE TRIGGER drop_cached_added AFTER INSERT ON role_permissions REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION drop_cached_holders();
CREATE TRIGGER drop_cached_deleted AFTER DELETE ON role_permissions REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION drop_cached_holders();
