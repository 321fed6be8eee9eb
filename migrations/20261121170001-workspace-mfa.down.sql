DROP FUNCTION drop_cached_places() CASCADE;
DROP TRIGGER drop_cached_demand ON workspaces;
ALTER TABLE workspaces DROP COLUMN mfa_required;
