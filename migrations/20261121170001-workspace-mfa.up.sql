ALTER TABLE workspaces ADD COLUMN mfa_required boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN workspaces.mfa_required IS 'refuses members without a second factor';

-- Whoever turns the demand on or off, or a second factor, by whatever way, makes all processes forget who is let in.
CREATE TRIGGER drop_cached_demand AFTER UPDATE ON workspaces FOR EACH ROW
  WHEN (OLD.mfa_required IS DISTINCT FROM NEW.mfa_required)
  EXECUTE FUNCTION drop_cached();

CREATE FUNCTION drop_cached_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cache_drops (cache_key)
  SELECT 'tenancy:' || m.workspace_id || ':' || m.user_id FROM memberships m
  WHERE m.user_id = coalesce(NEW.user_id, OLD.user_id);
  RETURN NULL;
END $$;
CREATE TRIGGER drop_cached_added AFTER INSERT ON totp_factors FOR EACH ROW
  WHEN (NEW.confirmed_at IS NOT NULL)
  EXECUTE FUNCTION drop_cached_places();
CREATE TRIGGER drop_cached AFTER UPDATE ON totp_factors FOR EACH ROW
  WHEN ((OLD.confirmed_at IS NULL) <> (NEW.confirmed_at IS NULL))
  EXECUTE FUNCTION drop_cached_places();
CREATE TRIGGER drop_cached_deleted AFTER DELETE ON totp_factors FOR EACH ROW
  WHEN (OLD.confirmed_at IS NOT NULL)
  EXECUTE FUNCTION drop_cached_places();
