CREATE TABLE credentials (
  user_id uuid PRIMARY KEY REFERENCES users (id),
  password_hash text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  workspace_id uuid REFERENCES workspaces (id),
  ip text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text
);
COMMENT ON COLUMN sessions.expires_at IS 'slides with each refresh';
COMMENT ON COLUMN sessions.ends_at IS 'the absolute end, however often it is refreshed';
CREATE INDEX sessions_user_idx ON sessions (user_id, created_at) WHERE ended_at IS NULL;

CREATE TABLE refresh_tokens (
  hash bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  rotated_at timestamptz,
  successor_hash bytea,
  successor_salt bytea
);
CREATE INDEX refresh_tokens_session_idx ON refresh_tokens (session_id);
CREATE UNIQUE INDEX refresh_tokens_one_leaf ON refresh_tokens (session_id) WHERE rotated_at IS NULL;
CREATE INDEX refresh_tokens_salts_idx ON refresh_tokens (rotated_at) WHERE successor_salt IS NOT NULL;
CREATE UNIQUE INDEX refresh_tokens_successor_idx ON refresh_tokens (successor_hash);

CREATE TABLE one_time_tokens (
  hash bytea PRIMARY KEY,
  purpose text NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id),
  email text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  claimed_until timestamptz,
  consumed_at timestamptz
);
COMMENT ON COLUMN one_time_tokens.claimed_until IS 'somebody is about to use it; free again when this has passed';
COMMENT ON COLUMN one_time_tokens.email IS 'the address it was mailed to; using it proves that address and no other';
CREATE INDEX one_time_tokens_user_idx ON one_time_tokens (user_id, purpose, created_at);

CREATE TABLE login_throttles (
  identifier text PRIMARY KEY,
  failures integer NOT NULL DEFAULT 0,
  window_started_at timestamptz NOT NULL DEFAULT now(),
  pending integer NOT NULL DEFAULT 0,
  pending_until timestamptz NOT NULL DEFAULT now(),
  locks integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);
COMMENT ON TABLE login_throttles IS 'failed password checks by normalised e-mail, whether an account has it or not';

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON sessions TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY my_own ON sessions TO portico_app USING (user_id = app_user()) WITH CHECK (user_id = app_user());
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO portico_system;
GRANT SELECT, UPDATE ON sessions TO portico_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON credentials, refresh_tokens, one_time_tokens, login_throttles TO portico_system;
