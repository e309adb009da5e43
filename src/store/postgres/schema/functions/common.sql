-- What the functions for restricted computers have in common.
--
-- Restricted computers may call the functions of `auth` and nothing else. Those run as the owner of the tables, with whatever
-- a login has set: so each has a `search_path`, hides messages below errors, which with `debug_print_plan` would show values
-- of tables, and begins with `auth_inner.admit()`. No text depends on `standard_conforming_strings`: none has a backslash.
--
-- Order of locks, so that no two calls wait for each other: `head`, `account`, `guess`, `step`, `attempts` of a name,
-- `session_slot`, `attempts` of all names, `restricted_session`, `signature_end`, `signing_key`, `event_ends`. A call leaves out what
-- it does not need. A row of `approval` is locked by who approves it, and once it is approved by who uses it.

-- The time in seconds.
CREATE OR REPLACE FUNCTION auth_inner.now() RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$ SELECT floor(extract(epoch FROM clock_timestamp()))::bigint $$;

-- Refuses with one of the codes that computers know. No message has data.
CREATE OR REPLACE FUNCTION auth_inner.refuse(code text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = code, MESSAGE = CASE code
        WHEN 'AU001' THEN 'the session has ended'
        WHEN 'AU002' THEN 'not allowed'
        WHEN 'AU003' THEN 'the revision has changed'
        WHEN 'AU004' THEN 'the password is needed'
        WHEN 'AU005' THEN 'malformed argument'
        WHEN 'AU006' THEN 'there is no administrator yet'
        WHEN 'AU007' THEN 'the name or e-mail address is taken'
        WHEN 'AU008' THEN 'too many attempts'
        ELSE 'refused'
    END;
END
$$;

-- Refuses transactions in which every statement would read what was there when they began.
CREATE OR REPLACE FUNCTION auth_inner.read_now() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE active_sql_transaction USING MESSAGE = 'only in transactions that are read committed';
    END IF;
END
$$;

-- When an administrator last added a login, in seconds. `store add-computer` writes it into the comment of the login, which the login
-- itself cannot change. NULL for a login that was made by hand.
CREATE OR REPLACE FUNCTION auth_inner.added_at(login name) RETURNS bigint
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT substring(shobj_description(r.oid, 'pg_authid') FROM '^egui-authenticator: added ([0-9]{1,12})$')::bigint
    FROM pg_roles AS r WHERE r.rolname = login
$$;

-- Whether a login was revoked, or added again after this was written of its computer: what belongs to that computer is not for it.
CREATE OR REPLACE FUNCTION auth_inner.is_outdated(computer auth_inner.computer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT computer.revoked_at IS NOT NULL OR coalesce(
        auth_inner.added_at(computer.login::name) > coalesce(computer.added_at, computer.joined_at), false
    )
$$;

-- Refuses logins that were shut out, and those that were added again and have not called `auth.hello` since, which ends what is left
-- of the earlier computer. Every function that changes something begins with it.
CREATE OR REPLACE FUNCTION auth_inner.admit() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.read_now();
    IF EXISTS (
        SELECT FROM auth_inner.computer AS c WHERE c.login = session_user::text AND auth_inner.is_outdated(c)
    ) OR NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = session_user) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
END
$$;

-- Up to where the log of the server has to be on the disk, so that what was committed before is safe; NULL if it is. `sealed` is what
-- this returned the first time.
CREATE OR REPLACE FUNCTION auth_inner.unsafe_up_to(sealed pg_lsn) RETURNS pg_lsn
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- The row was committed, so it is in the log up to here.
    written constant pg_lsn := coalesce(sealed, pg_current_wal_insert_lsn());
BEGIN
    RETURN CASE WHEN pg_current_wal_flush_lsn() < written THEN written END;
END
$$;

-- How names and e-mail addresses are compared, as `fold` of the program does.
CREATE OR REPLACE FUNCTION auth_inner.fold(text text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $fold$
BEGIN
    -- No character of several bytes.
    IF octet_length(text) = length(text) THEN
        RETURN lower(text COLLATE "C");
    END IF;
    BEGIN
        RETURN normalize(lower(normalize(text, NFKC) COLLATE "und-x-icu"), NFKC);
    EXCEPTION WHEN undefined_object THEN
        -- A server without ICU lowers each letter by itself: not the capital I with a dot, and not a sigma as the last letter.
        RETURN normalize(lower(regexp_replace(
            replace(normalize(text, NFKC), chr(304), 'i' || chr(775)),
            '(?<=[[:alpha:]][''.:]*)' || chr(931) || '(?![''.:]*[[:alpha:]])', chr(962), 'g'
        )), NFKC);
    END;
END
$fold$;

-- The e-mail address of a user, as it is compared. It can be read in every record: PostgreSQL reads no value of one that has the
-- character of number 0 anywhere.
CREATE OR REPLACE FUNCTION auth_inner.email_key(record json) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.fold(replace(record::text, chr(92) || 'u0000', chr(92) || 'ufffd')::json ->> 'email')
$$;

-- A part of what is digested: its length and itself.
CREATE OR REPLACE FUNCTION auth_inner.part(bytes bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT int8send(octet_length(bytes)::bigint) || bytes $$;

CREATE OR REPLACE FUNCTION auth_inner.part(words text) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT int8send(octet_length(words)::bigint) || convert_to(words, 'UTF8') $$;

-- The digest of a text with a key of 32 bytes: HMAC-SHA256 (RFC 2104).
CREATE OR REPLACE FUNCTION auth_inner.hmac(secret bytea, text bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    inner_pad bytea := secret || decode(repeat('00', 32), 'hex');
    outer_pad bytea := inner_pad;
    byte integer;
BEGIN
    FOR n IN 0..63 LOOP
        byte := get_byte(inner_pad, n);
        inner_pad := set_byte(inner_pad, n, byte # 54);
        outer_pad := set_byte(outer_pad, n, byte # 92);
    END LOOP;
    RETURN sha256(outer_pad || sha256(inner_pad || text));
END
$$;

-- The key under which names are digested. It is created if there is none, because it was left out of a backup.
CREATE OR REPLACE FUNCTION auth_inner.ensure_key() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM auth_inner.key WHERE name = 'names') THEN
        INSERT INTO auth_inner.key (name, bytes)
        VALUES ('names', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
        ON CONFLICT (name) DO NOTHING;
    END IF;
END
$$;

-- The digest of bytes under the key of the names.
CREATE OR REPLACE FUNCTION auth_inner.keyed(bytes bytea) RETURNS bytea
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT auth_inner.hmac(key.bytes, keyed.bytes) FROM auth_inner.key WHERE name = 'names' $$;

-- What the attempts of an account, and of a name without one, are counted under.
CREATE OR REPLACE FUNCTION auth_inner.attempt_key(purpose text, name bytea) RETURNS bytea
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT auth_inner.keyed(sha256(convert_to(purpose, 'UTF8') || decode('00', 'hex') || name)) $$;

-- A setting as text, or its default.
CREATE OR REPLACE FUNCTION auth_inner.setting(path text, otherwise text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((SELECT value FROM auth_inner.setting AS s WHERE s.path = setting.path), otherwise) $$;
