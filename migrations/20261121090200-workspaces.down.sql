DROP POLICY self_or_colleague ON users;
DROP POLICY self_edit ON users;
DROP POLICY system_all ON users;
DROP TABLE memberships;
DROP TABLE workspaces;
