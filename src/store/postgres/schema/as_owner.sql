DO $$
BEGIN
    EXECUTE format(
        'SET LOCAL ROLE %I',
        (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'auth_inner')
    );
END
$$;
CREATE TABLE IF NOT EXISTS version (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    number integer NOT NULL
);
INSERT INTO version (number) VALUES (0) ON CONFLICT DO NOTHING;
