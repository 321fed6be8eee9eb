-- What a member may edit of their workspace and its members. Who joins, and when somebody was last led there, is for
-- the system role, which founds workspaces and admits members after what each of them asks for; so is whether a workspace is suspended.
REVOKE INSERT, UPDATE ON memberships FROM portico_app;
GRANT UPDATE (role, status, version) ON memberships TO portico_app;
REVOKE UPDATE ON workspaces FROM portico_app;
GRANT UPDATE (name, slug, plan, seat_limit, mfa_required, version, updated_at, deleted_at) ON workspaces TO portico_app;
-- Sessions begin, go on and end by the system role alone.
REVOKE UPDATE ON sessions FROM portico_app;
