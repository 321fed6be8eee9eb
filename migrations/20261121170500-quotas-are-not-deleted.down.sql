GRANT DELETE ON invitation_quotas TO portico_app;
