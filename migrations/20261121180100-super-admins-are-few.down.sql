DROP INDEX users_platform_role_idx;
