-- Text of URL-safe base64 without padding.
CREATE OR REPLACE FUNCTION auth_inner.base64url(bytes bytea) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT translate(encode(bytes, 'base64'), '+/=' || chr(10), '-_') $$;

-- What stands for a second factor; NULL if there is none.
CREATE OR REPLACE FUNCTION auth_inner.shown_totp(id bytea, totp text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT auth_inner.base64url(auth_inner.stand_in('second factor', id, totp)) $$;

-- What stands for the key that the password opens; NULL if there is none. On the key itself, passwords could be tried elsewhere.
CREATE OR REPLACE FUNCTION auth_inner.shown_key(id bytea, key text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'a1.' || auth_inner.base64url(substr(hidden, 1, 16)) || '.' || auth_inner.base64url(substr(hidden, 17))
    FROM auth_inner.stand_in('key', id, key) AS hidden
$$;

-- What stands for the recovery codes, so that the owner sees how many are left.
CREATE OR REPLACE FUNCTION auth_inner.shown_codes(id bytea, codes text[]) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY(
        SELECT auth_inner.base64url(sha512(hidden || int4send(n)))
        FROM auth_inner.stand_in('codes', id, array_to_string(codes, ' ')) AS hidden, generate_series(1, cardinality(codes)) AS n
        ORDER BY n
    )
$$;

-- A record as its owner knows it at a restricted computer: what stands for the password, the key, the recovery codes and the second
-- factor changes with them, and opens nothing. A code of an administrator is left out.
CREATE OR REPLACE FUNCTION auth_inner.shown_record(account auth_inner.account) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    alphabet constant text := './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    record constant json := account.record;
    totp constant text := auth_inner.vault_entry(record, 'totp');
    hidden bytea;
    password text;
BEGIN
    IF record ->> 'password' IS NOT NULL THEN
        hidden := auth_inner.stand_in('password', account.id, record ->> 'password');
        SELECT '$2b$04$' || string_agg(substr(alphabet, (get_byte(hidden, at) & 63) + 1, 1), '' ORDER BY at)
            INTO password FROM generate_series(0, 52) AS at;
    END IF;
    RETURN json_build_object(
        'username', record -> 'username', 'email', record -> 'email', 'first_name', record -> 'first_name',
        'last_name', record -> 'last_name', 'password', password, 'roles', record -> 'roles',
        'disabled', record -> 'disabled', 'times', record -> 'times', 'pending', record -> 'pending',
        'picture', record -> 'picture', 'must_change_password', record -> 'must_change_password',
        'session_epoch', record -> 'session_epoch',
        'key_vault', concat_ws(' ', 'key:' || auth_inner.shown_key(account.id, auth_inner.vault_entry(record, 'key')),
            'code:' || nullif(array_to_string(
                auth_inner.shown_codes(account.id, auth_inner.vault_entries(record, 'code')), ' code:'), ''),
            'totp:' || auth_inner.shown_totp(account.id, totp),
            'recovered:' || auth_inner.vault_entry(record, 'recovered')),
        'fields', record -> 'fields'
    );
END
$$;

-- Returns the accounts of those sessions that have not ended. Those that have are removed. `token_index` counts from zero.
CREATE OR REPLACE FUNCTION auth.look(tokens bytea[])
RETURNS TABLE (token_index integer, account bytea, record json, session_state text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    looked constant bigint := auth_inner.now();
    ids bytea[];
    ended bytea[];
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF tokens IS NULL OR cardinality(tokens) > 200 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    ids := ARRAY(SELECT sha256(token) FROM unnest(tokens) AS t (token) WHERE octet_length(token) = 32);
    ended := ARRAY(
        SELECT s.id FROM auth_inner.restricted_session AS s LEFT JOIN auth_inner.account AS a ON a.id = s.account
        WHERE s.id = ANY (ids) AND s.login = session_user::text
        AND (s.seen <= looked - 86400 OR NOT auth_inner.permits(a, s.state))
    );
    IF cardinality(ended) > 0 THEN
        PERFORM auth_inner.end_sessions(ended);
    END IF;
    -- Writing at each look would be much for a table that changes so little.
    UPDATE auth_inner.restricted_session AS s SET seen = looked
        WHERE s.id = ANY (ids) AND s.login = session_user::text AND abs(looked - s.seen) >= 30;
    -- One that is parked has no slot.
    UPDATE auth_inner.session_slot AS slot SET seen = looked
        FROM auth_inner.restricted_session AS s
        WHERE slot.id = substr(s.id, 1, 16) AND s.id = ANY (ids) AND s.login = session_user::text
        AND abs(looked - slot.seen) >= 30;
    RETURN QUERY SELECT number::integer - 1, a.id, auth_inner.shown_record(a), 'open'
        FROM unnest(tokens) WITH ORDINALITY AS t (token, number)
        JOIN auth_inner.restricted_session AS s ON s.id = sha256(token) AND s.login = session_user::text
        JOIN auth_inner.account AS a ON a.id = s.account AND auth_inner.permits(a, s.state)
        WHERE octet_length(token) = 32
        ORDER BY number;
END
$$;

-- Returns the key of the own account as the password wraps it, for a session in which the password was just entered; NULL if there
-- is none.
CREATE OR REPLACE FUNCTION auth.own_key(session bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own := auth_inner.own_account_now(session);
    IF (auth_inner.session_of(session)).fresh_until <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
    RETURN auth_inner.vault_entry(own.record, 'key');
END
$$;
