DROP FUNCTION my_custom_roles(uuid);
