DROP TABLE invitation_quotas, invitations;
