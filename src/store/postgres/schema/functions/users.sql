-- The list of users for administrators, a page at a time. What a page shows has no secrets.

-- When the access of a user is limited: `AccessTimes::phase`, as the place of `Status`; 2 if it is open.
CREATE OR REPLACE FUNCTION auth_inner.access_state(times json, at bigint) RETURNS smallint
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    today constant text := to_char(to_timestamp(at) AT TIME ZONE auth_inner.time_zone(), 'YYYY-MM-DD');
BEGIN
    IF btrim(times ->> 0) <> '' AND btrim(times ->> 0) COLLATE "C" > today THEN
        RETURN 4;
    ELSIF btrim(times ->> 1) <> '' AND btrim(times ->> 1) COLLATE "C" < today THEN
        RETURN 6;
    END IF;
    RETURN CASE WHEN auth_inner.is_open_at(times, at) THEN 2 ELSE 5 END;
END
$$;

-- Whether attempts lock a name now.
CREATE OR REPLACE FUNCTION auth_inner.is_locked(attempts auth_inner.attempts, at bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT attempts.failures > 0 AND (
        attempts.failures >= auth_inner.setting('lockout.stop_after', '100')::bigint
        OR attempts.locked_for > 0 AND (auth_inner.seen(attempts, at)).locked_for > 0
    )
$$;

-- Whether an e-mail address belongs to this user alone: `Users::own_email`.
CREATE OR REPLACE FUNCTION auth_inner.is_own_email(account auth_inner.account) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.email_key(account.record) IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM auth_inner.account AS a
            WHERE auth_inner.email_key(a.record) COLLATE "C" = auth_inner.email_key(account.record)
                AND a.id <> account.id)
        AND NOT EXISTS (
            SELECT FROM auth_inner.account AS a
            WHERE a.name_key = auth_inner.email_key(account.record) AND a.id <> account.id)
$$;

-- What a page shows of a user.
CREATE OR REPLACE FUNCTION auth_inner.shown_user(
    account auth_inner.account, manage boolean, attempts auth_inner.attempts
) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    record constant jsonb := account.record;
    vault constant text := record ->> 'key_vault';
BEGIN
    RETURN record - ARRAY['password', 'key_vault', 'picture', 'session_epoch'] || jsonb_build_object(
        'id', encode(account.id, 'hex'), 'damaged', false, 'manage', manage,
        'password', record ->> 'password' IS NOT NULL,
        'state', encode(auth_inner.keyed(convert_to(account.record::text, 'UTF8')), 'hex'),
        'second_factor', vault ~ '(^| )totp:',
        'codes', cardinality(auth_inner.vault_entries(account.record, 'code')),
        'first_code', CASE WHEN auth_inner.has_first_code(account.record)
            THEN split_part(auth_inner.vault_entry(account.record, 'reset'), '/', 1)::bigint END,
        'own_email', auth_inner.is_own_email(account),
        'failures', coalesce(attempts.failures, 0), 'locked_for', coalesce(attempts.locked_for, 0),
        'last_sign_in', attempts.last_sign_in
    );
END
$$;

