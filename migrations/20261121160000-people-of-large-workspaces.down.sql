CREATE OR REPLACE FUNCTION search_people(q text, after_score real, after_id uuid, most integer)
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

CREATE OR REPLACE FUNCTION search_accounts(q text, after_score real, after_id uuid, most integer)
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

DROP FUNCTION people_page(uuid, integer);
ALTER FUNCTION members_page(uuid, integer)
  RESET enable_mergejoin RESET enable_hashjoin RESET enable_sort RESET enable_bitmapscan RESET enable_seqscan;
