-- Every function of `auth` is one that restricted computers call, and none of `auth_inner` is.
REVOKE ALL ON SCHEMA auth FROM PUBLIC;
REVOKE ALL ON ALL ROUTINES IN SCHEMA auth FROM PUBLIC;
REVOKE ALL ON ALL ROUTINES IN SCHEMA auth_inner FROM PUBLIC;
DO $$
BEGIN
    IF to_regrole('auth_computer') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA auth TO auth_computer;
        GRANT EXECUTE ON ALL ROUTINES IN SCHEMA auth TO auth_computer;
    END IF;
END
$$;
