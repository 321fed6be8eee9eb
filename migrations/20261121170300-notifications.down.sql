DROP TABLE notification_preferences, notifications;
