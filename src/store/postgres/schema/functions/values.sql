-- What the functions need to know of this server.
INSERT INTO auth_inner.zone (name) SELECT reset_val FROM pg_settings WHERE name = 'TimeZone'
ON CONFLICT (one) DO UPDATE SET name = excluded.name;
SELECT auth_inner.ensure_key();
