-- Restricted computers call the functions of this version only: none of an earlier one stays behind.
DO $$
DECLARE
    earlier regprocedure;
BEGIN
    FOR earlier IN SELECT oid FROM pg_proc WHERE pronamespace = to_regnamespace('auth') LOOP
        EXECUTE format('DROP ROUTINE %s', earlier);
    END LOOP;
END
$$;
