-- What the list of users is searched and sorted by: `users/list.rs` of the program.

-- Whether a user has a code for the first password, and has not chosen one.
CREATE OR REPLACE FUNCTION auth_inner.has_first_code(record json) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT record ->> 'key_vault' <> '' AND auth_inner.vault_entry(record, 'key') IS NULL
        AND coalesce(auth_inner.vault_entry(record, 'reset') ~ '^[0-9]+/86400[.]', false)
$$;

-- The two keys of a digest under the key of the names, so that many can be computed.
CREATE OR REPLACE FUNCTION auth_inner.pads(OUT inside bytea, OUT outside bytea)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    secret constant bytea := (SELECT bytes FROM auth_inner.key WHERE name = 'names') || decode(repeat('00', 32), 'hex');
BEGIN
    inside := secret;
    outside := secret;
    FOR n IN 0..63 LOOP
        inside := set_byte(inside, n, get_byte(secret, n) # 54);
        outside := set_byte(outside, n, get_byte(secret, n) # 92);
    END LOOP;
END
$$;

-- A user as listed. Every write of a user computes this, so that it has to be quick and must not fail: damage is recognised for
-- certain where a user is shown. `state` is `Status` of the program in its order, without lockouts and access times.
CREATE OR REPLACE FUNCTION auth_inner.listed_row(
    id bytea, place bigint, name_key text, record json, attempts_name bytea, last_sign_in bigint
) RETURNS auth_inner.listed
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    user_record jsonb := '{}';
    row auth_inner.listed;
    vault text;
BEGIN
    -- A text with the character of number 0 is none for the server.
    IF strpos(record::text, chr(92) || 'u0000') = 0 THEN
        user_record := record;
    END IF;
    row.id := id;
    row.position := place;
    row.attempts_name := attempts_name;
    row.last_sign_in := last_sign_in;
    IF jsonb_typeof(user_record -> 'roles') = 'array' AND jsonb_typeof(user_record -> 'fields') = 'object'
        AND jsonb_typeof(user_record -> 'username') = 'string' AND jsonb_typeof(user_record -> 'key_vault') = 'string'
        AND jsonb_typeof(user_record -> 'times') = 'array'
    THEN
        row.username := user_record ->> 'username';
        row.email := coalesce(user_record ->> 'email', '');
        row.roles := ARRAY(SELECT btrim(role) FROM jsonb_array_elements_text(user_record -> 'roles') AS role);
        row.search := coalesce(
                nullif(btrim(concat(user_record ->> 'first_name', ' ', user_record ->> 'last_name')), ''), row.username
            ) || chr(10) || row.username || chr(10) || row.email;
        IF user_record -> 'fields' <> '{}' THEN
            row.search := row.search || chr(10) || (
                SELECT string_agg(f.value, chr(10) ORDER BY f.key COLLATE "C")
                FROM jsonb_each_text(user_record -> 'fields') AS f
            );
        END IF;
        row.search := auth_inner.fold(row.search);
        IF user_record -> 'times' <> '["", "", ""]' THEN
            row.times := user_record -> 'times';
        END IF;
        vault := user_record ->> 'key_vault';
        row.has_two_step := vault ~ '(^| )totp:';
        row.state := CASE
            WHEN user_record -> 'disabled' = 'true' THEN 8
            WHEN user_record -> 'pending' = 'true' THEN 0
            WHEN user_record -> 'password' = 'null' THEN 7
            WHEN vault ~ '(^| )reset:[0-9]+/86400[.]' AND vault !~ '(^| )key:' THEN 3
            ELSE 2
        END;
    ELSE
        row.username := name_key;
        row.email := '';
        row.roles := '{}';
        row.search := name_key || chr(10) || name_key || chr(10);
        row.has_two_step := false;
        row.state := 9;
    END IF;
    row.sort := left(row.search, 200);
    row.role_key := left(array_to_string(row.roles, chr(1)), 200);
    RETURN row;
END
$$;

-- Follows the changes of `account`.
CREATE OR REPLACE FUNCTION auth_inner.follow_account() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM auth_inner.listed;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM auth_inner.listed AS l USING before AS b WHERE l.id = b.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM auth_inner.ensure_key();
        INSERT INTO auth_inner.listed SELECT l.* FROM (
            SELECT a.*, sha256(p.outside || sha256(p.inside || sha256(
                convert_to('account', 'UTF8') || decode('00', 'hex') || a.id))) AS attempts_name
            FROM after AS a, auth_inner.pads() AS p
        ) AS a LEFT JOIN auth_inner.attempts AS t ON t.name = a.attempts_name,
            auth_inner.listed_row(a.id, a.position, a.name_key, a.record, a.attempts_name, t.last_sign_in) AS l;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER listed_added AFTER INSERT ON auth_inner.account
    REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION auth_inner.follow_account();
CREATE OR REPLACE TRIGGER listed_changed AFTER UPDATE ON auth_inner.account
    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION auth_inner.follow_account();
CREATE OR REPLACE TRIGGER listed_removed AFTER DELETE ON auth_inner.account
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION auth_inner.follow_account();
CREATE OR REPLACE TRIGGER listed_emptied AFTER TRUNCATE ON auth_inner.account
    FOR EACH STATEMENT EXECUTE FUNCTION auth_inner.follow_account();

-- Follows the last sign-in of a user. Where this would have to wait, the list is sorted by the one before, until the next one.
CREATE OR REPLACE FUNCTION auth_inner.follow_sign_in() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Only a sign-in that has succeeded does more than others: no computer learns by the time that this takes who has an account.
    IF new.last_sign_in IS DISTINCT FROM old.last_sign_in THEN
        UPDATE auth_inner.listed AS l SET last_sign_in = new.last_sign_in WHERE l.id = ANY (ARRAY(
            SELECT o.id FROM auth_inner.listed AS o WHERE o.attempts_name = coalesce(new.name, old.name)
            FOR UPDATE SKIP LOCKED));
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER listed_sign_in AFTER INSERT OR UPDATE OR DELETE ON auth_inner.attempts
    FOR EACH ROW EXECUTE FUNCTION auth_inner.follow_sign_in();

-- All users are listed anew if the key is another one, because it was left out of a backup.
DELETE FROM auth_inner.listed
WHERE (SELECT l.attempts_name <> auth_inner.attempt_key('account', l.id) FROM auth_inner.listed AS l LIMIT 1);
-- Users who were there before.
INSERT INTO auth_inner.listed SELECT l.* FROM (
    SELECT a.*, sha256(p.outside || sha256(p.inside || sha256(
        convert_to('account', 'UTF8') || decode('00', 'hex') || a.id))) AS attempts_name
    FROM auth_inner.account AS a, auth_inner.pads() AS p
) AS a LEFT JOIN auth_inner.attempts AS t ON t.name = a.attempts_name,
    auth_inner.listed_row(a.id, a.position, a.name_key, a.record, a.attempts_name, t.last_sign_in) AS l
WHERE NOT EXISTS (SELECT FROM auth_inner.listed);
