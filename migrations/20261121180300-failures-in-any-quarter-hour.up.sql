-- Each failed check for itself, so that any five within 15 minutes lock, and not only those of one fixed window.
ALTER TABLE login_throttles
  ADD COLUMN failed_at timestamptz[] NOT NULL DEFAULT '{}',
  ADD COLUMN failed_as text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN login_throttles.failed_at IS 'when checks failed, the earliest first: those that still count';
COMMENT ON COLUMN login_throttles.failed_as IS 'which spelling of the address each of them tried';
COMMENT ON COLUMN login_throttles.failures IS 'how many those are';
COMMENT ON COLUMN login_throttles.window_started_at IS 'the earliest of them; else when the row was made';
UPDATE login_throttles SET failed_at = array_fill(window_started_at, ARRAY[failures]),
  failed_as = array_fill(identifier, ARRAY[failures])
WHERE failures > 0;
