-- Ends everything that belongs to the computer of a login, in the order in which the removal of a user does.
CREATE OR REPLACE FUNCTION auth_inner.end_all_of(login text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM auth_inner.badge AS b WHERE b.login = end_all_of.login;
    DELETE FROM auth_inner.remembered AS r WHERE r.login = end_all_of.login;
    DELETE FROM auth_inner.pin AS p WHERE p.login = end_all_of.login;
    DELETE FROM auth_inner.session_slot AS s WHERE s.login = end_all_of.login;
    PERFORM auth_inner.end_sessions(ARRAY(
        SELECT s.id FROM auth_inner.restricted_session AS s WHERE s.login = end_all_of.login
    ));
END
$$;

-- Notes that this computer is in contact, also before there is an administrator.
CREATE OR REPLACE FUNCTION auth.hello(program text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    contact constant bigint := auth_inner.now();
    added constant bigint := auth_inner.added_at(session_user);
    known auth_inner.computer;
BEGIN
    PERFORM auth_inner.read_now();
    IF program IS NULL OR program !~ '^[A-Za-z0-9.+-]{1,64}$' THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = session_user AND r.rolcanlogin) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    PERFORM auth_inner.ensure_key();
    -- This locks the table before a row of it is locked, as those who note the computers do.
    INSERT INTO auth_inner.computer AS c (login) VALUES (session_user::text) ON CONFLICT (login) DO NOTHING;
    SELECT c.* INTO known FROM auth_inner.computer AS c WHERE c.login = session_user::text FOR UPDATE;
    IF auth_inner.is_outdated(known) THEN
        -- It was added again. What is open belongs to the computer that was shut out.
        PERFORM auth_inner.end_all_of(session_user::text);
        UPDATE auth_inner.computer AS c SET revoked_at = NULL, joined_at = NULL, added_at = coalesce(added, c.added_at)
            WHERE c.login = session_user::text;
        IF known.revoked_at IS NULL THEN
            PERFORM auth_inner.record('store', '', NULL, session_user::text, NULL, true, 'removed');
        END IF;
        PERFORM auth_inner.record('store', '', NULL, session_user::text, NULL, true, 'added');
    ELSIF known.added_at IS NULL AND added IS NOT NULL THEN
        UPDATE auth_inner.computer AS c SET added_at = added WHERE c.login = session_user::text;
        PERFORM auth_inner.record('store', '', NULL, session_user::text, NULL, true, 'added');
    END IF;
    UPDATE auth_inner.computer AS c SET joined_at = coalesce(c.joined_at, contact), seen_at = contact,
        program = hello.program WHERE c.login = session_user::text;
    PERFORM auth_inner.sweep();
    RETURN jsonb_build_object(
        'version', (SELECT v.number FROM auth_inner.version AS v), 'now', contact, 'name', current_database()
    );
END
$$;

-- The sections of the settings that every computer knows. Others, also those of later versions, stay on the server:
-- pages, roles, approvals, the mail server, and who may register where.
CREATE OR REPLACE FUNCTION auth_inner.is_for_computers(path text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT split_part(path, '.', 1) IN (
        'app', 'password', 'lockout', 'two_step', 'signatures', 'cookie', 'sessions', 'parked', 'lock', 'quick', 'activity',
        'updates'
    )
$$;

-- The texts of a list of the settings, in order.
CREATE OR REPLACE FUNCTION auth_inner.setting_list(list text) RETURNS TABLE (n integer, item text)
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT at - 1, s.value
    FROM auth_inner.setting AS l, generate_series(1, l.value::integer) AS at
    JOIN auth_inner.setting AS s ON s.path = list || '.' || (at - 1)
    WHERE l.path = list
    ORDER BY at
$$;

-- The rows of a list with these texts.
CREATE OR REPLACE FUNCTION auth_inner.list_rows(list text, items text[]) RETURNS TABLE (path text, value text)
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT list, cardinality(items)::text WHERE cardinality(items) > 0
    UNION ALL
    SELECT list || '.' || (at - 1), items[at] FROM generate_subscripts(items, 1) AS at
$$;

-- The rows of a page as one who may open it knows it. Of those who may open it, only the user and their roles are told.
-- What of a page a second person approves each time stays on the server, unless the page `is_whole`: in its place is a text that
-- changes with it. An item that is approved by itself is there, because the approver reads at the computer what it starts.
CREATE OR REPLACE FUNCTION auth_inner.page_rows(page text, place text, name_key text, roles text[], is_whole boolean)
RETURNS TABLE (path text, value text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- Damage takes no approval away.
    is_approved boolean := coalesce(
        (SELECT s.value <> '' FROM auth_inner.setting AS s WHERE s.path = page || '.approval'), true
    );
    kept integer := 0;
    item record;
BEGIN
    RETURN QUERY SELECT place || substr(s.path, length(page) + 1), s.value FROM auth_inner.setting AS s
        WHERE s.path IN (page || '.id', page || '.title', page || '.icon', page || '.everyone', page || '.approval')
        OR ((is_whole OR NOT is_approved) AND s.path IN (page || '.text', page || '.file', page || '.launch'));
    RETURN QUERY SELECT * FROM auth_inner.list_rows(place || '.roles', ARRAY(
        SELECT l.item FROM auth_inner.setting_list(page || '.roles') AS l WHERE l.item = ANY (roles) ORDER BY l.n
    ));
    RETURN QUERY SELECT * FROM auth_inner.list_rows(place || '.users', ARRAY(
        SELECT l.item FROM auth_inner.setting_list(page || '.users') AS l
        WHERE auth_inner.fold(btrim(l.item)) = name_key ORDER BY l.n
    ));
    IF is_approved AND NOT is_whole THEN
        RETURN QUERY SELECT place || '.text', coalesce(encode(auth_inner.page_state(page), 'hex'), '');
        RETURN;
    END IF;
    FOR item IN
        SELECT page || '.items.' || (at - 1) AS at
        FROM auth_inner.setting AS l, generate_series(1, l.value::integer) AS at
        WHERE l.path = page || '.items' ORDER BY at
    LOOP
        CONTINUE WHEN NOT EXISTS (
            SELECT FROM auth_inner.setting AS s WHERE s.path = item.at || '.approval'
        );
        RETURN QUERY SELECT place || '.items.' || kept || substr(s.path, length(item.at) + 1), s.value
            FROM auth_inner.setting AS s WHERE starts_with(s.path, item.at || '.');
        kept := kept + 1;
    END LOOP;
    RETURN QUERY SELECT place || '.items', kept::text WHERE kept > 0;
END
$$;

-- The actions that a second person approves, and what is asked for. Who may approve stays on the server, and a PIN, which the server
-- does not check, approves nothing.
CREATE OR REPLACE FUNCTION auth_inner.rule_rows() RETURNS TABLE (path text, value text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'approvals', least(l.value::integer, 64)::text FROM auth_inner.setting AS l WHERE l.path = 'approvals'
    UNION ALL
    SELECT s.path, CASE WHEN s.path = 'approvals.' || n || '.pin' THEN 'false' ELSE s.value END
    FROM auth_inner.setting AS l, generate_series(0, least(l.value::integer, 64) - 1) AS n,
        unnest(ARRAY['action', 'allow_same_person', 'require_reason', 'valid_seconds', 'pin']) AS name
    JOIN auth_inner.setting AS s ON true
    WHERE l.path = 'approvals' AND s.path = 'approvals.' || n || '.' || name
$$;

-- The pages that a user may open, and what the user's roles are, numbered anew.
CREATE OR REPLACE FUNCTION auth_inner.own_rows(account auth_inner.account) RETURNS TABLE (path text, value text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own text[] := ARRAY(SELECT json_array_elements_text(account.record -> 'roles'));
    opened text[] := '{}';
    pages text[];
    pages_of_role text[];
    kept integer := 0;
    at text;
    page_id text;
BEGIN
    FOR at IN SELECT 'roles.' || (n - 1) FROM auth_inner.setting AS l, generate_series(1, l.value::integer) AS n
        WHERE l.path = 'roles' ORDER BY n
    LOOP
        CONTINUE WHEN NOT EXISTS (
            SELECT FROM auth_inner.setting AS s WHERE s.path = at || '.name' AND s.value = ANY (own)
        );
        pages_of_role := ARRAY(SELECT l.item FROM auth_inner.setting_list(at || '.pages') AS l ORDER BY l.n);
        opened := opened || pages_of_role;
        RETURN QUERY SELECT 'roles.' || kept || '.name', s.value
            FROM auth_inner.setting AS s WHERE s.path = at || '.name';
        RETURN QUERY SELECT * FROM auth_inner.list_rows('roles.' || kept || '.permissions', ARRAY(
            SELECT l.item FROM auth_inner.setting_list(at || '.permissions') AS l ORDER BY l.n
        ));
        RETURN QUERY SELECT * FROM auth_inner.list_rows('roles.' || kept || '.pages', pages_of_role);
        kept := kept + 1;
    END LOOP;
    RETURN QUERY SELECT 'roles', kept::text WHERE kept > 0;
    kept := 0;
    FOR at IN SELECT 'views.' || (n - 1) FROM auth_inner.setting AS l, generate_series(1, l.value::integer) AS n
        WHERE l.path = 'views' ORDER BY n
    LOOP
        SELECT s.value INTO page_id FROM auth_inner.setting AS s WHERE s.path = at || '.id';
        CONTINUE WHEN NOT (
            coalesce(page_id = ANY (opened), false)
            OR EXISTS (SELECT FROM auth_inner.setting AS s WHERE s.path = at || '.everyone' AND s.value = 'true')
            OR EXISTS (SELECT FROM auth_inner.setting_list(at || '.roles') AS l WHERE l.item = ANY (own))
            OR EXISTS (
                SELECT FROM auth_inner.setting_list(at || '.users') AS l
                WHERE auth_inner.fold(btrim(l.item)) = account.name_key
            )
        );
        RETURN QUERY SELECT * FROM auth_inner.page_rows(at, 'views.' || kept, account.name_key, own, false);
        kept := kept + 1;
    END LOOP;
    RETURN QUERY SELECT 'views', kept::text WHERE kept > 0;
END
$$;

-- The settings: without a session what the sign-in needs, with one also the pages of its user. While the session may not be used,
-- the pages are left out, and the revision is another one, so that the computer reads them again afterwards.
CREATE OR REPLACE FUNCTION auth.settings(session bytea, known bytea)
RETURNS TABLE (revision bytea, path text, value text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    present bytea;
    own auth_inner.account;
    is_usable boolean := false;
BEGIN
    PERFORM auth_inner.admit();
    IF session IS NOT NULL THEN
        own := auth_inner.own_account(session);
        is_usable := auth_inner.is_usable(auth_inner.session_of(session), own.record);
    END IF;
    SELECT h.revision INTO present FROM auth_inner.head AS h;
    IF present IS NULL THEN
        PERFORM auth_inner.refuse('AU006');
    ELSIF session IS NOT NULL AND NOT is_usable THEN
        present := sha256(present);
    END IF;
    RETURN QUERY SELECT present, NULL::text, NULL::text;
    IF present IS NOT DISTINCT FROM known THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT present, s.path::text, s.value FROM auth_inner.setting AS s WHERE auth_inner.is_for_computers(s.path)
        UNION ALL
        SELECT present, 'registration.mode', auth_inner.registration_here()
        UNION ALL
        SELECT present, r.path, r.value
        FROM (SELECT * FROM auth_inner.own_rows(own) UNION ALL SELECT * FROM auth_inner.rule_rows()) AS r
        WHERE is_usable;
END
$$;
