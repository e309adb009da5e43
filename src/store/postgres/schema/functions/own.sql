-- What the functions for the own account have in common.

-- The texts of one kind in a key vault, in order.
CREATE OR REPLACE FUNCTION auth_inner.vault_entries(record json, entry text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(substr(part, length(entry) + 2) ORDER BY number), '{}')
    FROM regexp_split_to_table(record ->> 'key_vault', '[[:space:]]+') WITH ORDINALITY AS parts (part, number)
    WHERE starts_with(part, entry || ':')
$$;

-- Whether a session may be used now: within the access times of its user, and if the password was not entered longer ago than
-- sessions may last (`Sessions::end` of the program).
CREATE OR REPLACE FUNCTION auth_inner.is_usable(session auth_inner.restricted_session, record json) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    hours constant bigint := nullif(auth_inner.setting('sessions.max_hours', ''), '')::bigint;
BEGIN
    RETURN (hours IS NULL OR moment < session.began + 3600 * hours) AND auth_inner.is_open_at(record -> 'times', moment);
END
$$;

-- The account of an open session.
CREATE OR REPLACE FUNCTION auth_inner.own_account(token bytea) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own auth_inner.restricted_session := auth_inner.session_of(token);
    found_account auth_inner.account;
BEGIN
    SELECT a.* INTO found_account FROM auth_inner.account AS a WHERE a.id = own.account;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    RETURN found_account;
END
$$;

-- The same, if the session may be used now. Otherwise the window is locked, and only signs out or asks for the password.
CREATE OR REPLACE FUNCTION auth_inner.own_account_now(token bytea) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own auth_inner.account := auth_inner.own_account(token);
BEGIN
    IF NOT auth_inner.is_usable(auth_inner.session_of(token), own.record) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    RETURN own;
END
$$;

-- Ends sessions of restricted computers, and frees their slots.
CREATE OR REPLACE FUNCTION auth_inner.end_sessions(ids bytea[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM auth_inner.session_slot AS s
        WHERE s.id = ANY (ARRAY(SELECT substr(ended.id, 1, 16) FROM unnest(ids) AS ended (id)));
    DELETE FROM auth_inner.restricted_session AS s WHERE s.id = ANY (ids);
END
$$;

-- Bytes that cannot be guessed.
CREATE OR REPLACE FUNCTION auth_inner.random_bytes() RETURNS bytea
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
$$;

-- What stands in for a secret of an account: 64 bytes that change with it, and tell nothing of it without the key.
CREATE OR REPLACE FUNCTION auth_inner.stand_in(purpose text, id bytea, secret text) RETURNS bytea
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha512(auth_inner.keyed(auth_inner.part(purpose) || auth_inner.part(id) || auth_inner.part(secret)))
$$;

-- Whether an account permits a session of this state. The access times are not looked at: outside them, the window is locked.
CREATE OR REPLACE FUNCTION auth_inner.permits(account auth_inner.account, state bytea) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN false;
    END IF;
    RETURN account.record ->> 'disabled' = 'false' AND account.record ->> 'pending' = 'false' AND coalesce(
        auth_inner.fingerprint(account.id, account.name_key, account.record) = state, false
    );
END
$$;
