ALTER TABLE one_time_tokens ADD COLUMN session_id uuid REFERENCES sessions (id) ON DELETE CASCADE;
COMMENT ON COLUMN one_time_tokens.session_id IS 'the session it was asked for in and dies with';
CREATE INDEX one_time_tokens_session_idx ON one_time_tokens (session_id) WHERE session_id IS NOT NULL;
