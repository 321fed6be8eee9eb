ALTER TABLE audit_log ADD COLUMN target_type text, ADD COLUMN target_id uuid;
COMMENT ON COLUMN audit_log.subject_id IS 'the account it concerns: rows with it make up that person''s security log';
COMMENT ON COLUMN audit_log.target_id IS 'what was acted on: an account, else what the action names, else the workspace';

-- The wall holds for the owner, too; this step is the one that looks past it.
ALTER TABLE audit_log NO FORCE ROW LEVEL SECURITY;
UPDATE audit_log SET
  target_type = CASE
    WHEN action LIKE 'invite.%' THEN 'invitation' WHEN subject_id IS NOT NULL THEN 'user' ELSE 'workspace' END,
  target_id = CASE
    WHEN action LIKE 'invite.%' THEN (details ->> 'invitationId')::uuid ELSE coalesce(subject_id, workspace_id) END
WHERE coalesce(subject_id, workspace_id) IS NOT NULL;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;

CREATE INDEX audit_log_action_idx ON audit_log (workspace_id, action COLLATE "C", id DESC);
CREATE INDEX audit_log_actor_idx ON audit_log (actor_id, id DESC);
CREATE INDEX audit_log_target_idx ON audit_log (target_id, id DESC);
CREATE INDEX audit_log_request_idx ON audit_log (request_id);
