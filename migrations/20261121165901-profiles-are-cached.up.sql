-- Processes remember all of an account now, so that any change of it makes them forget it.
DROP TRIGGER drop_cached ON users;
CREATE TRIGGER drop_cached AFTER UPDATE ON users FOR EACH ROW
  WHEN (OLD IS DISTINCT FROM NEW)
  EXECUTE FUNCTION drop_cached();
