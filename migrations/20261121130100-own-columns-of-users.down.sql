REVOKE UPDATE ON users FROM portico_app;
GRANT UPDATE ON users TO portico_app;
