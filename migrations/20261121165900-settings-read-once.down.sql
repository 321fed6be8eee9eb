DO $$
DECLARE
  policy record;
  settings CONSTANT text := '\( SELECT (app_workspace|app_user)\(\) AS \1\)';
BEGIN
  FOR policy IN
    SELECT tablename, policyname, qual, with_check FROM pg_policies
    WHERE schemaname = 'public' AND roles = '{portico_app}' AND concat(qual, with_check) ~ settings
  LOOP
    IF policy.qual IS NOT NULL THEN
      EXECUTE format('ALTER POLICY %I ON %I USING (%s)', policy.policyname, policy.tablename,
        regexp_replace(policy.qual, settings, '\1()', 'g'));
    END IF;
    IF policy.with_check IS NOT NULL THEN
      EXECUTE format('ALTER POLICY %I ON %I WITH CHECK (%s)', policy.policyname, policy.tablename,
        regexp_replace(policy.with_check, settings, '\1()', 'g'));
    END IF;
  END LOOP;
END $$;
