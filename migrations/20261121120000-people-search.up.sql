CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX users_search_idx ON users
  USING gin ((first_name || ' ' || last_name || ' ' || email) gin_trgm_ops) WHERE deleted_at IS NULL;

-- Row-level security would keep the trigram operators from using the index, since they are not leakproof. So this
-- looks past the wall, and keeps it itself: only a member's own workspace is searched.
CREATE FUNCTION search_people(q text, after_score real, after_id uuid, most integer)
  RETURNS TABLE (id uuid, score real) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.3
AS $$
  SELECT found.id, found.score FROM (
    SELECT u.id, word_similarity(q, u.first_name || ' ' || u.last_name || ' ' || u.email) AS score
    FROM users u JOIN memberships m ON m.user_id = u.id
    WHERE m.workspace_id = app_workspace()
      AND EXISTS (
        SELECT 1 FROM memberships me
        WHERE me.workspace_id = app_workspace() AND me.user_id = app_user() AND me.status = 'active'
      )
      AND u.deleted_at IS NULL
      AND ((u.first_name || ' ' || u.last_name || ' ' || u.email) %> q
        OR (u.first_name || ' ' || u.last_name || ' ' || u.email)
          ILIKE '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%')
  ) found
  WHERE after_id IS NULL OR (found.score, found.id) < (after_score, after_id)
  ORDER BY found.score DESC, found.id DESC LIMIT most
$$;
REVOKE ALL ON FUNCTION search_people FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_people TO portico_app;

-- The same over all accounts, for super admins.
CREATE FUNCTION search_accounts(q text, after_score real, after_id uuid, most integer)
  RETURNS TABLE (id uuid, score real) LANGUAGE sql STABLE
  SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.3
AS $$
  SELECT found.id, found.score FROM (
    SELECT u.id, word_similarity(q, u.first_name || ' ' || u.last_name || ' ' || u.email) AS score
    FROM users u
    WHERE u.deleted_at IS NULL
      AND ((u.first_name || ' ' || u.last_name || ' ' || u.email) %> q
        OR (u.first_name || ' ' || u.last_name || ' ' || u.email)
          ILIKE '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%')
  ) found
  WHERE after_id IS NULL OR (found.score, found.id) < (after_score, after_id)
  ORDER BY found.score DESC, found.id DESC LIMIT most
$$;
REVOKE ALL ON FUNCTION search_accounts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_accounts TO portico_system;

-- A function acts as its owner, and the wall is forced on owners, too, unless they are superusers.
DO $$
BEGIN
  IF NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) THEN
    CREATE POLICY people_search ON users FOR SELECT TO CURRENT_USER USING (true);
    CREATE POLICY people_search ON memberships FOR SELECT TO CURRENT_USER USING (true);
  END IF;
END $$;
