-- The custom roles that somebody has in one of their workspaces, for their own eyes and without entering it.
CREATE FUNCTION my_custom_roles(of_workspace uuid) RETURNS json
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT array_to_json(ARRAY(
    SELECT json_build_object('id', r.id, 'name', r.name)
    FROM user_roles ur JOIN roles r ON r.workspace_id = ur.workspace_id AND r.id = ur.role_id
    WHERE ur.workspace_id = of_workspace AND ur.user_id = app_user() ORDER BY r.name_key))
$$;
-- The owner must be let to create in the schema for the moment of becoming owner.
GRANT CREATE ON SCHEMA public TO portico_system;
ALTER FUNCTION my_custom_roles(uuid) OWNER TO portico_system;
REVOKE CREATE ON SCHEMA public FROM portico_system;
REVOKE ALL ON FUNCTION my_custom_roles(uuid) FROM public;
GRANT EXECUTE ON FUNCTION my_custom_roles(uuid) TO portico_app;
