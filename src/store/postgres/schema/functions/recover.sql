-- A new password with a code, and a forgotten username, at restricted computers: as `service/recovery` decides it.
--
-- A code has 128 random bits, so that attempts need not be counted, and cannot lock a user out of recovery (R21). The computer
-- shows that it knows the code without sending it: of a recovery code, the public half of its key pair, and of the code of an
-- administrator, its digest. Codes that were mailed are for trusted computers.

-- The recovery code of an account with this public key, as it is stored; NULL without one, or if it has ended.
CREATE OR REPLACE FUNCTION auth_inner.code_of(account auth_inner.account, proof bytea) RETURNS text
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT code FROM unnest(auth_inner.vault_entries(account.record, 'code')) AS code
    WHERE starts_with(code, 'x1.') AND split_part(code, '.', 2) = auth_inner.base64url(proof) AND NOT EXISTS (
        SELECT FROM auth_inner.ended AS e WHERE e.credential IN (
            sha256(auth_inner.part(account.id) || auth_inner.part('recovery code'::text) || auth_inner.part(code)),
            sha256(auth_inner.part(account.id) || auth_inner.part('key'::text)
                || auth_inner.part(auth_inner.vault_entry(account.record, 'key')))
        )
    ) LIMIT 1
$$;

-- When the code of an administrator was created, if it has this digest, has not expired or ended, and the account is as it was.
CREATE OR REPLACE FUNCTION auth_inner.reset_created_at(account auth_inner.account, proof bytea) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    code constant text := auth_inner.vault_entry(account.record, 'reset');
    parts constant text[] := regexp_match(code, '^([0-9]{1,15})(?:/([0-9]{1,5}))?[.]([A-Za-z0-9_-]{43})$');
    expires_at constant bigint := parts[1];
    lifetime constant bigint := coalesce(parts[2], '900');
    moment constant bigint := auth_inner.now();
    digest constant bytea := sha256(proof || auth_inner.fingerprint(account.id, account.name_key, account.record));
BEGIN
    IF parts[3] = auth_inner.base64url(digest) AND moment < expires_at AND moment >= expires_at - lifetime
        AND lifetime <= 86400 AND NOT EXISTS (
            SELECT FROM auth_inner.ended AS e WHERE e.credential =
                sha256(auth_inner.part(account.id) || auth_inner.part('reset code'::text) || auth_inner.part(code))
        )
    THEN
        RETURN expires_at - lifetime;
    END IF;
    RETURN NULL;
END
$$;

-- The user with this name who may set a new password with a code.
CREATE OR REPLACE FUNCTION auth_inner.recoverable(login text) RETURNS auth_inner.account
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    named auth_inner.account := auth_inner.find(login);
BEGIN
    IF named.id IS NOT NULL AND auth_inner.has_hash(named.record) AND named.record ->> 'disabled' = 'false'
        AND named.record ->> 'pending' = 'false'
    THEN
        RETURN named;
    END IF;
    RETURN NULL;
END
$$;

-- The recovery code of an account with which a password may be set: once an administrator has started a reset, none (R79).
CREATE OR REPLACE FUNCTION auth_inner.setting_code(account auth_inner.account, proof bytea) RETURNS text
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.code_of(account, proof) WHERE auth_inner.vault_entry(account.record, 'key') IS NOT NULL
        AND auth_inner.vault_entry(account.record, 'reset') IS NULL
$$;

