-- What the functions for restricted computers read in the record of a user.

-- The value of an entry of the key vault: `key`, `totp`, `reset` or `recovered`.
CREATE OR REPLACE FUNCTION auth_inner.vault_entry(record json, entry text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT substr(part, length(entry) + 2)
    FROM regexp_split_to_table(record ->> 'key_vault', '[[:space:]]+') AS part
    WHERE starts_with(part, entry || ':') LIMIT 1
$$;

-- Whether a record cannot be read for certain. Such a user cannot sign in: a second factor that is not recognised would not be
-- asked for. It is stricter than the program, which also reads records that no program writes.
CREATE OR REPLACE FUNCTION auth_inner.is_damaged(record json) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    types jsonb;
    parts text[];
BEGIN
    -- No value can be read of a record with the character of number 0.
    IF json_typeof(record) IS DISTINCT FROM 'object' OR strpos(record::text, chr(92) || 'u0000') > 0 THEN
        RETURN true;
    END IF;
    SELECT jsonb_object_agg(key, json_typeof(value)) INTO types FROM json_each(record);
    -- Each key is there once, and no other one.
    IF (SELECT count(*) FROM json_object_keys(record)) <> 14
        OR types - ARRAY['email', 'password', 'picture'] <> jsonb_build_object(
            'username', 'string', 'first_name', 'string', 'last_name', 'string', 'roles', 'array', 'disabled', 'boolean',
            'times', 'array', 'pending', 'boolean', 'must_change_password', 'boolean', 'session_epoch', 'number',
            'key_vault', 'string', 'fields', 'object')
        OR NOT types ?& ARRAY['email', 'password', 'picture']
        OR EXISTS (
            SELECT FROM jsonb_each_text(types) AS of
            WHERE of.key IN ('email', 'password', 'picture') AND of.value NOT IN ('string', 'null'))
        OR record ->> 'session_epoch' !~ '^[0-9]{1,10}$'
        OR (record ->> 'session_epoch')::bigint > 4294967295
        OR (SELECT bool_or(json_typeof(role) <> 'string') FROM json_array_elements(record -> 'roles') AS role)
        OR json_array_length(record -> 'times') <> 3
        OR (SELECT bool_or(json_typeof(text) <> 'string') FROM json_array_elements(record -> 'times') AS text)
    THEN
        RETURN true;
    END IF;
    IF record ->> 'password' !~ '^[$]2[abxy][$][0-9]{2}[$][A-Za-z0-9./]{53}$' AND (
        record ->> 'password' !~ '^[$]argon2id[$]v=19[$][a-z0-9=,]+[$][A-Za-z0-9+/]{11,128}[$][A-Za-z0-9+/]{16,128}$')
    THEN
        RETURN true;
    END IF;
    parts := string_to_array(nullif(record ->> 'key_vault', ''), ' ');
    RETURN EXISTS (
        SELECT FROM unnest(parts) AS part WHERE part !~
            '^(key:a1[.][A-Za-z0-9_-]{22}[.][A-Za-z0-9_-]+|totp:[A-Za-z0-9_-]+|code:[!-~]+|reset:[!-~]+|recovered:yes)$'
            OR length(part) > 1100
    ) OR EXISTS (
        SELECT split_part(part, ':', 1) AS entry FROM unnest(parts) AS part
        GROUP BY 1 HAVING count(*) > 1 AND split_part(min(part), ':', 1) <> 'code'
    );
END
$$;

-- The digest that ties a session to the account as it is now, as `User::fingerprint` of the program; NULL without a password.
CREATE OR REPLACE FUNCTION auth_inner.fingerprint(id bytea, name_key text, record json) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(
        auth_inner.part(id)
        || auth_inner.part(name_key)
        || auth_inner.part(record ->> 'password')
        || auth_inner.part(substr(int8send((record ->> 'session_epoch')::bigint), 5))
        || auth_inner.part(coalesce(auth_inner.vault_entry(record, 'totp'), ''))
        || coalesce(
            (SELECT string_agg(auth_inner.part(role), ''::bytea ORDER BY role COLLATE "C")
             FROM json_array_elements_text(record -> 'roles') AS role),
            ''::bytea)
    )
$$;

-- The open session with this token of this login. It may be outside the access times of its user, or older than sessions may
-- become: then only the password may be entered again.
CREATE OR REPLACE FUNCTION auth_inner.session_of(token bytea) RETURNS auth_inner.restricted_session
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_session auth_inner.restricted_session;
BEGIN
    IF octet_length(token) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT s.* INTO found_session
    FROM auth_inner.restricted_session AS s JOIN auth_inner.account AS a ON a.id = s.account
    WHERE s.id = sha256(token) AND s.login = session_user::text
        AND s.seen > auth_inner.now() - 86400
        AND CASE WHEN auth_inner.is_damaged(a.record) THEN false
            ELSE NOT (a.record ->> 'disabled')::boolean AND NOT (a.record ->> 'pending')::boolean
                AND s.state = auth_inner.fingerprint(a.id, a.name_key, a.record)
            END;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    RETURN found_session;
END
$$;
