-- Each is the way by which the rows whose time is over are found (docs/deployment/retention.md).
CREATE INDEX outbox_published_idx ON outbox (published_at)
  WHERE workspace_id IS NOT NULL AND published_at IS NOT NULL;
CREATE INDEX outbox_published_alone_idx ON outbox (published_at)
  WHERE workspace_id IS NULL AND published_at IS NOT NULL;
CREATE INDEX jobs_done_idx ON jobs (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX jobs_dead_idx ON jobs (dead_at) WHERE dead_at IS NOT NULL;
-- Neither column changes with a refresh, so that a refresh costs no more than before.
CREATE INDEX sessions_over_idx ON sessions (coalesce(ended_at, ends_at));
CREATE INDEX refresh_tokens_created_idx ON refresh_tokens (created_at);
CREATE INDEX one_time_tokens_over_idx ON one_time_tokens (least(consumed_at, expires_at));
CREATE INDEX login_throttles_quiet_idx
  ON login_throttles (greatest(window_started_at, pending_until, locked_until));
CREATE INDEX invite_link_guests_registered_idx ON invite_link_guests (registered_at);

-- To lock a row takes the right to change one column of it.
GRANT UPDATE (registered_at) ON invite_link_guests TO portico_system;

-- Nobody remembers a session that was over long ago; thousands of drops at once would be read by every process.
DROP TRIGGER drop_cached_deleted ON sessions;
CREATE TRIGGER drop_cached_deleted AFTER DELETE ON sessions FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND OLD.expires_at > now() - interval '1 day')
  EXECUTE FUNCTION drop_cached();
