DROP TRIGGER drop_cached ON users;
CREATE TRIGGER drop_cached AFTER UPDATE ON users FOR EACH ROW
  WHEN ((OLD.email, OLD.email_verified, OLD.status, OLD.platform_role, OLD.deleted_at)
    IS DISTINCT FROM (NEW.email, NEW.email_verified, NEW.status, NEW.platform_role, NEW.deleted_at))
  EXECUTE FUNCTION drop_cached();
