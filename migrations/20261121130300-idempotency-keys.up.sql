CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL,
  call_hash bytea NOT NULL,
  answered_at timestamptz NOT NULL DEFAULT now(),
  sealed bytea NOT NULL,
  PRIMARY KEY (user_id, call_hash)
);
COMMENT ON TABLE idempotency_keys IS 'calls that took effect under an Idempotency-Key; written in the transaction of the effect, of use for 24 hours';
COMMENT ON COLUMN idempotency_keys.call_hash IS 'SHA-256 of route and key';
COMMENT ON COLUMN idempotency_keys.sealed IS 'SHA-256 of what was sent, and the answer; encrypted';
CREATE INDEX idempotency_keys_answered_idx ON idempotency_keys (answered_at);

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON idempotency_keys TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY my_own ON idempotency_keys TO portico_app
  USING (user_id = app_user()) WITH CHECK (user_id = app_user());
GRANT SELECT, UPDATE, DELETE ON idempotency_keys TO portico_system;
GRANT SELECT, INSERT, UPDATE ON idempotency_keys TO portico_app;
