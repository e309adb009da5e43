-- The same change of several users by an administrator: `service/users/bulk.rs` of the program, by the functions for one user. All
-- is decided and written in one transaction. Who may not be changed is left out and named.

-- The change that this kind is for a user; NULL if the user is that way already.
CREATE OR REPLACE FUNCTION auth_inner.bulk_patch(kind text, role text, record json) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    roles constant text[] := auth_inner.roles_of(record);
BEGIN
    RETURN CASE
        WHEN kind = 'disable' AND record ->> 'disabled' = 'false' THEN '{"disabled": true}'
        WHEN kind = 'enable' AND record ->> 'disabled' = 'true' THEN '{"disabled": false}'
        WHEN kind = 'give_role' AND role <> ALL (roles) THEN jsonb_build_object('roles', roles || role)
        WHEN kind = 'take_role' AND role = ANY (roles) THEN jsonb_build_object('roles', array_remove(roles, role))
    END;
END
$$;

-- Whether users get permissions, or can use them again, which has to be confirmed (R96).
CREATE OR REPLACE FUNCTION auth_inner.bulk_gives(kind text, role text, users bytea[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE kind
        WHEN 'give_role' THEN auth_inner.permits_more('{}', ARRAY[role])
        WHEN 'enable' THEN EXISTS (
            SELECT FROM (
                SELECT DISTINCT auth_inner.roles_of(a.record) AS roles
                FROM auth_inner.listed AS l JOIN auth_inner.account AS a ON a.id = l.id
                -- Those who are disabled, and whose record can be read.
                WHERE l.id = ANY (users) AND l.state = 8
            ) AS of WHERE auth_inner.permits_more('{}', of.roles))
        ELSE false
    END
$$;

-- Refuses if an administrator would have recorded more than 900 changes of users in the last hour with so many more.
CREATE OR REPLACE FUNCTION auth_inner.limit_bulk(account bytea, more integer) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$ SELECT auth_inner.limit_records(account, 901 - more, true) $$;

-- Checks what a computer asks for.
CREATE OR REPLACE FUNCTION auth_inner.check_bulk(kind text, role text, users bytea[], digests bytea[], confirmed boolean)
RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF coalesce(kind, '') NOT IN ('disable', 'enable', 'give_role', 'take_role', 'new_code') OR confirmed IS NULL
        OR (role IS NULL) <> (kind NOT IN ('give_role', 'take_role')) OR length(role) > 1000
        OR array_ndims(users) IS DISTINCT FROM 1 OR cardinality(users) > 100
        OR EXISTS (SELECT FROM unnest(users) AS id WHERE octet_length(id) IS DISTINCT FROM 16)
        OR cardinality(users) <> (SELECT count(DISTINCT id) FROM unnest(users) AS id)
        OR digests IS NULL OR cardinality(digests) <> (CASE WHEN kind = 'new_code' THEN cardinality(users) ELSE 0 END)
        OR array_ndims(digests) > 1
        OR EXISTS (SELECT FROM unnest(digests) AS digest WHERE octet_length(digest) IS DISTINCT FROM 32)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Records a change of several users: that it was made, each user, and who may not be changed.
CREATE OR REPLACE FUNCTION auth_inner.record_bulk(
    caller auth_inner.account, kind text, role text, changed auth_inner.account[], changes jsonb[], forbidden auth_inner.account[]
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    count constant integer := cardinality(changed);
    of auth_inner.account;
BEGIN
    IF count > 0 THEN
        PERFORM auth_inner.limit_bulk(caller.id, count + 1);
        PERFORM auth_inner.record('people', caller.record ->> 'username', caller.id, '', NULL, true,
            'several users: ' || kind || ' ' || count || coalesce(': ' || role, ''));
    END IF;
    FOR n IN 1..count LOOP
        PERFORM auth_inner.record_user(caller, changed[n], true, CASE kind
            WHEN 'disable' THEN 'disabled' WHEN 'enable' THEN 'enabled' WHEN 'new_code' THEN 'reset_started'
            ELSE 'roles: ' || array_to_string(ARRAY(SELECT jsonb_array_elements_text(changes[n] -> 'roles')), ', ') END);
        IF kind = 'new_code' THEN
            PERFORM auth_inner.tell((changed[n]).id, 'reset_started');
        END IF;
    END LOOP;
    FOREACH of IN ARRAY forbidden LOOP
        PERFORM auth_inner.record_users(caller, of, false, 'not allowed');
    END LOOP;
END
$$;

-- Whether an administrator may change who has the roles of these users: computing it for each user would take the longest.
CREATE OR REPLACE FUNCTION auth_inner.managed(own jsonb, users bytea[]) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT jsonb_object_agg(of.roles::text, auth_inner.covers(own, auth_inner.powers(of.roles)))
    FROM (
        SELECT DISTINCT auth_inner.roles_of(a.record) AS roles
        FROM auth_inner.listed AS l JOIN auth_inner.account AS a ON a.id = l.id
        -- Those whose record can be read.
        WHERE l.id = ANY (users) AND l.state <> 9
    ) AS of
$$;

-- Makes a change of one of several users, as a part of the change with this number. Returns the user, what has changed, if anything
-- has, the roles before and after, and what refuses it.
CREATE OR REPLACE FUNCTION auth_inner.change_in_bulk(
    caller auth_inner.account, own jsonb, managed jsonb, number bigint, kind text, role text, target bytea, digest bytea,
    OUT whom auth_inner.account, OUT changes jsonb, OUT before_roles text[], OUT new_roles text[], OUT refusal text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    found_user record;
    decided record;
    patch jsonb;
BEGIN
    IF target = caller.id THEN
        refusal := 'own_account';
        RETURN;
    END IF;
    found_user := auth_inner.user_to_change(own, target, managed);
    whom := found_user.whom;
    refusal := found_user.refusal;
    IF refusal IS NOT NULL THEN
        RETURN;
    END IF;
    IF kind = 'new_code' THEN
        changes := auth_inner.reset_change(whom, digest);
        IF changes IS NULL THEN
            refusal := 'no_password';
        ELSE
            PERFORM auth_inner.put_changed(number, whom, auth_inner.record_with(whom.record, changes));
        END IF;
        RETURN;
    END IF;
    patch := auth_inner.bulk_patch(kind, role, whom.record);
    IF patch IS NULL THEN
        RETURN;
    END IF;
    decided := auth_inner.decided_change(caller, own, whom, patch);
    refusal := decided.refusal;
    IF refusal IS NULL THEN
        changes := decided.changes;
        before_roles := decided.before_roles;
        new_roles := decided.new_roles;
        PERFORM auth_inner.put_changed(number, whom, decided.record);
    END IF;
END
$$;

-- Makes the same change of these users, and returns how many were changed and how many were that way before, and the places of those
-- who were not changed with the reasons. `digests` are those of the new codes.
CREATE OR REPLACE FUNCTION auth.change_users(
    session bytea, kind text, role text, users bytea[], digests bytea[], confirmed boolean, approvals bytea[] DEFAULT '{}'
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error SET jit = off
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    one record;
    gain record;
    changed auth_inner.account[] := '{}';
    changes jsonb[] := '{}';
    forbidden auth_inner.account[] := '{}';
    refused jsonb := '[]';
    unchanged integer := 0;
    titles text[] := '{}';
    title text;
    details jsonb := '[]';
    missing jsonb;
    managed jsonb;
    needs_approval boolean;
    no_user auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.check_bulk(kind, role, users, digests, confirmed);
    begun := auth_inner.begin_change(session, NULL);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    IF role IS NOT NULL THEN
        role := (auth_inner.checked_roles(jsonb_build_array(role)))[1];
    END IF;
    -- Only administrators give permissions to several users at once.
    IF kind = 'give_role' AND NOT (begun.own -> 'admin')::boolean AND auth_inner.bulk_gives(kind, role, users) THEN
        PERFORM auth_inner.record_users(begun.caller, no_user, false, 'not allowed');
        RETURN '{"word": "not_allowed"}';
    END IF;
    IF NOT confirmed AND auth_inner.bulk_gives(kind, role, users) THEN
        RETURN '{"word": "unconfirmed"}';
    END IF;
    needs_approval := auth_inner.needs_approval('users.give_permissions');
    -- Before what comes after users in the order of locks.
    PERFORM FROM auth_inner.account AS a WHERE a.id = ANY (users) ORDER BY a.id FOR UPDATE;
    managed := auth_inner.managed(begun.own, users);
    BEGIN
        -- Each user is changed at once, so that these changes do not take away the last administrator together.
        FOR n IN 1..cardinality(users) LOOP
            one := auth_inner.change_in_bulk(
                begun.caller, begun.own, managed, (begun.head).seq + 1, kind, role, users[n], digests[n]);
            IF one.refusal IS NOT NULL THEN
                refused := refused || jsonb_build_array(jsonb_build_array(n - 1, one.refusal));
                IF one.refusal = 'not_allowed' THEN
                    forbidden := array_append(forbidden, one.whom);
                END IF;
            ELSIF one.changes IS NULL THEN
                unchanged := unchanged + 1;
            ELSE
                changed := array_append(changed, one.whom);
                changes := array_append(changes, one.changes);
                IF needs_approval AND one.new_roles IS NOT NULL THEN
                    gain := auth_inner.gain_of(
                        users[n], (one.whom).record ->> 'username', NULL, one.before_roles, one.new_roles);
                    IF gain.title IS NOT NULL THEN
                        titles := array_append(titles, gain.title);
                        details := details || gain.details;
                    END IF;
                END IF;
            END IF;
        END LOOP;
        IF cardinality(titles) > 0 THEN
            title := array_to_string(titles, '; ');
            missing := auth_inner.missing_approval(session, approvals, 'users.give_permissions',
                -- An account can have roles with long names. What is approved is bound to all of them by the digest as well.
                CASE WHEN length(title) > 20000 THEN encode(sha256(convert_to(title, 'UTF8')), 'hex') ELSE title END, details);
            IF missing IS NOT NULL THEN
                -- Takes back what was written.
                RAISE EXCEPTION USING ERRCODE = 'AU000';
            END IF;
        END IF;
    EXCEPTION WHEN SQLSTATE 'AU000' THEN
        RETURN missing;
    END;
    IF cardinality(changed) > 0 THEN
        PERFORM auth_inner.next_revision((begun.head).seq + 1);
    END IF;
    PERFORM auth_inner.record_bulk(begun.caller, kind, role, changed, changes, forbidden);
    RETURN jsonb_build_object(
        'word', 'done', 'changed', cardinality(changed), 'unchanged', unchanged, 'refused', refused);
END
$$;

-- Returns what a page shows of the users after a position in the order in which they came, for a table of all users, or of these. `after`
-- is the position of the last one; NULL if there are no more.
CREATE OR REPLACE FUNCTION auth.users_after(session bytea, after bigint, ids bytea[], lim integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error SET jit = off
AS $$
#variable_conflict use_variable
DECLARE
    looked constant bigint := auth_inner.now();
    asked record;
    positions bigint[];
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF after IS NULL OR lim IS NULL OR lim NOT BETWEEN 1 AND 500 OR cardinality(ids) > 100 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    IF ids IS NULL THEN
        positions := ARRAY(SELECT l.position FROM auth_inner.listed AS l WHERE l.position > after ORDER BY l.position LIMIT lim);
    ELSE
        positions := ARRAY(
            SELECT l.position FROM auth_inner.listed AS l WHERE l.id = ANY (ids) AND l.position > after
            ORDER BY l.position LIMIT lim);
    END IF;
    RETURN jsonb_build_object('word', 'done', 'rows', auth_inner.shown_users(positions, asked.own, looked),
        'after', CASE WHEN cardinality(positions) = lim THEN positions[lim] END);
END
$$;
