CREATE TABLE totp_factors (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  secret bytea NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  confirmed_at timestamptz,
  last_step integer
);
COMMENT ON COLUMN totp_factors.secret IS 'sealed for this account';
COMMENT ON COLUMN totp_factors.confirmed_at IS 'since when it is asked for; null while it waits for its first code';
COMMENT ON COLUMN totp_factors.last_step IS 'the latest time step whose code was accepted; no code up to it is accepted again';

CREATE TABLE recovery_codes (
  user_id uuid NOT NULL REFERENCES totp_factors (user_id) ON DELETE CASCADE,
  hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, hash)
);

-- Who sees a person may see whether they have a second factor, and nothing else of it.
ALTER TABLE totp_factors ENABLE ROW LEVEL SECURITY;
ALTER TABLE totp_factors FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON totp_factors TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY self_or_colleague ON totp_factors FOR SELECT TO portico_app
  USING (EXISTS (SELECT 1 FROM users u WHERE u.id = totp_factors.user_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_factors, recovery_codes TO portico_system;
GRANT SELECT (user_id, confirmed_at) ON totp_factors TO portico_app;
