-- `auth_owner` owns the tables, and its members are the trusted computers. Members of `auth_computer` are the restricted ones,
-- which read no table. Members of `auth_waiting` and `auth_waiting_computer` are computers of the two kinds that have not
-- redeemed their codes, and may do nothing else: the kind is what the administrator has chosen. `auth_enroller` runs the
-- function that redeems codes. None of them can sign in. An administrator who is not a superuser becomes a member of two of
-- them while the database is set up.
DO $$
DECLARE
    role text;
    others constant text[] := '{auth_waiting, auth_computer, auth_waiting_computer}';
BEGIN
    IF to_regrole('auth_owner') IS NULL OR to_regrole('auth_enroller') IS NULL
        OR EXISTS (SELECT FROM unnest(others) AS other WHERE to_regrole(other) IS NULL)
    THEN
        -- Another database may be set up at this moment.
        PERFORM pg_advisory_xact_lock(4840163228917321);
    END IF;
    IF to_regrole('auth_owner') IS NULL THEN
        BEGIN
            CREATE ROLE auth_owner NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            -- The tables of another database were created at this moment.
            NULL;
        END;
    END IF;
    FOREACH role IN ARRAY others LOOP
        IF to_regrole(role) IS NULL THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        END IF;
    END LOOP;
    IF to_regrole('auth_enroller') IS NULL THEN
        CREATE ROLE auth_enroller NOLOGIN CREATEROLE;
    END IF;
    -- From version 16 on, a role that may create roles gives only those that it is an administrator of.
    IF current_setting('server_version_num')::integer >= 160000 THEN
        EXECUTE 'GRANT auth_owner, auth_waiting, auth_computer, auth_waiting_computer TO auth_enroller
            WITH ADMIN TRUE, INHERIT FALSE, SET FALSE';
    END IF;
    IF current_setting('is_superuser') = 'off' THEN
        GRANT auth_owner, auth_enroller TO CURRENT_USER;
    END IF;
END
$$;
