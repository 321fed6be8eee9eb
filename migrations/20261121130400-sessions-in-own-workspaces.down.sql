ALTER POLICY my_own ON sessions USING (user_id = app_user()) WITH CHECK (user_id = app_user());
