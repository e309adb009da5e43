-- The schema belongs to a role that cannot sign in, so that several logins can have it. A login that may not create roles
-- has it alone.
DO $$
BEGIN
    IF to_regrole('auth_owner') IS NULL
        AND (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user)
    THEN
        BEGIN
            CREATE ROLE auth_owner NOLOGIN;
            GRANT auth_owner TO CURRENT_USER;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            -- Created for another database at this moment.
            NULL;
        END;
    END IF;
    IF to_regrole('auth_owner') IS NOT NULL AND pg_has_role('auth_owner', 'MEMBER') THEN
        CREATE SCHEMA auth_inner AUTHORIZATION auth_owner;
    ELSE
        CREATE SCHEMA auth_inner;
    END IF;
END
$$;
