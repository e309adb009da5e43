-- Changes of users by administrators: `service/users` of the program. A function returns what came of it in a word, so that a
-- refusal that is recorded stays so. `approvals` are the tickets of what a second person has approved.

-- Whether a user could sign in as an administrator, at some time or at all times: `User::is_active_admin`.
CREATE OR REPLACE FUNCTION auth_inner.is_active_admin(record json, at_times boolean) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF record IS NULL OR auth_inner.is_damaged(record) THEN
        RETURN false;
    END IF;
    RETURN 'admin' = ANY (auth_inner.roles_of(record))
        AND record ->> 'disabled' = 'false' AND record ->> 'pending' = 'false'
        AND (auth_inner.vault_entry(record, 'key') IS NOT NULL OR auth_inner.vault_entry(record, 'reset') IS NULL)
        AND (at_times OR (record -> 'times')::jsonb = '["", "", ""]');
END
$$;

-- Whether no administrator could sign in after a change of a user, or the removal if `after` is NULL: `check_administrator`.
CREATE OR REPLACE FUNCTION auth_inner.is_last_admin(before auth_inner.account, after json) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    others json[];
    at_times boolean;
BEGIN
    -- Most users are none, and most changes leave one that can sign in at all times: then no other one is looked at.
    IF NOT auth_inner.is_active_admin(before.record, true) OR auth_inner.is_active_admin(after, false) THEN
        RETURN false;
    END IF;
    others := ARRAY(
        SELECT a.record FROM auth_inner.listed AS l JOIN auth_inner.account AS a ON a.id = l.id
        WHERE 'admin' = ANY (l.roles) AND l.id <> before.id
    );
    -- Where all administrators are limited to days or hours, one of them has to remain.
    at_times := NOT (auth_inner.is_active_admin(before.record, false)
        OR EXISTS (SELECT FROM unnest(others) AS other WHERE auth_inner.is_active_admin(other, false)));
    RETURN auth_inner.is_active_admin(before.record, at_times) AND NOT auth_inner.is_active_admin(after, at_times)
        AND NOT EXISTS (SELECT FROM unnest(others) AS other WHERE auth_inner.is_active_admin(other, at_times));
END
$$;

