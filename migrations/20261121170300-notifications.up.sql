CREATE TABLE notifications (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  workspace_id uuid REFERENCES workspaces (id),
  kind text NOT NULL,
  message text NOT NULL,
  facts jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  read_at timestamptz,
  PRIMARY KEY (user_id, id)
);
COMMENT ON COLUMN notifications.id IS 'of the event that caused it, so that an event notifies a person once';
COMMENT ON COLUMN notifications.workspace_id IS 'what it is about; it is its owner''s wherever they are, and stays when they leave';
COMMENT ON COLUMN notifications.facts IS 'what the message is made of, as it was then';
CREATE INDEX notifications_unread_idx ON notifications (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notifications_read_idx ON notifications (read_at) WHERE read_at IS NOT NULL;
CREATE INDEX notifications_created_idx ON notifications (created_at);

CREATE TABLE notification_preferences (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind_group text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('in-app', 'mail')),
  enabled boolean NOT NULL,
  PRIMARY KEY (user_id, kind_group, channel)
);
COMMENT ON TABLE notification_preferences IS 'what somebody chose; the defaults stand in the code';

ALTER TABLE notifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON notifications TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY my_own ON notifications TO portico_app
  USING (user_id = (SELECT app_user())) WITH CHECK (user_id = (SELECT app_user()));
-- To lock a row takes the right to change one column of it.
GRANT SELECT, INSERT, DELETE, UPDATE (read_at) ON notifications TO portico_system;
GRANT SELECT, UPDATE (read_at) ON notifications TO portico_app;

ALTER TABLE notification_preferences ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_preferences FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON notification_preferences TO portico_system USING (true) WITH CHECK (true);
CREATE POLICY my_own ON notification_preferences TO portico_app
  USING (user_id = (SELECT app_user())) WITH CHECK (user_id = (SELECT app_user()));
GRANT SELECT ON notification_preferences TO portico_system;
GRANT SELECT, INSERT, UPDATE ON notification_preferences TO portico_app;
