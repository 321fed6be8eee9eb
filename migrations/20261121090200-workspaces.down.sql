DROP POLICY self_or_colleague ON users;
DROP POLICY self_edit ON users;
DROP POLICY system_all ON users;
ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
ALTER TABLE users DISABLE ROW LEVEL SECURITY;
REVOKE ALL ON users FROM portico_app, portico_system;
DROP TABLE memberships, workspaces;
