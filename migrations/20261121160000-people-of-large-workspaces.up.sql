-- As members_page: row-level security would read and sort every membership of the workspace for one page of people.
-- One plan serves all workspaces: along the index of memberships, one account after the other. Any other one that a
-- small workspace suggests reads a large one to its end.
CREATE FUNCTION people_page(before_id uuid, most integer) RETURNS SETOF users
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 26 SET search_path = public, pg_temp
  SET enable_mergejoin = off SET enable_hashjoin = off SET enable_sort = off SET enable_bitmapscan = off
  SET enable_seqscan = off
AS $$
BEGIN
  RETURN QUERY
  SELECT u.* FROM memberships m JOIN users u ON u.id = m.user_id
  WHERE m.workspace_id = app_workspace() AND m.user_id < before_id AND u.deleted_at IS NULL
  ORDER BY m.user_id DESC LIMIT most;
END $$;
GRANT CREATE ON SCHEMA public TO portico_system;
ALTER FUNCTION people_page(uuid, integer) OWNER TO portico_system;
REVOKE CREATE ON SCHEMA public FROM portico_system;
REVOKE ALL ON FUNCTION people_page(uuid, integer) FROM public;
GRANT EXECUTE ON FUNCTION people_page(uuid, integer) TO portico_app;

ALTER FUNCTION members_page(uuid, integer)
  SET enable_mergejoin = off SET enable_hashjoin = off SET enable_sort = off SET enable_bitmapscan = off
  SET enable_seqscan = off;

-- A small workspace compares q with each of its members. A large one asks the trigram index, and ranks the first
-- two thousand who match: whatever q is, its cost has an end.
CREATE OR REPLACE FUNCTION search_people(q text, after_score real, after_id uuid, most integer)
  RETURNS TABLE (id uuid, score real) LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.3
  SET plan_cache_mode = force_custom_plan SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  place uuid := app_workspace();
  pattern text := '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%';
  is_small boolean;
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM memberships me WHERE me.workspace_id = place AND me.user_id = app_user() AND me.status = 'active'
  ) THEN
    RETURN;
  END IF;
  SELECT count(*) <= 5000 INTO is_small
  FROM (SELECT 1 FROM memberships m WHERE m.workspace_id = place LIMIT 5001) few;
  RETURN QUERY
  WITH members AS MATERIALIZED (
    SELECT u.id, u.first_name || ' ' || u.last_name || ' ' || u.email AS text
    FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE is_small AND m.workspace_id = place AND u.deleted_at IS NULL
  ), indexed AS MATERIALIZED (
    SELECT u.id, u.first_name || ' ' || u.last_name || ' ' || u.email AS text
    FROM users u
    WHERE NOT is_small AND u.deleted_at IS NULL
      AND ((u.first_name || ' ' || u.last_name || ' ' || u.email) %> q
        OR (u.first_name || ' ' || u.last_name || ' ' || u.email) ILIKE pattern)
      AND (SELECT true FROM memberships m WHERE m.workspace_id = place AND m.user_id = u.id)
    LIMIT 2000
  ), found AS (
    SELECT each.id, word_similarity(q, each.text) AS score
    FROM (SELECT * FROM members WHERE text %> q OR text ILIKE pattern UNION ALL SELECT * FROM indexed) each
  )
  SELECT found.id, found.score FROM found
  WHERE after_id IS NULL OR (found.score, found.id) < (after_score, after_id)
  ORDER BY found.score DESC, found.id DESC LIMIT most;
END $$;

CREATE OR REPLACE FUNCTION search_accounts(q text, after_score real, after_id uuid, most integer)
  RETURNS TABLE (id uuid, score real) LANGUAGE plpgsql STABLE
  SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.3
  SET plan_cache_mode = force_custom_plan SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  pattern text := '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%';
BEGIN
  RETURN QUERY
  WITH indexed AS MATERIALIZED (
    SELECT u.id, u.first_name || ' ' || u.last_name || ' ' || u.email AS text
    FROM users u
    WHERE u.deleted_at IS NULL
      AND ((u.first_name || ' ' || u.last_name || ' ' || u.email) %> q
        OR (u.first_name || ' ' || u.last_name || ' ' || u.email) ILIKE pattern)
    LIMIT 2000
  ), found AS (SELECT indexed.id, word_similarity(q, indexed.text) AS score FROM indexed)
  SELECT found.id, found.score FROM found
  WHERE after_id IS NULL OR (found.score, found.id) < (after_score, after_id)
  ORDER BY found.score DESC, found.id DESC LIMIT most;
END $$;
