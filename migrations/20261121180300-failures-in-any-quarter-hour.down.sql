COMMENT ON COLUMN login_throttles.window_started_at IS NULL;
COMMENT ON COLUMN login_throttles.failures IS NULL;
ALTER TABLE login_throttles DROP COLUMN failed_as, DROP COLUMN failed_at;
