-- The way by which the few super admins are found among all accounts.
CREATE INDEX users_platform_role_idx ON users (id) WHERE platform_role IS NOT NULL;
