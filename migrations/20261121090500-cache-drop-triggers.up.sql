-- Whoever changes what processes remember, by whatever way, makes all of them forget it.
CREATE FUNCTION drop_cached() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'sessions' THEN INSERT INTO cache_drops (cache_key) VALUES ('session:' || OLD.id);
    WHEN 'users' THEN INSERT INTO cache_drops (cache_key) VALUES ('account:' || OLD.id);
    WHEN 'memberships' THEN
      INSERT INTO cache_drops (cache_key) VALUES ('tenancy:' || OLD.workspace_id || ':' || OLD.user_id);
    WHEN 'workspaces' THEN
      INSERT INTO cache_drops (cache_key)
      SELECT 'tenancy:' || m.workspace_id || ':' || m.user_id FROM memberships m WHERE m.workspace_id = OLD.id;
  END CASE;
  RETURN NULL;
END $$;

CREATE TRIGGER drop_cached AFTER UPDATE ON sessions FOR EACH ROW
  WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at OR NEW.expires_at < OLD.expires_at)
  EXECUTE FUNCTION drop_cached();
CREATE TRIGGER drop_cached_deleted AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION drop_cached();

CREATE TRIGGER drop_cached AFTER UPDATE ON users FOR EACH ROW
  WHEN ((OLD.email, OLD.email_verified, OLD.status, OLD.platform_role, OLD.deleted_at)
    IS DISTINCT FROM (NEW.email, NEW.email_verified, NEW.status, NEW.platform_role, NEW.deleted_at))
  EXECUTE FUNCTION drop_cached();

CREATE TRIGGER drop_cached AFTER UPDATE ON memberships FOR EACH ROW
  WHEN ((OLD.role, OLD.status) IS DISTINCT FROM (NEW.role, NEW.status))
  EXECUTE FUNCTION drop_cached();
CREATE TRIGGER drop_cached_deleted AFTER DELETE ON memberships FOR EACH ROW EXECUTE FUNCTION drop_cached();

CREATE TRIGGER drop_cached AFTER UPDATE ON workspaces FOR EACH ROW
  WHEN ((OLD.status, OLD.deleted_at) IS DISTINCT FROM (NEW.status, NEW.deleted_at))
  EXECUTE FUNCTION drop_cached();