-- What a page shows of these users, in order. Powers are the same for the same roles, and computing them takes the longest.
CREATE OR REPLACE FUNCTION auth_inner.shown_users(positions bigint[], own jsonb, at bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    pads record := auth_inner.pads();
    shown jsonb;
BEGIN
    WITH account AS MATERIALIZED (
        SELECT a, a.id, p.n, auth_inner.is_damaged(a.record) AS is_damaged, l.roles, l.state, sha256(pads.outside || sha256(
            pads.inside || sha256(convert_to('account', 'UTF8') || decode('00', 'hex') || a.id))) AS attempt_key
        FROM unnest(positions) WITH ORDINALITY AS p (position, n)
        JOIN auth_inner.account AS a ON a.position = p.position
        JOIN auth_inner.listed AS l ON l.id = a.id
    ), power AS MATERIALIZED (
        SELECT r.roles, auth_inner.covers(own, auth_inner.powers(r.roles)) AS manage
        FROM (SELECT DISTINCT of.roles FROM account AS of) AS r
    )
    SELECT coalesce(jsonb_agg(
            CASE WHEN of.is_damaged THEN jsonb_build_object('id', encode(of.id, 'hex'), 'username', (of.a).name_key,
                'damaged', true, 'manage', own -> 'admin')
            ELSE auth_inner.shown_user(of.a, power.manage, auth_inner.seen(t, at)) END
        ORDER BY of.n), '[]')
        INTO shown
        FROM account AS of JOIN power ON power.roles = of.roles
        LEFT JOIN auth_inner.attempts AS t ON t.name = of.attempt_key;
    RETURN shown;
END
$$;

-- The positions of the users on a page of the whole list, and how many there are. Each order has an index.
CREATE OR REPLACE FUNCTION auth_inner.page_of_all(sorted text, is_descending boolean, skipped bigint, lim integer)
RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE sorted || CASE WHEN is_descending THEN ' down' ELSE '' END
        WHEN 'name' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY sort, position LIMIT lim OFFSET skipped)
        WHEN 'name down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'username' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY username, sort, position LIMIT lim OFFSET skipped)
        WHEN 'username down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY username DESC, sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'email' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY email, sort, position LIMIT lim OFFSET skipped)
        WHEN 'email down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY email DESC, sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'roles' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY role_key, sort, position LIMIT lim OFFSET skipped)
        WHEN 'roles down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY role_key DESC, sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'two_step' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY has_two_step DESC, sort, position LIMIT lim OFFSET skipped)
        WHEN 'two_step down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY has_two_step, sort DESC, position DESC LIMIT lim OFFSET skipped)
        WHEN 'last_sign_in' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY last_sign_in DESC NULLS LAST, sort, position LIMIT lim OFFSET skipped)
        WHEN 'last_sign_in down' THEN ARRAY(SELECT position FROM auth_inner.listed
            ORDER BY last_sign_in NULLS FIRST, sort DESC, position DESC LIMIT lim OFFSET skipped)
    END;
END
$$;

