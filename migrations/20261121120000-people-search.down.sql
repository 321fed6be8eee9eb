DROP POLICY IF EXISTS people_search ON memberships;
DROP POLICY IF EXISTS people_search ON users;
DROP FUNCTION search_people;
DROP FUNCTION search_accounts;
DROP INDEX users_search_idx;
DROP EXTENSION pg_trgm;