-- Whether another user has this name or address, or has signed with it (R112).
CREATE OR REPLACE FUNCTION auth_inner.is_name_taken(name text, except_for bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.is_used(name, except_for) OR EXISTS (
        SELECT FROM auth_inner.signature AS s WHERE auth_inner.fold(s.username) = auth_inner.fold(name) AND s.account <> except_for
    )
$$;

-- Names of roles, checked, each once.
CREATE OR REPLACE FUNCTION auth_inner.checked_roles(roles jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    checked text[] := '{}';
    role jsonb;
BEGIN
    IF jsonb_typeof(roles) <> 'array' OR jsonb_array_length(roles) > 100 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    FOR role IN SELECT jsonb_array_elements(roles) LOOP
        IF auth_inner.checked_name(role) = '' THEN
            PERFORM auth_inner.refuse('AU005');
        END IF;
        IF auth_inner.checked_name(role) <> ALL (checked) THEN
            checked := checked || auth_inner.checked_name(role);
        END IF;
    END LOOP;
    RETURN checked;
END
$$;

-- First day, last day and hours, checked.
CREATE OR REPLACE FUNCTION auth_inner.checked_times(times jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    day text;
BEGIN
    IF jsonb_typeof(times) <> 'array' OR jsonb_array_length(times) <> 3 OR length(times ->> 2) > 500
        OR EXISTS (SELECT FROM jsonb_array_elements(times) AS text WHERE jsonb_typeof(text) <> 'string')
        OR times ->> 2 <> '' AND auth_inner.hours_include(times ->> 2, 0, 0) IS NULL
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    FOREACH day IN ARRAY ARRAY[times ->> 0, times ->> 1] LOOP
        CONTINUE WHEN day = '';
        IF day !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
            PERFORM auth_inner.refuse('AU005');
        END IF;
        BEGIN
            PERFORM make_date(substr(day, 1, 4)::integer, substr(day, 6, 2)::integer, substr(day, 9, 2)::integer);
        EXCEPTION WHEN datetime_field_overflow THEN
            PERFORM auth_inner.refuse('AU005');
        END;
    END LOOP;
    RETURN times;
END
$$;

-- Values of custom fields, merged into those before; NULL removes one. Together they do not grow beyond 10 000 characters.
CREATE OR REPLACE FUNCTION auth_inner.checked_fields(before json, changes jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    fields jsonb := before;
    change record;
BEGIN
    IF jsonb_typeof(changes) <> 'object' OR length(changes::text) > 10000 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    FOR change IN SELECT * FROM jsonb_each(changes) AS c (key, value) LOOP
        IF jsonb_typeof(change.value) NOT IN ('string', 'null') OR length(change.key) NOT BETWEEN 1 AND 100 THEN
            PERFORM auth_inner.refuse('AU005');
        END IF;
        fields := fields - change.key
            || CASE WHEN change.value = 'null' THEN '{}' ELSE jsonb_build_object(change.key, change.value) END;
    END LOOP;
    IF length(fields::text) > greatest(10000, length((before::jsonb)::text)) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN fields;
END
$$;

-- A key vault as a text.
CREATE OR REPLACE FUNCTION auth_inner.vault_text(record json, reset text, keeps_totp boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT concat_ws(' ',
        'key:' || auth_inner.vault_entry(record, 'key'),
        (SELECT string_agg('code:' || code, ' ' ORDER BY n)
         FROM unnest(auth_inner.vault_entries(record, 'code')) WITH ORDINALITY AS c (code, n)),
        CASE WHEN keeps_totp THEN 'totp:' || auth_inner.vault_entry(record, 'totp') END,
        'reset:' || reset,
        CASE WHEN keeps_totp THEN 'recovered:' || auth_inner.vault_entry(record, 'recovered') END
    )
$$;

-- A code of an administrator as it is stored: `ResetCode`. `digest` is of the code, which the server does not learn.
CREATE OR REPLACE FUNCTION auth_inner.reset_text(digest bytea, state bytea, is_first boolean) RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN is_first THEN (auth_inner.now() + 86400) || '/86400' ELSE (auth_inner.now() + 900)::text END
        || '.' || auth_inner.base64url(sha256(digest || state))
$$;

-- A record with other values, in the form in which the program writes it.
CREATE OR REPLACE FUNCTION auth_inner.record_with(record json, changes jsonb) RETURNS json
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT json_build_object(
        'username', r -> 'username', 'email', r -> 'email', 'first_name', r -> 'first_name', 'last_name', r -> 'last_name',
        'password', r -> 'password', 'roles', r -> 'roles', 'disabled', r -> 'disabled', 'times', r -> 'times',
        'pending', r -> 'pending', 'picture', r -> 'picture', 'must_change_password', r -> 'must_change_password',
        'session_epoch', r -> 'session_epoch', 'key_vault', r -> 'key_vault', 'fields', r -> 'fields'
    )
    FROM (SELECT record::jsonb || changes AS r) AS changed
$$;

-- The user whom an administrator changes, locked, and what refuses it. `managed` says of some lists of roles whether the administrator
-- may change who has them.
CREATE OR REPLACE FUNCTION auth_inner.user_to_change(
    own jsonb, target bytea, managed jsonb, OUT whom auth_inner.account, OUT refusal text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    roles text[];
BEGIN
    SELECT a.* INTO whom FROM auth_inner.account AS a WHERE a.id = target FOR UPDATE;
    IF whom.id IS NULL THEN
        refusal := 'unknown';
    ELSIF auth_inner.is_damaged(whom.record) THEN
        -- The roles of a damaged record are not certain.
        refusal := 'entry_mistake';
    ELSE
        roles := auth_inner.roles_of(whom.record);
        IF NOT coalesce((managed -> roles::text)::boolean, auth_inner.covers(own, auth_inner.powers(roles))) THEN
            refusal := 'not_allowed';
        END IF;
    END IF;
END
$$;

-- Begins a change of a user: locks the users and settings, and returns the administrator, the user, and what refuses the change.
CREATE OR REPLACE FUNCTION auth_inner.begin_change(
    session bytea, target bytea,
    OUT caller auth_inner.account, OUT own jsonb, OUT head auth_inner.head, OUT whom auth_inner.account, OUT refusal text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    asked record;
    found_user record;
BEGIN
    PERFORM auth_inner.admit();
    -- A computer without such a session neither waits for other changes nor holds them up.
    asked := auth_inner.administrator(session, 1, true);
    IF asked.refusal IS NULL THEN
        SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
        asked := auth_inner.administrator(session, 1, true);
    END IF;
    caller := asked.caller;
    own := asked.own;
    refusal := asked.refusal;
    IF refusal IS NOT NULL OR target IS NULL THEN
        RETURN;
    END IF;
    found_user := auth_inner.user_to_change(own, target, NULL);
    whom := found_user.whom;
    refusal := found_user.refusal;
    IF refusal = 'not_allowed' THEN
        PERFORM auth_inner.record_users(caller, whom, false, 'not allowed');
    END IF;
END
$$;

-- Writes the changed record of a user as a part of the change with this number, and ends what it replaces.
CREATE OR REPLACE FUNCTION auth_inner.put_changed(number bigint, before auth_inner.account, record json) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    after auth_inner.account := before;
BEGIN
    IF auth_inner.is_damaged(record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    after.record := record;
    after.seq := number;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    PERFORM auth_inner.end_replaced(before, after, ''::bytea);
END
$$;

-- Writes the changed record of a user, and ends what it replaces.
CREATE OR REPLACE FUNCTION auth_inner.write_changed(head auth_inner.head, before auth_inner.account, record json) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.put_changed(head.seq + 1, before, record);
    PERFORM auth_inner.next_revision(head.seq + 1);
END
$$;

-- What a change makes of a user, or what refuses it. `before_roles` are those that the user could use until now.
CREATE OR REPLACE FUNCTION auth_inner.decided_change(
    caller auth_inner.account, own jsonb, whom auth_inner.account, patch jsonb,
    OUT changes jsonb, OUT record json, OUT before_roles text[], OUT new_roles text[], OUT refusal text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    approves constant boolean := patch ? 'pending';
BEGIN
    record := whom.record;
    IF EXISTS (
        SELECT FROM jsonb_object_keys(patch) AS key
        WHERE key NOT IN ('email', 'first_name', 'last_name', 'roles', 'disabled', 'times', 'fields', 'pending')
    ) OR patch = '{}' OR approves AND (patch - ARRAY['pending', 'roles'] <> '{}' OR patch -> 'pending' <> 'false') THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF approves AND record ->> 'pending' = 'false' THEN
        refusal := 'nothing_to_do';
        RETURN;
    END IF;
    before_roles := auth_inner.roles_of(record);
    new_roles := CASE WHEN patch ? 'roles' THEN auth_inner.checked_roles(patch -> 'roles') ELSE before_roles END;
    -- Only administrators change their own roles, and no user gives permissions that they do not have.
    IF (patch ? 'roles' OR approves) AND (
        NOT auth_inner.covers(own, auth_inner.powers(new_roles)) OR whom.id = caller.id AND NOT (own -> 'admin')::boolean
    ) THEN
        refusal := 'not_allowed';
        RETURN;
    END IF;
    IF (patch -> 'disabled' = 'true' OR patch ? 'times') AND whom.id = caller.id THEN
        refusal := 'own_account';
        RETURN;
    END IF;
    IF patch ? 'disabled' AND jsonb_typeof(patch -> 'disabled') <> 'boolean' THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    changes := jsonb_strip_nulls(jsonb_build_object(
        'email', CASE WHEN patch ? 'email' THEN auth_inner.checked_email(patch -> 'email') END,
        'first_name', CASE WHEN patch ? 'first_name' THEN auth_inner.checked_name(patch -> 'first_name') END,
        'last_name', CASE WHEN patch ? 'last_name' THEN auth_inner.checked_name(patch -> 'last_name') END,
        'roles', CASE WHEN patch ? 'roles' THEN to_jsonb(new_roles) END,
        'disabled', patch -> 'disabled',
        'times', CASE WHEN patch ? 'times' THEN auth_inner.checked_times(patch -> 'times') END,
        'fields', CASE WHEN patch ? 'fields' THEN auth_inner.checked_fields(record -> 'fields', patch -> 'fields') END,
        'pending', patch -> 'pending'
    ));
    IF changes ? 'email' AND auth_inner.is_name_taken(changes ->> 'email', whom.id) THEN
        refusal := 'email_taken';
        RETURN;
    END IF;
    record := auth_inner.record_with(record, changes);
    IF auth_inner.is_last_admin(whom, record) THEN
        refusal := 'last_administrator';
        RETURN;
    END IF;
    -- Who waits for approval, is disabled or limited could not use a role until now.
    IF approves OR (whom.record) ->> 'disabled' = 'true' AND changes -> 'disabled' = 'false'
        OR changes ? 'times' AND ((whom.record) -> 'times')::jsonb <> '["", "", ""]'
    THEN
        before_roles := '{}';
    END IF;
END
$$;

-- Records everything that was changed about a user.
CREATE OR REPLACE FUNCTION auth_inner.record_changed(
    caller auth_inner.account, whom auth_inner.account, changes jsonb, new_roles text[]
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF changes ? 'pending' THEN
        PERFORM auth_inner.record_users(caller, whom, true, 'approved');
    END IF;
    IF changes ? 'roles' THEN
        PERFORM auth_inner.record_users(caller, whom, true, 'roles: ' || array_to_string(new_roles, ', '));
    END IF;
    IF changes ? 'disabled' THEN
        PERFORM auth_inner.record_users(caller, whom, true,
            CASE WHEN changes -> 'disabled' = 'true' THEN 'disabled' ELSE 'enabled' END);
    END IF;
    IF changes ? 'times' THEN
        PERFORM auth_inner.record_users(caller, whom, true, 'access times changed');
    END IF;
    IF changes ? 'email' THEN
        PERFORM auth_inner.record_users(caller, whom, true, 'email_changed');
        PERFORM auth_inner.tell(whom.id, 'email_changed');
    END IF;
    IF changes ?| ARRAY['first_name', 'last_name', 'fields'] THEN
        PERFORM auth_inner.record_users(caller, whom, true, 'changed');
    END IF;
END
$$;

-- Changes a user whose state is this one, as `UserAdmin::change` does: e-mail address, names, roles, access times and custom
-- fields, and whether the user is disabled or waits for approval.
CREATE OR REPLACE FUNCTION auth.change_user(
    session bytea, account bytea, state bytea, patch jsonb, approvals bytea[] DEFAULT '{}'
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    decided record;
    record json;
    missing jsonb;
BEGIN
    IF jsonb_typeof(patch) IS DISTINCT FROM 'object' OR length(patch::text) > 20000 OR account IS NULL OR state IS NULL THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    record := (begun.whom).record;
    IF encode(auth_inner.keyed(convert_to(record::text, 'UTF8')), 'hex') IS DISTINCT FROM encode(state, 'escape') THEN
        PERFORM auth_inner.refuse('AU003');
    END IF;
    decided := auth_inner.decided_change(begun.caller, begun.own, begun.whom, patch);
    IF decided.refusal IS NOT NULL THEN
        IF decided.refusal = 'not_allowed' THEN
            PERFORM auth_inner.record_users(begun.caller, begun.whom, false, 'not allowed');
        END IF;
        RETURN jsonb_build_object('word', decided.refusal);
    END IF;
    missing := auth_inner.missing_for_gain(
        session, approvals, (begun.whom).id, record ->> 'username', NULL, decided.before_roles, decided.new_roles);
    IF missing IS NOT NULL THEN
        RETURN missing;
    END IF;
    PERFORM auth_inner.write_changed(begun.head, begun.whom, decided.record);
    PERFORM auth_inner.record_changed(begun.caller, begun.whom, decided.changes, decided.new_roles);
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- The change that lets a user set a password with a code of this digest; NULL if the user has no password.
CREATE OR REPLACE FUNCTION auth_inner.reset_change(whom auth_inner.account, digest bytea) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    state constant bytea := auth_inner.fingerprint(whom.id, whom.name_key, whom.record);
BEGIN
    IF state IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN jsonb_build_object('key_vault', auth_inner.vault_text(whom.record,
        auth_inner.reset_text(digest, state, auth_inner.has_first_code(whom.record)), true));
END
$$;

-- Does something to how a user signs in: `users/reset.rs` of the program. `secret` is the digest of a code, or the hash of a
-- random password that is not kept.
CREATE OR REPLACE FUNCTION auth.user_action(
    session bytea, account bytea, action text, secret text, approvals bytea[] DEFAULT '{}'
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    record json;
    state bytea;
    changes jsonb;
    epoch bigint;
    has_totp boolean;
    missing jsonb;
    attempts_before auth_inner.attempts;
    attempts_after auth_inner.attempts;
BEGIN
    IF account IS NULL OR length(secret) > 1024
        OR action IN ('reset') AND (secret ~ '^[0-9a-f]{64}$') IS NOT TRUE
        OR action IN ('end_credentials') AND auth_inner.is_new_hash(secret) IS NOT TRUE
    THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    IF coalesce(action, '') NOT IN ('unlock', 'reset', 'require_change', 'sign_out', 'two_step_off', 'end_credentials') THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    record := (begun.whom).record;
    IF action = 'unlock' THEN
        attempts_before := auth_inner.locked_attempts(auth_inner.attempt_key('account', account));
        attempts_after := auth_inner.seen(attempts_before, auth_inner.now());
        attempts_after.failures := 0;
        attempts_after.locked_for := 0;
        PERFORM auth_inner.write_attempts(attempts_before, attempts_after, auth_inner.now());
        PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'unlocked');
        RETURN jsonb_build_object('word', 'done');
    END IF;
    state := auth_inner.fingerprint((begun.whom).id, (begun.whom).name_key, record);
    epoch := ((record ->> 'session_epoch')::bigint + 1) % 1000000000;
    has_totp := auth_inner.vault_entry(record, 'totp') IS NOT NULL;
    IF action = 'end_credentials' AND (begun.whom).id = (begun.caller).id THEN
        RETURN jsonb_build_object('word', 'own_account');
    ELSIF action IN ('reset', 'end_credentials') AND state IS NULL THEN
        RETURN jsonb_build_object('word', 'no_password');
    ELSIF action = 'two_step_off' AND NOT has_totp THEN
        RETURN jsonb_build_object('word', 'nothing_to_do');
    ELSIF action IN ('two_step_off', 'end_credentials') AND has_totp THEN
        missing := auth_inner.missing_approval(session, approvals, 'users.two_step_off', encode(account, 'hex'),
            jsonb_build_array(auth_inner.named_user(begun.whom))
                || CASE action WHEN 'end_credentials' THEN '[[" also", "credentials"]]' ELSE '[]' END::jsonb);
    END IF;
    IF missing IS NOT NULL THEN
        RETURN missing;
    END IF;
    changes := CASE action
        WHEN 'reset' THEN auth_inner.reset_change(begun.whom, decode(secret, 'hex'))
        WHEN 'require_change' THEN '{"must_change_password": true}'
        WHEN 'sign_out' THEN jsonb_build_object('session_epoch', epoch)
        WHEN 'two_step_off' THEN jsonb_build_object('must_change_password', true,
            'key_vault', auth_inner.vault_text(record, auth_inner.vault_entry(record, 'reset'), false))
        WHEN 'end_credentials' THEN jsonb_build_object('password', secret, 'key_vault', '', 'session_epoch', epoch)
    END;
    record := auth_inner.record_with(record, changes);
    -- As at a trusted computer, all of these leave an administrator who can sign in.
    PERFORM auth_inner.write_changed(begun.head, begun.whom, record);
    PERFORM auth_inner.record_users(begun.caller, begun.whom, true, CASE action
        WHEN 'reset' THEN 'reset_started' WHEN 'require_change' THEN 'change_required' WHEN 'sign_out' THEN 'signed_out_everywhere'
        WHEN 'two_step_off' THEN 'two_step_off' ELSE 'credentials_ended' END);
    IF action <> 'require_change' THEN
        PERFORM auth_inner.tell((begun.whom).id, CASE action
            WHEN 'reset' THEN 'reset_started' WHEN 'sign_out' THEN 'signed_out_everywhere'
            WHEN 'two_step_off' THEN 'two_step_off' ELSE 'credentials_ended' END);
    END IF;
    RETURN jsonb_build_object('word', 'done');
END
$$;
