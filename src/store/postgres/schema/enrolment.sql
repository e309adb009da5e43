-- A computer redeems its code: it replaces the password, the time limit ends, and it may use the tables from then on. The role of the function may create roles,
-- which is nearly everything, so this is all that it ever runs. Members of `auth_owner` cannot change it.
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
BEGIN
    IF verifier !~ '^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$' THEN
        RAISE invalid_authorization_specification USING MESSAGE = 'this is no verifier of a password';
    END IF;
    -- Only a login that an administrator has added. Of two programs that have signed in with one code, the second one is no
    -- member any more.
    IF NOT EXISTS (
        SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
        WHERE roleid = to_regrole('auth_waiting') AND rolname = session_user AND rolvaliduntil > clock_timestamp()
    ) OR EXISTS (
        SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
        WHERE roleid = to_regrole('auth_owner') AND rolname = session_user
    ) THEN
        RAISE invalid_authorization_specification USING MESSAGE = 'no code of this login is open';
    END IF;
    EXECUTE format('REVOKE auth_waiting FROM %I', session_user);
    -- From version 16 on, only what this role has given ends.
    IF EXISTS (
        SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
        WHERE roleid = to_regrole('auth_waiting') AND rolname = session_user
    ) THEN
        RAISE invalid_authorization_specification USING MESSAGE = 'the code of this login cannot be ended';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', session_user, verifier, 'infinity');
    EXECUTE format('GRANT auth_owner TO %I', session_user);
END
$redeem$;
REVOKE ALL ON FUNCTION auth_join.redeem(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth_join.redeem(text) TO auth_waiting;
REVOKE ALL ON SCHEMA auth_join FROM PUBLIC;
GRANT USAGE ON SCHEMA auth_join TO auth_waiting;
RESET ROLE;
