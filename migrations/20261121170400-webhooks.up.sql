CREATE TABLE webhook_endpoints (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  id uuid NOT NULL,
  url text NOT NULL,
  description text NOT NULL,
  events text[] NOT NULL CHECK (cardinality(events) > 0),
  secret bytea NOT NULL,
  previous_secret bytea,
  previous_until timestamptz,
  enabled boolean NOT NULL DEFAULT true,
  disabled_reason text CHECK (disabled_reason IN ('manual', 'gone', 'failing')),
  disabled_at timestamptz,
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  paused_until timestamptz,
  created_by uuid NOT NULL REFERENCES users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  deleted_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  CONSTRAINT webhook_endpoints_deleted CHECK (deleted_at IS NULL OR NOT enabled),
  CONSTRAINT webhook_endpoints_why_disabled
    CHECK (enabled = (disabled_reason IS NULL) AND enabled = (disabled_at IS NULL)),
  CONSTRAINT webhook_endpoints_previous CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
);
COMMENT ON COLUMN webhook_endpoints.events IS 'names of events it is told, * for all';
COMMENT ON COLUMN webhook_endpoints.secret IS 'sealed for this endpoint';
COMMENT ON COLUMN webhook_endpoints.previous_secret IS 'signs beside the new one until previous_until';
COMMENT ON COLUMN webhook_endpoints.failures IS 'attempts in a row that failed, since failing_since';
COMMENT ON COLUMN webhook_endpoints.deleted_at IS 'nobody sees it any more; it goes once its deliveries have gone, in small batches';
CREATE INDEX webhook_endpoints_deleted_idx ON webhook_endpoints (deleted_at);
COMMENT ON COLUMN webhook_endpoints.paused_until IS 'it did not answer and is left alone until then, so that it holds up nobody else';

CREATE TABLE webhook_deliveries (
  workspace_id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  seq bigint,
  event text NOT NULL,
  body text NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
  round integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  last_status_code integer,
  last_error text,
  next_attempt_at timestamptz DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  PRIMARY KEY (workspace_id, endpoint_id, event_id),
  FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoints ON DELETE CASCADE
);
COMMENT ON TABLE webhook_deliveries IS 'one row an event and endpoint, written in the transaction that numbers the event';
COMMENT ON COLUMN webhook_deliveries.round IS 'how often somebody asked for it; the job of an earlier round does nothing';
CREATE INDEX webhook_deliveries_status_idx ON webhook_deliveries (workspace_id, endpoint_id, status, event_id);
CREATE INDEX webhook_deliveries_created_idx ON webhook_deliveries (created_at);

CREATE TABLE webhook_attempts (
  workspace_id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  number integer NOT NULL,
  attempted_at timestamptz NOT NULL DEFAULT now(),
  duration_ms integer NOT NULL,
  status_code integer,
  error text,
  response text,
  PRIMARY KEY (workspace_id, endpoint_id, event_id, number),
  FOREIGN KEY (workspace_id, endpoint_id, event_id) REFERENCES webhook_deliveries ON DELETE CASCADE
);
COMMENT ON COLUMN webhook_attempts.response IS 'the beginning of what was answered';

ALTER TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_endpoints FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON webhook_endpoints TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON webhook_endpoints TO portico_app
  USING (workspace_id = (SELECT app_workspace())) WITH CHECK (workspace_id = (SELECT app_workspace()));
GRANT SELECT, UPDATE, DELETE ON webhook_endpoints TO portico_system;
GRANT SELECT, INSERT, UPDATE ON webhook_endpoints TO portico_app;

ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON webhook_deliveries TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON webhook_deliveries TO portico_app
  USING (workspace_id = (SELECT app_workspace())) WITH CHECK (workspace_id = (SELECT app_workspace()));
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_deliveries TO portico_system;
GRANT SELECT, INSERT, UPDATE (status, round, next_attempt_at, settled_at) ON webhook_deliveries TO portico_app;

ALTER TABLE webhook_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_attempts FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON webhook_attempts TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON webhook_attempts FOR SELECT TO portico_app
  USING (workspace_id = (SELECT app_workspace()));
GRANT SELECT, INSERT ON webhook_attempts TO portico_system;
GRANT SELECT ON webhook_attempts TO portico_app;
