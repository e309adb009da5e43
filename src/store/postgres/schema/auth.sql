-- The schema of the functions that restricted computers call. It has the owner of the tables.
DO $$
DECLARE
    holder name := (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'auth_inner');
BEGIN
    IF to_regnamespace('auth') IS NULL THEN
        EXECUTE format('CREATE SCHEMA auth AUTHORIZATION %I', holder);
    END IF;
    IF (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'auth') <> holder THEN
        RAISE insufficient_privilege USING MESSAGE = 'the schema auth belongs to another role';
    END IF;
END
$$;
