GRANT UPDATE ON sessions TO portico_app;
REVOKE UPDATE ON workspaces FROM portico_app;
GRANT UPDATE ON workspaces TO portico_app;
REVOKE UPDATE ON memberships FROM portico_app;
GRANT INSERT, UPDATE ON memberships TO portico_app;
