DROP TABLE login_throttles, one_time_tokens, refresh_tokens, sessions, credentials;
