ALTER TABLE audit_log ADD COLUMN seal bytea;
COMMENT ON COLUMN audit_log.seal IS 'HMAC of what the application wrote, by AUDIT_HMAC_KEY: a row without a right one was put in by somebody else';

CREATE TABLE audit_chain (
  chain_id uuid NOT NULL,
  number bigint NOT NULL CHECK (number > 0),
  entry_id uuid NOT NULL UNIQUE,
  mac bytea NOT NULL,
  PRIMARY KEY (chain_id, number)
);
COMMENT ON TABLE audit_chain IS 'one link for each row of audit_log, numbered without gaps; only appended to';
COMMENT ON COLUMN audit_chain.chain_id IS 'the workspace, or the nil UUID for rows that belong to none';
COMMENT ON COLUMN audit_chain.mac IS 'HMAC over the link before, the number and every column of the row';
-- No foreign key to audit_log: a row that is gone must leave a link behind that tells so.

CREATE TABLE audit_unchained (entry_id uuid PRIMARY KEY);
COMMENT ON TABLE audit_unchained IS 'rows of audit_log that wait for their link';

CREATE FUNCTION chain_later() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unchained (entry_id) SELECT id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER chain_later AFTER INSERT ON audit_log REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION chain_later();

ALTER TABLE audit_log NO FORCE ROW LEVEL SECURITY;
INSERT INTO audit_unchained (entry_id) SELECT id FROM audit_log;
ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;

ALTER TABLE audit_chain ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_chain FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON audit_chain TO portico_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON audit_chain TO portico_system;
GRANT SELECT, INSERT, DELETE ON audit_unchained TO portico_system;
GRANT INSERT ON audit_unchained TO portico_app;
