-- Adding, renaming and removing users by administrators, as `users_change.sql` changes them.

-- A username of a new user, checked. Letters outside ASCII can make two look alike, which is only compared at a trusted computer.
CREATE OR REPLACE FUNCTION auth_inner.checked_username(name jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words text := auth_inner.trimmed(name #>> '{}');
BEGIN
    IF jsonb_typeof(name) <> 'string' OR octet_length(words) <> length(words) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF words !~ '^[A-Za-z0-9._+@-]{1,64}$' THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN words;
END
$$;

-- Gives a user another name on the pages that name the user, or none. Returns whether one does.
CREATE OR REPLACE FUNCTION auth_inner.rename_on_pages(name_key text, name text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    list text;
    is_named boolean := false;
    items text[];
BEGIN
    FOR list IN
        SELECT 'views.' || n || '.users' FROM auth_inner.setting AS l, generate_series(0, l.value::integer - 1) AS n
        WHERE l.path = 'views'
    LOOP
        CONTINUE WHEN NOT EXISTS (
            SELECT FROM auth_inner.setting_list(list) AS l WHERE auth_inner.fold(btrim(l.item)) = name_key
        );
        is_named := true;
        items := ARRAY(
            SELECT CASE WHEN auth_inner.fold(btrim(l.item)) = name_key THEN name ELSE l.item END
            FROM auth_inner.setting_list(list) AS l
            WHERE name IS NOT NULL OR auth_inner.fold(btrim(l.item)) <> name_key ORDER BY l.n
        );
        DELETE FROM auth_inner.setting AS s WHERE s.path = list OR starts_with(s.path, list || '.');
        INSERT INTO auth_inner.setting (path, value) SELECT r.path, r.value FROM auth_inner.list_rows(list, items) AS r;
    END LOOP;
    RETURN is_named;
END
$$;

-- Changes the username of a user.
CREATE OR REPLACE FUNCTION auth.rename_user(session bytea, account bytea, name text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    checked text;
    after auth_inner.account;
    is_on_pages boolean;
BEGIN
    IF account IS NULL OR name IS NULL THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    checked := auth_inner.checked_username(to_jsonb(name));
    IF auth_inner.is_name_taken(checked, account) THEN
        RETURN jsonb_build_object('word', 'username_taken');
    END IF;
    after := begun.whom;
    after.name_key := auth_inner.fold(checked);
    after.record := auth_inner.record_with(after.record, jsonb_build_object('username', checked));
    after.seq := (begun.head).seq + 1;
    UPDATE auth_inner.account AS a SET seq = after.seq, name_key = after.name_key, record = after.record WHERE a.id = after.id;
    is_on_pages := auth_inner.rename_on_pages((begun.whom).name_key, checked);
    PERFORM auth_inner.end_replaced(begun.whom, after, ''::bytea);
    PERFORM auth_inner.next_revision(after.seq);
    IF is_on_pages THEN
        UPDATE auth_inner.head SET settings_seq = after.seq;
    END IF;
    PERFORM auth_inner.record_users(begun.caller, after, true, 'renamed from ' || ((begun.whom).record ->> 'username'));
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Removes a user, and what is stored about the account beside the audit log and its signatures (R82).
CREATE OR REPLACE FUNCTION auth.remove_user(session bytea, account bytea, approvals bytea[] DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    number bigint;
    is_damaged boolean;
    missing jsonb;
    digest constant bytea := sha256(convert_to('account', 'UTF8') || decode('00', 'hex') || account);
BEGIN
    IF account IS NULL THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    -- Only a caller with every permission removes a user whose roles are not certain.
    is_damaged := coalesce(begun.refusal = 'entry_mistake', false);
    IF begun.refusal IS NOT NULL AND NOT (is_damaged AND (begun.own -> 'admin')::boolean) THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    IF (begun.whom).id = (begun.caller).id THEN
        RETURN jsonb_build_object('word', 'own_account');
    END IF;
    IF auth_inner.is_last_admin(begun.whom, NULL) THEN
        RETURN jsonb_build_object('word', 'last_administrator');
    END IF;
    missing := auth_inner.missing_approval(session, approvals, 'users.delete', encode(account, 'hex'),
        jsonb_build_array(auth_inner.named_user(begun.whom)));
    IF missing IS NOT NULL THEN
        RETURN missing;
    END IF;
    number := (begun.head).seq + 1;
    DELETE FROM auth_inner.account AS a WHERE a.id = account;
    INSERT INTO auth_inner.gone (seq, id) VALUES (number, account);
    IF NOT is_damaged THEN
        INSERT INTO auth_inner.ended (credential) SELECT unnest(auth_inner.credentials(begun.whom))
            ON CONFLICT (credential) DO NOTHING;
    END IF;
    IF auth_inner.rename_on_pages((begun.whom).name_key, NULL) THEN
        UPDATE auth_inner.head SET settings_seq = number;
    END IF;
    PERFORM auth_inner.next_revision(number);
    DELETE FROM auth_inner.attempts AS t
        WHERE t.name IN (auth_inner.attempt_key('account', account), auth_inner.attempt_key('mail', digest));
    DELETE FROM auth_inner.code AS c WHERE c.who = auth_inner.attempt_key('account', account);
    DELETE FROM auth_inner.notice AS n WHERE n.who = auth_inner.notice_key(account);
    DELETE FROM auth_inner.step AS s WHERE s.who = auth_inner.notice_key(account);
    DELETE FROM auth_inner.signing_key AS k WHERE k.account = remove_user.account;
    DELETE FROM auth_inner.second_factor AS f WHERE f.account = remove_user.account;
    DELETE FROM auth_inner.remembered AS r WHERE r.account = remove_user.account;
    DELETE FROM auth_inner.pin AS p WHERE p.account = remove_user.account;
    PERFORM auth_inner.end_sessions(ARRAY(SELECT s.id FROM auth_inner.restricted_session AS s WHERE s.account = remove_user.account));
    PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'removed');
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Adds a user with a code for the first password, whose digest this is. `hash` is of a random password that is not kept.
CREATE OR REPLACE FUNCTION auth.add_user(
    session bytea, id bytea, described jsonb, hash text, digest bytea, approvals bytea[] DEFAULT '{}'
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    username text;
    address text;
    roles text[];
    record json;
    added auth_inner.account;
    state bytea;
    missing jsonb;
BEGIN
    IF octet_length(id) IS DISTINCT FROM 16 OR octet_length(digest) IS DISTINCT FROM 32
        OR jsonb_typeof(described) IS DISTINCT FROM 'object' OR length(described::text) > 20000
        OR auth_inner.is_new_hash(hash) IS NOT TRUE
    THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, NULL);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_object_keys(described) AS key
        WHERE key NOT IN ('username', 'email', 'first_name', 'last_name', 'roles', 'fields')
    ) OR NOT described ?& ARRAY['username', 'email', 'first_name', 'last_name', 'roles', 'fields'] THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    username := auth_inner.checked_username(described -> 'username');
    address := auth_inner.checked_email(described -> 'email');
    roles := auth_inner.checked_roles(described -> 'roles');
    IF NOT auth_inner.covers(begun.own, auth_inner.powers(roles)) THEN
        RETURN jsonb_build_object('word', 'not_allowed');
    END IF;
    IF EXISTS (SELECT FROM auth_inner.account AS a WHERE a.id = add_user.id)
        OR EXISTS (SELECT FROM auth_inner.event AS e WHERE add_user.id IN (e.who_id, e.whom_id))
        OR EXISTS (SELECT FROM auth_inner.signature AS s WHERE s.account = add_user.id)
    THEN
        -- Ids are random, and not used again.
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF auth_inner.is_name_taken(username, add_user.id) THEN
        RETURN jsonb_build_object('word', 'username_taken');
    ELSIF auth_inner.is_name_taken(address, add_user.id) THEN
        RETURN jsonb_build_object('word', 'email_taken');
    END IF;
    missing := auth_inner.missing_for_gain(session, approvals, NULL, username, address, '{}', roles);
    IF missing IS NOT NULL THEN
        RETURN missing;
    END IF;
    record := json_build_object(
        'username', username, 'email', address, 'first_name', auth_inner.checked_name(described -> 'first_name'),
        'last_name', auth_inner.checked_name(described -> 'last_name'), 'password', hash, 'roles', roles,
        'disabled', false, 'times', '["", "", ""]'::json, 'pending', false, 'picture', NULL, 'must_change_password', false,
        'session_epoch', 0, 'key_vault', '', 'fields', auth_inner.checked_fields('{}', described -> 'fields')
    );
    added.id := add_user.id;
    added.name_key := auth_inner.fold(username);
    state := auth_inner.fingerprint(added.id, added.name_key, record);
    added.record := auth_inner.record_with(record, jsonb_build_object('key_vault',
        'reset:' || auth_inner.reset_text(digest, state, true)));
    added.seq := (begun.head).seq + 1;
    IF auth_inner.is_damaged(added.record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    INSERT INTO auth_inner.account (id, position, seq, name_key, record)
        SELECT added.id, coalesce(max(a.position), 0) + 1, added.seq, added.name_key, added.record FROM auth_inner.account AS a;
    DELETE FROM auth_inner.email AS e WHERE auth_inner.fold(e.email) = auth_inner.fold(address);
    IF FOUND THEN
        UPDATE auth_inner.head SET emails_seq = added.seq;
    END IF;
    PERFORM auth_inner.next_revision(added.seq);
    PERFORM auth_inner.record_users(begun.caller, added, true, 'added');
    RETURN jsonb_build_object('word', 'done');
END
$$;
