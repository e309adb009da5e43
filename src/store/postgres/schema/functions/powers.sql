-- What roles permit: `permissions.rs` of the program.

-- The names of the roles of a record, as the program reads them.
CREATE OR REPLACE FUNCTION auth_inner.roles_of(record json) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT ARRAY(SELECT auth_inner.trimmed(role) FROM json_array_elements_text(record -> 'roles') AS role) $$;

-- What roles permit together: in the program as bits (1 to manage users, 2 to see the activity, 4 to edit settings), and the
-- places of the rules by which they approve actions: `named` by name, and `approves` as what an administrator gives and takes.
-- Compiling the statements would take a hundred times as long as running them.
CREATE OR REPLACE FUNCTION auth_inner.powers(roles text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
    is_admin constant boolean := 'admin' = ANY (roles);
    program integer := 0;
    named jsonb;
BEGIN
    -- Of two rules of one role, the first counts.
    SELECT coalesce(bit_or(CASE word.value WHEN 'manage_users' THEN 1 WHEN 'see_activity' THEN 2 WHEN 'edit_settings' THEN 4
            ELSE 0 END), 0)
        INTO program
        FROM (
            SELECT DISTINCT ON (name.value) 'roles.' || n AS at
            FROM auth_inner.setting AS l, generate_series(0, l.value::integer - 1) AS n
            JOIN auth_inner.setting AS name ON name.path = 'roles.' || n || '.name'
            WHERE l.path = 'roles' AND auth_inner.trimmed(name.value) = ANY (roles)
            ORDER BY name.value, n
        ) AS rule,
        auth_inner.setting AS count, generate_series(0, count.value::integer - 1) AS w
        JOIN auth_inner.setting AS word ON true
        WHERE count.path = rule.at || '.permissions' AND word.path = rule.at || '.permissions.' || w;
    SELECT coalesce(jsonb_agg(DISTINCT place), '[]') INTO named
        FROM auth_inner.setting AS l, generate_series(0, least(l.value::integer, 64) - 1) AS place,
        auth_inner.setting_list('approvals.' || place || '.roles') AS role
        WHERE l.path = 'approvals' AND auth_inner.trimmed(role.item) = ANY (roles);
    RETURN jsonb_build_object(
        'admin', is_admin,
        'program', CASE WHEN is_admin THEN 255 ELSE program END,
        'named', named,
        'approves', CASE WHEN is_admin THEN (SELECT jsonb_agg(n) FROM generate_series(0, 63) AS n) ELSE named END
    );
END
$$;

-- Whether these powers include the others: `Permissions::includes`.
CREATE OR REPLACE FUNCTION auth_inner.covers(own jsonb, other jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ((own -> 'admin')::boolean OR NOT (other -> 'admin')::boolean)
        AND (own -> 'program')::integer & (other -> 'program')::integer = (other -> 'program')::integer
        AND own -> 'approves' @> (other -> 'approves')
$$;

-- Whether these roles permit more than those before: `Settings::permits_more`.
CREATE OR REPLACE FUNCTION auth_inner.permits_more(before text[], after text[]) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    old constant jsonb := auth_inner.powers(before);
    new constant jsonb := auth_inner.powers(after);
BEGIN
    RETURN (new -> 'admin')::boolean AND NOT (old -> 'admin')::boolean
        OR (old -> 'program')::integer & (new -> 'program')::integer <> (new -> 'program')::integer
        OR NOT old -> 'named' @> (new -> 'named');
END
$$;

-- Whether a second person has to approve this action.
CREATE OR REPLACE FUNCTION auth_inner.needs_approval(action text) RETURNS boolean
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM auth_inner.setting AS l, generate_series(0, least(l.value::integer, 64) - 1) AS n
        JOIN auth_inner.setting AS s ON s.path = 'approvals.' || n || '.action'
        WHERE l.path = 'approvals' AND s.value = action
    )
$$;

-- Records what an administrator did with a user, or was not allowed to, without a limit.
CREATE OR REPLACE FUNCTION auth_inner.record_user(
    caller auth_inner.account, whom auth_inner.account, is_done boolean, detail text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.record('people', caller.record ->> 'username', caller.id,
        CASE WHEN whom.id IS NULL THEN '' WHEN auth_inner.is_damaged(whom.record) THEN whom.name_key
            ELSE whom.record ->> 'username' END,
        whom.id, is_done, detail);
END
$$;

-- Records what an administrator did with a user, or was not allowed to. After 120 records in an hour, another refusal is not
-- recorded, but an error, and after 1000 no further change is made.
CREATE OR REPLACE FUNCTION auth_inner.record_users(
    caller auth_inner.account, whom auth_inner.account, is_done boolean, detail text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.limit_records(caller.id, CASE WHEN is_done THEN 1000 ELSE 120 END, is_done);
    PERFORM auth_inner.record_user(caller, whom, is_done, detail);
END
$$;

-- The owner of a session, who has this permission and, if asked for, has just entered the password. Without the permission,
-- `refusal` says so, and it is recorded.
CREATE OR REPLACE FUNCTION auth_inner.administrator(
    token bytea, permission integer, needs_password boolean,
    OUT caller auth_inner.account, OUT own jsonb, OUT refusal text
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    open_session auth_inner.restricted_session := auth_inner.session_of(token);
BEGIN
    SELECT a.* INTO caller FROM auth_inner.account AS a WHERE a.id = open_session.account;
    -- Otherwise the window is locked, and who has to choose a password first has to.
    IF caller.id IS NULL OR NOT auth_inner.is_usable(open_session, caller.record) THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    IF caller.record ->> 'must_change_password' = 'true' THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    own := auth_inner.powers(auth_inner.roles_of(caller.record));
    IF (own -> 'program')::integer & permission = 0 THEN
        PERFORM auth_inner.limit_records(caller.id, 120);
        PERFORM auth_inner.record(CASE permission WHEN 1 THEN 'people' ELSE 'page' END, caller.record ->> 'username', caller.id,
            '', NULL, false, 'not allowed');
        refusal := 'not_allowed';
    ELSIF needs_password AND open_session.fresh_until <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
END
$$;
