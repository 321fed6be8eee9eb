-- The page of members with their custom roles, still in one statement.
DROP FUNCTION members_page(uuid, integer);
CREATE FUNCTION members_page(after_id uuid, most integer)
RETURNS TABLE (
  id uuid, email text, name text, avatar_url text, role text, roles json, status text, joined_at timestamptz,
  version integer
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public ROWS 26 AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT u.id, u.email, rtrim(u.first_name || ' ' || u.last_name), u.avatar_url, m.role,
    array_to_json(ARRAY(
      SELECT json_build_object('id', r.id, 'name', r.name)
      FROM user_roles ur JOIN roles r ON r.workspace_id = ur.workspace_id AND r.id = ur.role_id
      WHERE ur.workspace_id = m.workspace_id AND ur.user_id = m.user_id ORDER BY r.name_key)),
    m.status, m.joined_at, m.version
  FROM memberships m JOIN users u ON u.id = m.user_id
  WHERE m.workspace_id = app_workspace() AND m.user_id > after_id AND u.deleted_at IS NULL
  ORDER BY m.user_id LIMIT most;
END $$;
-- The owner must be let to create in the schema for the moment of becoming owner.
GRANT CREATE ON SCHEMA public TO portico_system;
ALTER FUNCTION members_page(uuid, integer) OWNER TO portico_system;
REVOKE CREATE ON SCHEMA public FROM portico_system;
REVOKE ALL ON FUNCTION members_page(uuid, integer) FROM public;
GRANT EXECUTE ON FUNCTION members_page(uuid, integer) TO portico_app, portico_system;
