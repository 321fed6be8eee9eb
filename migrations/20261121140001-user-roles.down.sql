DROP FUNCTION drop_cached_holders() CASCADE;
DROP FUNCTION drop_cached_members() CASCADE;
DROP TABLE user_roles;
