DROP TABLE jobs, cache_drops, leases, outbox, workspace_feeds, audit_log;
