DROP TABLE jobs, leases, outbox, workspace_feeds, audit_log;
