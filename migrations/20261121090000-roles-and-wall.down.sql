DROP FUNCTION app_user();
DROP FUNCTION app_workspace();
REVOKE USAGE ON SCHEMA public FROM portico_app, portico_system;
