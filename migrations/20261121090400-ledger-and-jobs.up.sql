CREATE TABLE audit_log (
  id uuid PRIMARY KEY,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  action text NOT NULL,
  actor_id uuid,
  subject_id uuid,
  workspace_id uuid,
  details jsonb NOT NULL,
  ip text,
  user_agent text,
  request_id text
);
CREATE INDEX audit_log_workspace_idx ON audit_log (workspace_id, id DESC);
CREATE INDEX audit_log_subject_idx ON audit_log (subject_id, id DESC);

CREATE TABLE workspace_feeds (
  workspace_id uuid PRIMARY KEY,
  head_seq bigint NOT NULL DEFAULT 0
);

CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY,
  workspace_id uuid,
  seq bigint,
  name text NOT NULL,
  subject_id uuid,
  actor_id uuid,
  request_id text,
  occurred_at timestamptz NOT NULL DEFAULT now(),
  payload jsonb NOT NULL,
  staged_at timestamptz,
  published_at timestamptz,
  UNIQUE (workspace_id, seq)
);
COMMENT ON COLUMN outbox.seq IS 'place in the workspace''s feed, given by the relay in the order in which commits became visible';
COMMENT ON COLUMN outbox.staged_at IS 'numbered, and its reactions enqueued as jobs';
CREATE INDEX outbox_unpublished_idx ON outbox (position) WHERE published_at IS NULL;

CREATE TABLE leases (
  name text PRIMARY KEY,
  holder uuid NOT NULL,
  held_until timestamptz NOT NULL
);

CREATE TABLE cache_drops (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cache_key text NOT NULL,
  dropped_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE cache_drops IS 'what every process must forget; heard by polling, of use for seconds only';
CREATE INDEX cache_drops_recent_idx ON cache_drops (dropped_at);

CREATE TABLE jobs (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  sealed bytea,
  dedupe_key text UNIQUE,
  request_id text,
  attempts integer NOT NULL DEFAULT 0,
  deaths integer NOT NULL DEFAULT 0,
  run_at timestamptz NOT NULL DEFAULT now(),
  leased_by uuid,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  dead_at timestamptz
);
COMMENT ON COLUMN jobs.run_at IS 'when it may be taken next; while it is leased, when the lease runs out';
COMMENT ON COLUMN jobs.deaths IS 'workers that were gone when their lease ran out';
COMMENT ON COLUMN jobs.sealed IS 'secret part of the payload, encrypted; erased when the job ends';
CREATE INDEX jobs_due_idx ON jobs (run_at) WHERE done_at IS NULL AND dead_at IS NULL;

ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON audit_log TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON audit_log FOR SELECT TO portico_app
  USING (workspace_id = app_workspace() OR (workspace_id IS NULL AND subject_id = app_user()));
CREATE POLICY append ON audit_log FOR INSERT TO portico_app
  WITH CHECK (workspace_id IS NULL OR workspace_id = app_workspace());
GRANT SELECT, INSERT ON audit_log TO portico_system, portico_app;

ALTER TABLE workspace_feeds ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspace_feeds FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON workspace_feeds TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON workspace_feeds FOR SELECT TO portico_app USING (workspace_id = app_workspace());
GRANT SELECT, INSERT, UPDATE ON workspace_feeds TO portico_system;
GRANT SELECT ON workspace_feeds TO portico_app;

ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON outbox TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON outbox FOR SELECT TO portico_app USING (workspace_id = app_workspace());
CREATE POLICY append ON outbox FOR INSERT TO portico_app
  WITH CHECK (workspace_id IS NULL OR workspace_id = app_workspace());
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO portico_system;
GRANT SELECT, INSERT ON outbox TO portico_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON jobs, leases, cache_drops TO portico_system;
GRANT INSERT ON jobs, cache_drops TO portico_app;