-- The positions of the users on a page of those who match, and how many match. All are looked at.
CREATE OR REPLACE FUNCTION auth_inner.page_of_some(
    words text[], filter jsonb, sorted text, skipped bigint, lim integer, at bigint,
    OUT positions bigint[], OUT total bigint
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    role constant text := filter ->> 'role';
    wanted constant smallint := filter ->> 'status';
    two_step constant boolean := filter ->> 'two_step';
    is_descending constant boolean := coalesce((filter ->> 'descending')::boolean, false);
    -- Whether lockouts and access times matter.
    is_by_time constant boolean := sorted = 'status' OR coalesce(wanted NOT IN (0, 7, 8, 9), false);
    stop_after constant bigint := auth_inner.setting('lockout.stop_after', '100');
BEGIN
    WITH locked AS MATERIALIZED (
        SELECT l.position FROM auth_inner.attempts AS t JOIN auth_inner.listed AS l ON l.attempts_name = t.name
        WHERE is_by_time AND t.failures > 0 AND (t.locked_for > 0 OR t.failures >= stop_after) AND auth_inner.is_locked(t, at)
    ), hours AS MATERIALIZED (
        -- Many users have the same, and looking at one takes long.
        SELECT d.times, auth_inner.access_state(d.times::json, at) AS state
        FROM (SELECT DISTINCT l.times FROM auth_inner.listed AS l WHERE is_by_time AND l.times IS NOT NULL) AS d
    ), matching AS MATERIALIZED (
        SELECT l.position, l.sort, s.status, l.last_sign_in, l.has_two_step,
            CASE sorted WHEN 'username' THEN l.username WHEN 'email' THEN l.email WHEN 'roles' THEN l.role_key END AS text
        FROM auth_inner.listed AS l
        LEFT JOIN locked AS k ON k.position = l.position
        LEFT JOIN hours AS h ON h.times = l.times,
        LATERAL (SELECT CASE
            -- `Status::of` of the program.
            WHEN NOT is_by_time OR l.state IN (0, 7, 8, 9) THEN l.state
            WHEN k.position IS NOT NULL THEN 1
            WHEN l.times IS NULL OR l.state = 3 AND h.state <> 6 THEN l.state
            ELSE h.state
        END AS status) AS s
        WHERE (words = '{}' OR NOT EXISTS (SELECT FROM unnest(words) AS word WHERE strpos(l.search, word) = 0))
            AND (role IS NULL OR role = ANY (l.roles))
            AND (two_step IS NULL OR l.has_two_step = two_step)
            AND (wanted IS NULL OR s.status = wanted)
    ), page AS (
        SELECT m.position, row_number() OVER () AS n FROM (
            SELECT m.position FROM matching AS m
            ORDER BY
                CASE WHEN NOT is_descending THEN CASE sorted WHEN 'status' THEN m.status
                    WHEN 'last_sign_in' THEN -coalesce(m.last_sign_in, -1) WHEN 'two_step' THEN 1 - m.has_two_step::integer END END,
                CASE WHEN is_descending THEN CASE sorted WHEN 'status' THEN m.status
                    WHEN 'last_sign_in' THEN -coalesce(m.last_sign_in, -1) WHEN 'two_step' THEN 1 - m.has_two_step::integer END END
                    DESC,
                CASE WHEN NOT is_descending THEN m.text END, CASE WHEN is_descending THEN m.text END DESC,
                CASE WHEN NOT is_descending THEN m.sort END, CASE WHEN is_descending THEN m.sort END DESC,
                CASE WHEN is_descending THEN -m.position ELSE m.position END
            LIMIT lim OFFSET skipped
        ) AS m
    )
    SELECT ARRAY(SELECT p.position FROM page AS p ORDER BY p.n), (SELECT count(*) FROM matching) INTO positions, total;
END
$$;

-- Returns a page of the users whom a search finds, and how many they are: `UserAdmin::list` of the program. `filter` has the
-- role, the status as its place, whether there is a second factor, and whether the order is reversed; `order` is a column.
CREATE OR REPLACE FUNCTION auth.users(
    session bytea, search text, filter jsonb, sorted text, skipped bigint, lim integer
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    looked constant bigint := auth_inner.now();
    asked record;
    words text[];
    page record;
    all_users bigint;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF search IS NULL OR length(search) > 200 OR jsonb_typeof(filter) IS DISTINCT FROM 'object'
        OR skipped IS NULL OR skipped NOT BETWEEN 0 AND 100000000 OR lim IS NULL OR lim NOT BETWEEN 0 AND 200
        OR coalesce(sorted, '') NOT IN ('name', 'username', 'email', 'roles', 'status', 'last_sign_in', 'two_step')
        OR jsonb_typeof(filter -> 'role') <> 'string' OR jsonb_typeof(filter -> 'two_step') <> 'boolean'
        OR jsonb_typeof(filter -> 'descending') <> 'boolean' OR filter ->> 'status' !~ '^[0-9]$'
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_object_keys(filter) AS key WHERE key NOT IN ('role', 'status', 'two_step', 'descending')
    ) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    all_users := (SELECT count(*) FROM auth_inner.listed);
    words := array_remove(regexp_split_to_array(auth_inner.fold(search), '[[:space:]]+'), '');
    IF words = '{}' AND filter - 'descending' = '{}' AND sorted <> 'status' THEN
        SELECT auth_inner.page_of_all(sorted, coalesce((filter ->> 'descending')::boolean, false), skipped, lim) AS positions,
            all_users AS total INTO page;
    ELSE
        page := auth_inner.page_of_some(words, filter, sorted, skipped, lim, looked);
    END IF;
    RETURN jsonb_build_object('word', 'done', 'now', looked, 'total', page.total,
        'rows', auth_inner.shown_users(page.positions, asked.own, looked),
        'all', all_users);
END
$$;

-- Returns what a page shows of the user with this username or e-mail address; `null` if there is none.
CREATE OR REPLACE FUNCTION auth.user(session bytea, login text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    looked constant bigint := auth_inner.now();
    asked record;
    found_account auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF login IS NULL OR octet_length(login) > 1024 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    found_account := auth_inner.find(login);
    RETURN jsonb_build_object('word', 'done', 'now', looked,
        'row', auth_inner.shown_users(ARRAY[found_account.position], asked.own, looked) -> 0);
END
$$;

-- Returns the roles that administrators choose from, each with what its user may do with it: `known_roles.rs`.
CREATE OR REPLACE FUNCTION auth.roles(session bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked record;
BEGIN
    PERFORM auth_inner.admit();
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    RETURN jsonb_build_object('word', 'done', 'roles', (
        SELECT jsonb_agg(jsonb_build_object(
            'name', known.role,
            'gives', auth_inner.permits_more('{}', ARRAY[known.role]),
            'grant', auth_inner.covers(asked.own, auth_inner.powers(ARRAY[known.role]))
        ) ORDER BY known.role COLLATE "C")
        FROM (
            SELECT 'admin' AS role
            UNION SELECT unnest(l.roles) FROM (SELECT DISTINCT roles FROM auth_inner.listed) AS l
            UNION SELECT auth_inner.trimmed(s.value) FROM auth_inner.setting AS s
                WHERE s.path ~ '^roles[.][0-9]+[.]name$' OR s.path ~ '^(views|approvals)[.][0-9]+[.]roles[.][0-9]+$'
        ) AS known
    ));
END
$$;
