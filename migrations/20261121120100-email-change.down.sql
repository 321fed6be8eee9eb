DELETE FROM one_time_tokens WHERE session_id IS NOT NULL;
ALTER TABLE one_time_tokens DROP COLUMN session_id;
