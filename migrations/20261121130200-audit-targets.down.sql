DROP INDEX audit_log_action_idx, audit_log_actor_idx, audit_log_target_idx, audit_log_request_idx;
ALTER TABLE audit_log DROP COLUMN target_type, DROP COLUMN target_id;
COMMENT ON COLUMN audit_log.subject_id IS NULL;
