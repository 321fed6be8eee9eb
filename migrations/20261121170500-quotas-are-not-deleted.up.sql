-- What was counted is not forgotten by deleting it: retention does that, as the system role.
REVOKE DELETE ON invitation_quotas FROM portico_app;
