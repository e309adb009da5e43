-- A computer redeems its code: it replaces the password, the time limit ends, and from then on it may use the tables, or call
-- the functions for restricted computers. The role of the function may create roles, which is nearly everything, so this is all
-- that it ever runs. Members of `auth_owner` cannot change it.
--
-- An administrator runs this in a database in which computers may have left anything. It reads no table of theirs, and
-- `search_path` is `pg_catalog`, so that nothing of theirs runs.
DO $$
BEGIN
    IF to_regnamespace('auth_join') IS NULL THEN
        CREATE SCHEMA auth_join AUTHORIZATION auth_enroller;
    END IF;
    IF (SELECT nspowner FROM pg_namespace WHERE nspname = 'auth_join') <> to_regrole('auth_enroller') THEN
        RAISE insufficient_privilege USING MESSAGE = 'the schema auth_join belongs to another role';
    END IF;
END
$$;
SET LOCAL ROLE auth_enroller;
CREATE OR REPLACE FUNCTION auth_join.redeem(verifier text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $redeem$
DECLARE
    -- What the administrator has made the login a member of. The computer cannot choose.
    roles constant text := (
        SELECT string_agg(DISTINCT role.rolname::text, ' ')
        FROM pg_auth_members JOIN pg_roles AS login ON login.oid = member JOIN pg_roles AS role ON role.oid = roleid
        WHERE login.rolname = session_user
            AND role.rolname IN ('auth_owner', 'auth_computer', 'auth_waiting', 'auth_waiting_computer')
    );
    becomes constant text :=
        CASE roles WHEN 'auth_waiting' THEN 'auth_owner' WHEN 'auth_waiting_computer' THEN 'auth_computer' END;
BEGIN
    IF verifier !~ '^SCRAM-SHA-256[$]4096:[A-Za-z0-9+/]{22}==[$][A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$' THEN
        RAISE invalid_authorization_specification USING MESSAGE = 'this is no verifier of a password';
    END IF;
    -- Only a login that an administrator has added. Of two programs that have signed in with one code, the second one does not
    -- wait any more.
    IF becomes IS NULL
        OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = session_user AND rolvaliduntil > clock_timestamp())
    THEN
        RAISE invalid_authorization_specification USING MESSAGE = 'no code of this login is open';
    END IF;
    EXECUTE format('REVOKE %I FROM %I', roles, session_user);
    -- From version 16 on, only what this role has given ends.
    IF EXISTS (
        SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
        WHERE roleid = to_regrole(roles) AND rolname = session_user
    ) THEN
        RAISE invalid_authorization_specification USING MESSAGE = 'the code of this login cannot be ended';
    END IF;
    -- A restricted computer must not take all connections of the server.
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L CONNECTION LIMIT %s', session_user, verifier, 'infinity',
        CASE becomes WHEN 'auth_computer' THEN 20 ELSE -1 END);
    EXECUTE format('GRANT %I TO %I', becomes, session_user);
END
$redeem$;
REVOKE ALL ON FUNCTION auth_join.redeem(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth_join.redeem(text) TO auth_waiting, auth_waiting_computer;
REVOKE ALL ON SCHEMA auth_join FROM PUBLIC;
GRANT USAGE ON SCHEMA auth_join TO auth_waiting, auth_waiting_computer;
RESET ROLE;
-- The tables can be older than the role of restricted computers.
DO $grant$
BEGIN
    IF to_regnamespace('auth') IS NOT NULL AND pg_has_role(
        (SELECT nspowner FROM pg_namespace WHERE nspname = 'auth'), 'USAGE'
    ) THEN
        GRANT USAGE ON SCHEMA auth TO auth_computer;
        GRANT EXECUTE ON ALL ROUTINES IN SCHEMA auth TO auth_computer;
    END IF;
END
$grant$;
-- What a login without tables could do on the server all the same. A superuser alone can take away what the server gives to all:
-- temporary files without a limit, storing large objects, writing to the log of changes, locks that a migration waits for, and
-- counters of tables and indexes, which tell whether a function has found a row. Backups leave `pg_catalog` out, so that this does
-- not keep them from being restored.
DO $harden$
DECLARE
    function regprocedure;
BEGIN
    IF to_regnamespace('public') IS NOT NULL AND pg_has_role(
        (SELECT nspowner FROM pg_namespace WHERE nspname = 'public'), 'USAGE'
    ) THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
    IF current_setting('is_superuser') = 'off' THEN
        RETURN;
    END IF;
    -- A statement that sorts without end must not fill the disk.
    EXECUTE format('ALTER DATABASE %I SET temp_file_limit = %L', current_database(), '1GB');
    FOR function IN
        SELECT oid FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND (
            proname ~ '^(lo_|pg_advisory_|pg_try_advisory_|pg_stat_get_)'
            OR proname IN ('loread', 'lowrite', 'pg_logical_emit_message')
        ) AND EXISTS (
            -- Others, such as those that read files, are kept for superusers.
            SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0
        )
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', function);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO auth_owner, pg_monitor', function);
    END LOOP;
END
$harden$;