-- The key vault after a new password was set with a recovery code, which is used up, or with the code of an administrator.
CREATE OR REPLACE FUNCTION auth_inner.recovered_vault(record json, used text, key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    totp constant text := auth_inner.vault_entry(record, 'totp');
    codes text[] := auth_inner.vault_entries(record, 'code');
BEGIN
    IF used IS NULL THEN
        key := NULL;
        codes := CASE WHEN totp IS NULL THEN '{}'::text[] ELSE codes END;
    ELSE
        codes := array_remove(codes, used);
    END IF;
    IF totp IS NULL AND (key IS NULL OR cardinality(codes) = 0) THEN
        RETURN '';
    END IF;
    RETURN concat_ws(' ', 'key:' || key, 'code:' || nullif(array_to_string(codes, ' code:'), ''), 'totp:' || totp,
        CASE WHEN used IS NOT NULL AND totp IS NOT NULL THEN 'recovered:yes' END);
END
$$;

-- What is recorded after an event with the code of an administrator: the number of the record of its creation.
CREATE OR REPLACE FUNCTION auth_inner.with_code(id bytea, created_at bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce((
        SELECT ', code of record ' || e.number FROM auth_inner.event AS e
        WHERE e.whom_id = with_code.id AND e.kind = 'people' AND e.detail IN ('reset_started', 'added', 'imported')
            AND e.at BETWEEN created_at AND created_at + 600
        ORDER BY e.number LIMIT 1
    ), '')
$$;

-- Records a code that was wrong, or of another name. So that a computer cannot fill the log, there are 120 in an hour.
CREATE OR REPLACE FUNCTION auth_inner.record_wrong_code(named auth_inner.account, login text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM auth_inner.event_ends FOR UPDATE;
    IF (
        SELECT count(*) FROM (SELECT e.kind, e.is_done, e.at FROM auth_inner.event AS e ORDER BY e.number DESC LIMIT 1000) AS latest
        WHERE latest.kind = 'recovery' AND NOT latest.is_done AND latest.at > auth_inner.now() - 3600
    ) < 120 THEN
        PERFORM auth_inner.record('recovery',
            coalesce(named.record ->> 'username', CASE WHEN btrim(login) = '' THEN '' ELSE repeat(chr(8226), 3) END),
            named.id, '', NULL, false, 'wrong code or name');
    END IF;
END
$$;

-- Takes back the failures and lockouts of an account.
CREATE OR REPLACE FUNCTION auth_inner.unlock(id bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    before auth_inner.attempts := auth_inner.locked_attempts(auth_inner.attempt_key('account', id));
    after auth_inner.attempts := auth_inner.seen(before, moment);
BEGIN
    after.failures := 0;
    after.locked_for := 0;
    PERFORM auth_inner.write_attempts(before, after, moment);
END
$$;

-- Writes the record of an account after its change, and returns the account. `head` is locked.
CREATE OR REPLACE FUNCTION auth_inner.write_account(before auth_inner.account, record json) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    after auth_inner.account := before;
BEGIN
    after.record := write_account.record;
    after.seq := (SELECT h.seq + 1 FROM auth_inner.head AS h);
    IF auth_inner.is_damaged(after.record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    RETURN after;
END
$$;

-- Returns the stored form of a recovery code for the computer that knows the code: only with the code, it opens the user key.
CREATE OR REPLACE FUNCTION auth.recovery_code(login text, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(proof) IS DISTINCT FROM 32 OR login IS NULL OR octet_length(login) > 1024 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN auth_inner.setting_code(auth_inner.recoverable(login), proof);
END
$$;

-- Sets a new password, if the code belongs to the user with this name, and returns whether it does. `key` is the user key,
-- wrapped with the new password; without it, the other recovery codes end. No session begins (R36).
CREATE OR REPLACE FUNCTION auth.recover(login text, proof bytea, hash text, key text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    before auth_inner.account;
    after auth_inner.account;
    used text;
    created_at bigint;
    suffix text := '';
    event text;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(proof) IS DISTINCT FROM 32 OR login IS NULL OR octet_length(login) > 1024
        OR auth_inner.is_new_hash(hash) IS NOT TRUE OR key IS NOT NULL AND NOT auth_inner.is_wrapped_key(key)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- A computer that knows no code neither waits for other changes nor holds them up.
    FOR look IN 1..2 LOOP
        before := auth_inner.recoverable(login);
        used := auth_inner.setting_code(before, proof);
        created_at := CASE WHEN used IS NULL THEN auth_inner.reset_created_at(before, proof) END;
        IF used IS NULL AND created_at IS NULL THEN
            PERFORM auth_inner.record_wrong_code(before, login);
            RETURN false;
        END IF;
        IF look = 1 THEN
            PERFORM FROM auth_inner.head FOR UPDATE;
        END IF;
    END LOOP;
    IF hash = before.record ->> 'password' THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    after := auth_inner.write_account(before, json_build_object(
        'username', before.record -> 'username', 'email', before.record -> 'email',
        'first_name', auth_inner.trimmed(before.record ->> 'first_name'),
        'last_name', auth_inner.trimmed(before.record ->> 'last_name'), 'password', hash, 'roles', before.record -> 'roles',
        'disabled', before.record -> 'disabled', 'times', before.record -> 'times', 'pending', before.record -> 'pending',
        'picture', before.record -> 'picture', 'must_change_password', false,
        'session_epoch', before.record -> 'session_epoch',
        'key_vault', auth_inner.recovered_vault(before.record, used, recover.key), 'fields', before.record -> 'fields'
    ));
    PERFORM auth_inner.unlock(before.id);
    IF created_at IS NOT NULL THEN
        suffix := auth_inner.with_code(before.id, created_at);
    END IF;
    PERFORM auth_inner.end_replaced(before, after, ''::bytea);
    PERFORM auth_inner.next_revision(after.seq);
    FOREACH event IN ARRAY array_remove(ARRAY[
        'password_recovered', CASE WHEN auth_inner.are_codes_lost(before.record, after.record) THEN 'codes_ended' END
    ], NULL) LOOP
        PERFORM auth_inner.record('recovery', after.record ->> 'username', after.id, '', NULL, true, event || suffix);
        PERFORM auth_inner.tell(after.id, event);
    END LOOP;
    RETURN true;
END
$$;

-- Returns the username of the user with this e-mail address, folded, and recovery code, which is used up; NULL if they do not
-- belong together.
CREATE OR REPLACE FUNCTION auth.find_username(email text, proof bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    before auth_inner.account;
    after auth_inner.account;
    used text;
    changed json;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(proof) IS DISTINCT FROM 32 OR email IS NULL OR octet_length(email) > 1024 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    FOR look IN 1..2 LOOP
        before := auth_inner.find(find_username.email);
        used := auth_inner.code_of(before, proof);
        IF used IS NULL OR auth_inner.is_damaged(before.record) OR before.record ->> 'disabled' <> 'false'
            OR before.record ->> 'pending' <> 'false'
            OR auth_inner.fold(before.record ->> 'email') IS DISTINCT FROM find_username.email
        THEN
            RETURN NULL;
        END IF;
        IF look = 1 THEN
            PERFORM FROM auth_inner.head FOR UPDATE;
        END IF;
    END LOOP;
    SELECT json_object_agg(key, CASE key WHEN 'key_vault' THEN
        to_json(array_to_string(array_remove(string_to_array(before.record ->> 'key_vault', ' '), 'code:' || used), ' '))
        ELSE value END) INTO changed FROM json_each(before.record);
    after := auth_inner.write_account(before, changed);
    PERFORM auth_inner.end_replaced(before, after, ''::bytea);
    PERFORM auth_inner.next_revision(after.seq);
    PERFORM auth_inner.record('recovery', after.record ->> 'username', after.id, '', NULL, true, 'code_used');
    PERFORM auth_inner.tell(after.id, 'code_used');
    RETURN after.record ->> 'username';
END
$$;
