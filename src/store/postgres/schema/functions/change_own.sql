-- The change of the own account at a restricted computer. What is written is as `users/write.rs` writes it.

-- A text without white space around it, as `trim` of the program.
CREATE OR REPLACE FUNCTION auth_inner.trimmed(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT btrim(words, string_agg(chr(code), '')) FROM unnest(ARRAY[
        9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239,
        8287, 12288
    ]) AS code
$$;

-- Whether a text has a character that is not shown, but changes how others are: `is_invisible` of the program.
CREATE OR REPLACE FUNCTION auth_inner.has_invisible(words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(bool_or(
        code < 32 OR code BETWEEN 127 AND 159 OR code = 1564 OR code BETWEEN 8203 AND 8207 OR code BETWEEN 8232 AND 8238
        OR code BETWEEN 8288 AND 8297 OR code = 65279 OR code BETWEEN 65529 AND 65531 OR code BETWEEN 917504 AND 917631
    ), false)
    FROM string_to_table(words, NULL) AS letter, ascii(letter) AS code
$$;

-- A name of a person, checked.
CREATE OR REPLACE FUNCTION auth_inner.checked_name(name jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := auth_inner.trimmed(name #>> '{}');
BEGIN
    -- Two of the invisible characters join letters of some scripts.
    IF jsonb_typeof(name) <> 'string' OR length(words) > 200
        OR auth_inner.has_invisible(translate(words, chr(8204) || chr(8205), ''))
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN words;
END
$$;

-- An e-mail address, checked. Letters outside ASCII can make two addresses look alike, which is only compared at a trusted
-- computer.
CREATE OR REPLACE FUNCTION auth_inner.checked_email(email jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := auth_inner.trimmed(email #>> '{}');
BEGIN
    IF jsonb_typeof(email) <> 'string' OR octet_length(words) <> length(words) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF length(words) > 254 OR words !~
        '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$'
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN words;
END
$$;

-- Whether another user has this address or name.
CREATE OR REPLACE FUNCTION auth_inner.is_used(name text, except_for bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
            SELECT FROM auth_inner.account AS a WHERE a.name_key = auth_inner.fold(name) AND a.id <> except_for
        ) OR EXISTS (
            SELECT FROM auth_inner.account AS a
            WHERE auth_inner.email_key(a.record) COLLATE "C" = auth_inner.fold(name) AND a.id <> except_for
        )
$$;

-- Whether another user has this address or name, or it waits for its owner to register (R89).
CREATE OR REPLACE FUNCTION auth_inner.is_taken(email text, except_for bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.is_used(is_taken.email, except_for)
        OR EXISTS (SELECT FROM auth_inner.email AS e WHERE auth_inner.fold(e.email) = auth_inner.fold(is_taken.email))
$$;

-- Whether an address is taken can be asked again and again, in changes that are rolled back. So it cannot be asked quickly.
CREATE OR REPLACE FUNCTION auth_inner.linger() RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_sleep(0.5) $$;

-- The path of a picture, checked. A path that leads to another computer would have every computer that shows it sign in there.
CREATE OR REPLACE FUNCTION auth_inner.checked_picture(picture jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := picture #>> '{}';
BEGIN
    IF jsonb_typeof(picture) = 'null' THEN
        RETURN NULL;
    END IF;
    IF jsonb_typeof(picture) <> 'string' OR length(words) > 1000 OR auth_inner.has_invisible(words)
        OR NOT (starts_with(words, '/') OR words ~ '^[A-Za-z]:' AND substr(words, 3, 1) IN ('/', chr(92)))
        OR substr(words, 2, 1) IN ('/', chr(92)) OR strpos(words, '/?') = 1
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN words;
END
$$;

-- Whether a hash of a new password is well formed and not cheaper to guess than the settings ask for.
CREATE OR REPLACE FUNCTION auth_inner.is_new_hash(hash text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found text[];
BEGIN
    found := regexp_match(hash, '^[$]2b[$]([0-9]{2})[$][A-Za-z0-9./]{53}$');
    IF found IS NOT NULL THEN
        RETURN auth_inner.setting('password.hash', 'bcrypt') = 'bcrypt'
            AND found[1]::integer BETWEEN auth_inner.setting('password.cost', '12')::integer AND 15;
    END IF;
    found := regexp_match(hash,
        '^[$]argon2id[$]v=19[$]m=([0-9]{1,6}),t=([0-9]{1,2}),p=([0-9]{1,2})[$][A-Za-z0-9+/]{22,128}[$][A-Za-z0-9+/]{43,128}$');
    RETURN found IS NOT NULL AND found[1]::integer BETWEEN 65536 AND 262144 AND found[2]::integer BETWEEN 3 AND 16
        AND found[3]::integer BETWEEN 1 AND 16;
END
$$;

-- Whether a text is base64 for URLs without padding, as the program writes it: the spare bits of the last letter are 0.
CREATE OR REPLACE FUNCTION auth_inner.is_base64url(words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT words ~ '^[A-Za-z0-9_-]*$' AND CASE length(words) % 4
        WHEN 0 THEN true
        WHEN 2 THEN words ~ '[AQgw]$'
        WHEN 3 THEN words ~ '[AEIMQUYcgkosw048]$'
        ELSE false
    END
$$;

-- Whether a text is a user key that is wrapped with a password: a salt of 16 bytes, and between 41 and 768 bytes.
CREATE OR REPLACE FUNCTION auth_inner.is_wrapped_key(words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT words ~ '^a1[.][A-Za-z0-9_-]{21}[AQgw][.][A-Za-z0-9_-]+$' AND auth_inner.is_base64url(split_part(words, '.', 3))
        AND length(split_part(words, '.', 3)) BETWEEN 55 AND 1024
$$;

-- The key vault after a change of the password. The computer gives the user key, wrapped with the new password; codes and the
-- second factor, which it does not know, stay as they are, and a code of an administrator ends with the password that it could
-- replace. Without the key, unused recovery codes end, as `KeyVault::after_reset`.
CREATE OR REPLACE FUNCTION auth_inner.vault_after(id bytea, record json, vault jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    codes constant text[] := auth_inner.vault_entries(record, 'code');
    old_key constant text := auth_inner.vault_entry(record, 'key');
    totp constant text := auth_inner.vault_entry(record, 'totp');
    recovered constant text := auth_inner.vault_entry(record, 'recovered');
    -- What the computer was shown of these may come back.
    shown constant text[] := ARRAY['totp:' || auth_inner.shown_totp(id, totp), 'recovered:' || recovered]
        || ARRAY(SELECT 'code:' || code FROM unnest(auth_inner.shown_codes(id, codes)) AS code);
    given text[];
    key text;
BEGIN
    IF vault IS NOT NULL AND jsonb_typeof(vault) <> 'string' OR length(vault #>> '{}') > 2000 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    given := ARRAY(
        SELECT part FROM unnest(string_to_array(vault #>> '{}', ' ')) AS part WHERE part <> '' AND part = ANY (shown) IS NOT TRUE
    );
    key := CASE WHEN starts_with(given[1], 'key:') THEN substr(given[1], 5) END;
    IF cardinality(given) > 1 OR cardinality(given) = 1 AND (
        key IS NULL OR key IN (old_key, auth_inner.shown_key(id, old_key)) OR NOT auth_inner.is_wrapped_key(key)
    ) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF totp IS NULL AND (key IS NULL OR cardinality(codes) = 0) THEN
        RETURN '';
    END IF;
    -- What opens the second factor cannot be given up here, and a computer that does not know the key has none to give.
    IF (key IS NULL) <> (old_key IS NULL) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    RETURN concat_ws(' ', 'key:' || key, 'code:' || nullif(array_to_string(codes, ' code:'), ''), 'totp:' || totp,
        'recovered:' || recovered);
END
$$;

-- The digests of all credentials of an account: `ended_credentials::all_of`.
CREATE OR REPLACE FUNCTION auth_inner.credentials(account auth_inner.account) RETURNS bytea[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    record constant json := account.record;
    key constant text := auth_inner.vault_entry(record, 'key');
    state constant bytea := auth_inner.fingerprint(account.id, account.name_key, record);
    is_disabled constant bytea := CASE WHEN record ->> 'disabled' = 'true' THEN decode('01', 'hex') ELSE decode('00', 'hex') END;
BEGIN
    RETURN ARRAY(
        SELECT sha256(auth_inner.part(account.id) || auth_inner.part(c.kind) || auth_inner.part(c.bytes))
        FROM (
            SELECT 'password' AS kind, convert_to(record ->> 'password', 'UTF8') AS bytes
            UNION ALL SELECT 'key', convert_to(key, 'UTF8')
            UNION ALL SELECT 'recovery code', convert_to(code, 'UTF8') FROM unnest(auth_inner.vault_entries(record, 'code')) AS code
            UNION ALL SELECT 'reset code', convert_to(auth_inner.vault_entry(record, 'reset'), 'UTF8')
            UNION ALL SELECT 'remembered', state
            UNION ALL SELECT 'quick unlock', state || is_disabled || convert_to(coalesce(key, ''), 'UTF8')
        ) AS c
        WHERE c.bytes IS NOT NULL
    );
END
$$;

-- The record after a change by its owner.
CREATE OR REPLACE FUNCTION auth_inner.changed_record(id bytea, record json, patch jsonb) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_password constant boolean := patch ? 'password';
    epoch bigint := (record ->> 'session_epoch')::bigint;
BEGIN
    IF patch ? 'session_epoch' THEN
        epoch := (epoch + 1) % 1000000000;
        IF patch -> 'session_epoch' <> to_jsonb(epoch) THEN
            PERFORM auth_inner.refuse('AU002');
        END IF;
    END IF;
    RETURN json_build_object(
        'username', record -> 'username',
        'email', CASE WHEN patch ? 'email' THEN auth_inner.checked_email(patch -> 'email') ELSE record ->> 'email' END,
        'first_name', CASE WHEN patch ? 'first_name' THEN auth_inner.checked_name(patch -> 'first_name')
            ELSE auth_inner.trimmed(record ->> 'first_name') END,
        'last_name', CASE WHEN patch ? 'last_name' THEN auth_inner.checked_name(patch -> 'last_name')
            ELSE auth_inner.trimmed(record ->> 'last_name') END,
        'password', CASE WHEN is_password THEN patch ->> 'password' ELSE record ->> 'password' END,
        'roles', record -> 'roles',
        'disabled', record -> 'disabled',
        'times', record -> 'times',
        'pending', record -> 'pending',
        'picture', CASE WHEN patch ? 'picture' THEN auth_inner.checked_picture(patch -> 'picture') ELSE record ->> 'picture' END,
        'must_change_password', CASE WHEN is_password THEN to_json(false) ELSE record -> 'must_change_password' END,
        'session_epoch', epoch,
        'key_vault', CASE WHEN is_password THEN auth_inner.vault_after(id, record, patch -> 'key_vault')
            ELSE record ->> 'key_vault' END,
        'fields', record -> 'fields'
    );
END
$$;

-- Checks that a change has only what a user may change, and that the password was entered for what needs it.
CREATE OR REPLACE FUNCTION auth_inner.check_patch(own_session auth_inner.restricted_session, record json, patch jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    seconds constant bigint := auth_inner.now();
    is_fresh constant boolean := own_session.fresh_until > seconds;
    -- Who has to choose a password has just entered the one before.
    must_change constant boolean := record ->> 'must_change_password' = 'true' AND own_session.began > seconds - 600;
BEGIN
    IF EXISTS (
        SELECT FROM jsonb_object_keys(patch) AS changed WHERE changed NOT IN (
            'first_name', 'last_name', 'email', 'picture', 'password', 'must_change_password', 'key_vault', 'session_epoch'
        )
    ) OR (patch ? 'must_change_password' OR patch ? 'key_vault') AND NOT patch ? 'password'
        OR patch ? 'must_change_password' AND patch -> 'must_change_password' <> 'false'
    THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF (patch ? 'email' OR patch ? 'session_epoch') AND NOT is_fresh
        OR patch ? 'password' AND NOT (is_fresh OR must_change)
    THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
    IF patch ? 'password' AND (
        jsonb_typeof(patch -> 'password') <> 'string' OR NOT auth_inner.is_new_hash(patch ->> 'password')
        OR patch ->> 'password' = record ->> 'password'
    ) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Notes that the credentials of an account which a change has replaced have ended (R91), and ends its other sessions.
CREATE OR REPLACE FUNCTION auth_inner.end_replaced(before auth_inner.account, after auth_inner.account, kept bytea)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO auth_inner.ended (credential)
        SELECT unnest(auth_inner.credentials(before)) EXCEPT SELECT unnest(auth_inner.credentials(after))
        ON CONFLICT (credential) DO NOTHING;
    PERFORM auth_inner.end_sessions(ARRAY(
        SELECT s.id FROM auth_inner.restricted_session AS s
        WHERE s.account = before.id AND s.id <> kept AND NOT auth_inner.permits(after, s.state)
    ));
    UPDATE auth_inner.restricted_session AS s
        SET state = auth_inner.fingerprint(after.id, after.name_key, after.record) WHERE s.id = kept;
    -- An old password signs nothing any more (R112).
    IF after.record ->> 'password' IS DISTINCT FROM before.record ->> 'password' THEN
        DELETE FROM auth_inner.signing_key AS k WHERE k.account = before.id;
        IF FOUND THEN
            PERFORM auth_inner.record('signature', '', NULL, before.record ->> 'username', before.id, true, 'signing key ended');
        END IF;
    END IF;
END
$$;

-- Whether recovery codes have ended that were not used, as `Notices::send_change`: one of the present form may have been.
CREATE OR REPLACE FUNCTION auth_inner.are_codes_lost(before json, after json) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (count(*) > 1 OR bool_or(NOT starts_with(code, 'x1.')))
        AND cardinality(auth_inner.vault_entries(after, 'code')) = 0
    FROM unnest(auth_inner.vault_entries(before, 'code')) AS code
$$;

-- Records a change by the owner, who is notified of what concerns the sign-in (R35). An account that has made 120 records in the
-- last hour makes no further change.
CREATE OR REPLACE FUNCTION auth_inner.record_own(before auth_inner.account, after auth_inner.account, patch jsonb)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    event text;
    events text[] := array_remove(ARRAY[
        CASE WHEN patch ? 'password' THEN 'password_changed' END,
        CASE WHEN patch ? 'email' THEN 'email_changed' END,
        CASE WHEN patch ? 'session_epoch' THEN 'signed_out_everywhere' END
    ], NULL);
BEGIN
    PERFORM auth_inner.limit_records(after.id, 120);
    IF cardinality(events) = 0 THEN
        PERFORM auth_inner.record('account', after.record ->> 'username', after.id, '', NULL, true, 'details_changed');
        RETURN;
    END IF;
    IF auth_inner.are_codes_lost(before.record, after.record) THEN
        events := events || 'codes_ended'::text;
    END IF;
    FOREACH event IN ARRAY events LOOP
        PERFORM auth_inner.record('account', after.record ->> 'username', after.id, '', NULL, true, event);
        PERFORM auth_inner.tell(after.id, event);
    END LOOP;
END
$$;

-- Gives the users and settings another revision, as the change with this number, and tells other computers.
CREATE OR REPLACE FUNCTION auth_inner.next_revision(number bigint) RETURNS bytea
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    made constant bytea := auth_inner.random_bytes();
    present constant bytea := (SELECT h.revision FROM auth_inner.head AS h);
    last constant bytea := (SELECT s.revision FROM auth_inner.seen_revision AS s);
BEGIN
    IF last <> present AND NOT EXISTS (SELECT FROM auth_inner.past AS p WHERE p.revision = present) THEN
        -- An edit that no program has made, which this change would hide (R91).
        PERFORM auth_inner.record('file', '', NULL, '', NULL, true, 'changed by hand');
    END IF;
    INSERT INTO auth_inner.past (revision, seq) VALUES (made, number);
    UPDATE auth_inner.head SET revision = made, seq = number;
    INSERT INTO auth_inner.seen_revision (revision) VALUES (made) ON CONFLICT (one) DO UPDATE SET revision = excluded.revision;
    IF number % 1000 = 0 THEN
        DELETE FROM auth_inner.past AS p WHERE p.seq <= number - 10000;
        DELETE FROM auth_inner.gone AS g WHERE g.seq <= number - 10000;
    END IF;
    PERFORM pg_notify('auth_changed', '');
    RETURN made;
END
$$;

-- Changes the own account, if it and the settings are as in this revision, and returns the new one.
CREATE OR REPLACE FUNCTION auth.change_own(session bytea, revision bytea, patch jsonb) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
DECLARE
    own_session auth_inner.restricted_session;
    head auth_inner.head;
    before auth_inner.account;
    after auth_inner.account;
    known bigint;
    made bytea;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(revision) IS DISTINCT FROM 32 OR jsonb_typeof(patch) IS DISTINCT FROM 'object'
        OR length(patch::text) > 20000
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- A computer without a session neither waits for other changes nor holds them up.
    own_session := auth_inner.session_of(session);
    IF patch ? 'email' THEN
        PERFORM auth_inner.linger();
    END IF;
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    own_session := auth_inner.session_of(session);
    SELECT a.* INTO before FROM auth_inner.account AS a WHERE a.id = own_session.account FOR UPDATE;
    IF before.id IS NULL OR head.revision IS NULL THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    IF NOT auth_inner.is_usable(own_session, before.record) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    known := CASE WHEN head.revision = change_own.revision THEN head.seq
        ELSE (SELECT p.seq FROM auth_inner.past AS p WHERE p.revision = change_own.revision) END;
    IF known IS NULL OR greatest(before.seq, head.settings_seq) > known THEN
        PERFORM auth_inner.refuse('AU003');
    END IF;
    PERFORM auth_inner.check_patch(own_session, before.record, patch);
    after := before;
    after.record := auth_inner.changed_record(before.id, before.record, patch);
    after.seq := head.seq + 1;
    IF patch ? 'email' AND auth_inner.is_taken(after.record ->> 'email', before.id) THEN
        PERFORM auth_inner.refuse('AU007');
    END IF;
    IF auth_inner.is_damaged(after.record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF after.record::jsonb = before.record::jsonb THEN
        RETURN head.revision;
    END IF;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    PERFORM auth_inner.end_replaced(before, after, own_session.id);
    made := auth_inner.next_revision(after.seq);
    PERFORM auth_inner.record_own(before, after, patch);
    RETURN made;
END
$$;
