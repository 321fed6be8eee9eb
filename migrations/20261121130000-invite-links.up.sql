CREATE TABLE invite_links (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  role text NOT NULL CHECK (role IN ('admin', 'manager', 'member', 'viewer')),
  allowed_domains text[] NOT NULL,
  max_uses integer CHECK (max_uses > 0),
  uses integer NOT NULL DEFAULT 0,
  invited_by uuid NOT NULL REFERENCES users (id),
  token_hash bytea NOT NULL UNIQUE,
  version integer NOT NULL DEFAULT 1,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  UNIQUE (workspace_id, id),
  CONSTRAINT invite_links_most_uses CHECK (uses BETWEEN 0 AND coalesce(max_uses, uses))
);
COMMENT ON COLUMN invite_links.allowed_domains IS 'of the addresses that may join, in ASCII; empty for any';

CREATE TABLE invite_link_guests (
  user_id uuid PRIMARY KEY REFERENCES users (id),
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  link_id uuid NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (workspace_id, link_id) REFERENCES invite_links (workspace_id, id)
);
COMMENT ON TABLE invite_link_guests IS 'who registered by a link, until their address is verified and they join';

ALTER TABLE invite_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE invite_links FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON invite_links TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY this_workspace ON invite_links TO portico_app
  USING (workspace_id = app_workspace()) WITH CHECK (workspace_id = app_workspace());
GRANT SELECT, UPDATE ON invite_links TO portico_system;
GRANT SELECT, INSERT, UPDATE ON invite_links TO portico_app;

ALTER TABLE invite_link_guests ENABLE ROW LEVEL SECURITY;
ALTER TABLE invite_link_guests FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON invite_link_guests TO portico_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON invite_link_guests TO portico_system;
