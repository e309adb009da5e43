-- The remembered sign-ins of the own account, at all restricted computers.

-- Returns them, the one that was used last first. The id ends one, and tells nothing of its token.
CREATE OR REPLACE FUNCTION auth.own_computers(session bytea)
RETURNS TABLE (id bytea, login text, is_this boolean, created_at bigint, used_at bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own := auth_inner.own_account_now(session);
    RETURN QUERY SELECT sha256(r.selector), r.login, r.login = session_user::text, r.created_at, r.used_at
        FROM auth_inner.remembered AS r
        WHERE r.account = own.id AND r.expires_at > auth_inner.now() AND auth_inner.permits(own, r.state)
        ORDER BY r.used_at DESC, r.selector LIMIT 100;
END
$$;

-- Ends one, on whichever computer it is, in a session in which the password was just entered.
CREATE OR REPLACE FUNCTION auth.forget_computer(session bytea, id bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(id) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own := (auth_inner.just_entered(session)).own;
    DELETE FROM auth_inner.remembered AS r WHERE r.account = own.id AND sha256(r.selector) = forget_computer.id;
    IF FOUND THEN
        PERFORM auth_inner.record_end(own, 'computer_forgotten');
    END IF;
END
$$;
