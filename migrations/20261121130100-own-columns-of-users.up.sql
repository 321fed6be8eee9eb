-- What a person may edit of their own row. Address, verification, status, platform role and deletion are decided
-- by the system role alone, after what each of them asks for.
REVOKE UPDATE ON users FROM portico_app;
GRANT UPDATE (first_name, last_name, avatar_url, version, updated_at) ON users TO portico_app;
