DROP TRIGGER drop_cached_deleted ON sessions;
CREATE TRIGGER drop_cached_deleted AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION drop_cached();

REVOKE UPDATE (registered_at) ON invite_link_guests FROM portico_system;

DROP INDEX invite_link_guests_registered_idx;
DROP INDEX login_throttles_quiet_idx;
DROP INDEX one_time_tokens_over_idx;
DROP INDEX refresh_tokens_created_idx;
DROP INDEX sessions_over_idx;
DROP INDEX jobs_dead_idx;
DROP INDEX jobs_done_idx;
DROP INDEX outbox_published_alone_idx;
DROP INDEX outbox_published_idx;
