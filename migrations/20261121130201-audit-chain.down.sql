DROP TRIGGER chain_later ON audit_log;
DROP FUNCTION chain_later();
DROP TABLE audit_unchained, audit_chain;
ALTER TABLE audit_log DROP COLUMN seal;
