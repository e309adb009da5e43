-- Approvals by a second person at restricted computers: `service/approvals` of the program. The approver's password is counted and
-- checked like one of a sign-in, in the steps of `verdict.sql`, but no session begins. What was approved is proven by the ticket of
-- the answer, and holds for one session and one action with everything that it depends on.

-- The rule for an action: the first that names it. `place` is NULL if there is none.
CREATE OR REPLACE FUNCTION auth_inner.rule_of(
    action text, OUT place text, OUT is_same_allowed boolean, OUT is_reason_required boolean, OUT seconds bigint
)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'approvals.' || n,
        auth_inner.setting('approvals.' || n || '.allow_same_person', 'false')::boolean,
        auth_inner.setting('approvals.' || n || '.require_reason', 'false')::boolean,
        auth_inner.setting('approvals.' || n || '.valid_seconds', '60')::bigint
    FROM auth_inner.setting AS l, generate_series(0, least(l.value::integer, 64) - 1) AS n
    JOIN auth_inner.setting AS s ON s.path = 'approvals.' || n || '.action'
    WHERE l.path = 'approvals' AND s.value = rule_of.action
    ORDER BY n LIMIT 1
$$;

-- Whether a role of an account can approve by this rule. An administrator is no exception.
CREATE OR REPLACE FUNCTION auth_inner.can_approve(place text, account auth_inner.account) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM auth_inner.setting_list(place || '.roles') AS l
        WHERE auth_inner.trimmed(l.item) = ANY (auth_inner.roles_of(account.record)))
$$;

-- What a page was when it was approved: everything but who may open it. It tells nothing of the page without the key.
CREATE OR REPLACE FUNCTION auth_inner.page_state(place text) RETURNS bytea
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.keyed(sha256(string_agg(
        auth_inner.part(substr(s.path, length(place) + 2)) || auth_inner.part(s.value), ''::bytea ORDER BY s.path)))
    FROM auth_inner.setting AS s
    WHERE starts_with(s.path, place || '.')
        AND substr(s.path, length(place) + 2) ~ '^(id|title|approval|text|file|launch|items([.].+)?)$'
$$;

-- The place of a page that a user may open; NULL if there is none, or more than one has the id.
CREATE OR REPLACE FUNCTION auth_inner.page_of(account auth_inner.account, id text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    places text[] := ARRAY(
        SELECT 'views.' || n FROM auth_inner.setting AS l, generate_series(0, l.value::integer - 1) AS n
        JOIN auth_inner.setting AS s ON s.path = 'views.' || n || '.id'
        WHERE l.path = 'views' AND s.value = page_of.id
    );
BEGIN
    RETURN CASE WHEN cardinality(places) = 1 AND EXISTS (
        SELECT FROM auth_inner.own_rows(account) AS r WHERE r.path ~ '^views[.][0-9]+[.]id$' AND r.value = page_of.id
    ) THEN places[1] END;
END
$$;

-- The digest of an action with a user, which covers everything that the approver reads.
CREATE OR REPLACE FUNCTION auth_inner.users_digest(action text, title text, details jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(auth_inner.part('users'::text) || auth_inner.part(action) || auth_inner.part(title)
        || auth_inner.part(details::text))
$$;

-- What a computer asks to be approved, checked, as a row that is not approved.
CREATE OR REPLACE FUNCTION auth_inner.asked_approval(own auth_inner.account, asked jsonb) RETURNS auth_inner.approval
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    row auth_inner.approval;
    place text;
    is_ours constant boolean := asked ->> 'action' ~ '^(users|backups|activity)[.]';
BEGIN
    -- What is asked for several users at once is longer.
    IF jsonb_typeof(asked) IS DISTINCT FROM 'object'
        OR length(asked::text) > (CASE WHEN asked ->> 'kind' = 'users' THEN 300000 ELSE 30000 END) OR EXISTS (
        SELECT FROM unnest(ARRAY['kind', 'action', 'title', 'reason', 'digest', 'page']) AS key
        WHERE jsonb_typeof(asked -> key) IS DISTINCT FROM 'string'
    ) OR jsonb_typeof(asked -> 'details') IS DISTINCT FROM 'array'
        OR jsonb_typeof(asked -> 'published') IS DISTINCT FROM 'boolean' OR asked ->> 'action' !~ '^[a-z0-9._-]{1,40}$'
        OR asked ->> 'digest' !~ '^[0-9a-f]{64}$' OR length(asked ->> 'reason') > 200
        OR asked ->> 'kind' <> 'users' AND length(asked ->> 'title') > 80
        OR auth_inner.has_invisible(translate(asked ->> 'title', chr(8204) || chr(8205), ''))
        OR auth_inner.has_invisible(translate(asked ->> 'reason', chr(8204) || chr(8205), ''))
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    row.kind := asked ->> 'kind';
    row.action := asked ->> 'action';
    row.title := asked ->> 'title';
    row.reason := asked ->> 'reason';
    row.is_published := asked -> 'published';
    row.digest := decode(asked ->> 'digest', 'hex');
    IF row.kind = 'users' AND row.action IN ('users.give_permissions', 'users.delete', 'users.two_step_off') THEN
        row.digest := auth_inner.users_digest(row.action, row.title, asked -> 'details');
        row.title := CASE WHEN length(row.title) > 80 THEN left(row.title, 79) || chr(8230) ELSE row.title END;
    ELSIF row.kind IN ('page', 'item') THEN
        place := auth_inner.page_of(own, asked ->> 'page');
        row.page := asked ->> 'page';
        row.page_state := auth_inner.page_state(place);
        -- The page, or an item of it, asks for this action.
        IF place IS NULL OR row.page_state IS NULL OR NOT EXISTS (
            SELECT FROM auth_inner.setting AS s WHERE s.value = row.action AND CASE row.kind
                WHEN 'page' THEN s.path = place || '.approval'
                ELSE starts_with(s.path, place || '.items.') AND substr(s.path, length(place) + 8) ~ '^[0-9]+[.]approval$' END
        ) THEN
            PERFORM auth_inner.refuse('AU002');
        END IF;
        IF row.kind = 'page' THEN
            row.digest := sha256(auth_inner.part('page'::text) || row.page_state);
            row.title := left(auth_inner.setting(place || '.title', ''), 80);
        END IF;
    ELSIF row.kind IS DISTINCT FROM 'app' OR is_ours THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    RETURN row;
END
$$;

-- Takes the answer of an approver to the question for a password, and counts it like one of a sign-in. The verdict is asked for
-- with the same ticket.
CREATE OR REPLACE FUNCTION auth.approve(session bytea, ticket bytea, asked jsonb, login text, hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    id bytea := sha256(ticket);
    own auth_inner.account;
    wanted auth_inner.approval;
    found_account bytea;
    typed bytea;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR hash IS NULL OR octet_length(hash) > 1024
        OR login IS NULL OR octet_length(login) > 1024
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF auth_inner.is_answered(id) THEN
        RETURN;
    END IF;
    own := auth_inner.own_account_now(session);
    IF own.record ->> 'must_change_password' = 'true' THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    wanted := auth_inner.asked_approval(own, asked);
    IF EXISTS (SELECT FROM auth_inner.approval AS p WHERE p.ticket = id) THEN
        -- It was used for an approval before.
        PERFORM auth_inner.refuse('AU005');
    END IF;
    PERFORM auth_inner.limit_answers();
    found_account := (auth_inner.find(login)).id;
    typed := auth_inner.attempt_key(
        CASE WHEN found_account IS NULL THEN 'attempt' ELSE 'account' END,
        coalesce(found_account, convert_to(login, 'UTF8')));
    PERFORM auth_inner.count_answer(id, coalesce(found_account, substr(auth_inner.keyed(typed), 1, 16)), typed,
        sha256(convert_to(hash, 'UTF8')), NULL, NULL);
    UPDATE auth_inner.guess AS g SET for_approval = true WHERE g.ticket = id;
    INSERT INTO auth_inner.approval (ticket, login, session, asker, at, kind, action, title, reason, digest, page, page_state,
        is_published)
    VALUES (id, session_user, sha256(session), own.id, auth_inner.now(), wanted.kind, wanted.action, wanted.title,
        wanted.reason, wanted.digest, wanted.page, wanted.page_state, wanted.is_published);
END
$$;

-- What an answer, or the code after it, approves; a row of NULLs if it is one of a sign-in.
CREATE OR REPLACE FUNCTION auth_inner.approved_by(of auth_inner.guess) RETURNS auth_inner.approval
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT p FROM auth_inner.approval AS p WHERE p.ticket = coalesce(of.after_ticket, of.ticket) $$;

-- Records what became of what was asked. `whom` is who was asked to approve it.
CREATE OR REPLACE FUNCTION auth_inner.record_approval(
    asked auth_inner.approval, whom text, whom_id bytea, is_done boolean, word text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.record('approval',
        coalesce((
            SELECT CASE WHEN auth_inner.is_damaged(a.record) THEN a.name_key ELSE a.record ->> 'username' END
            FROM auth_inner.account AS a WHERE a.id = asked.asker
        ), ''), asked.asker,
        whom, whom_id, is_done,
        asked.action || ' ' || encode(substr(asked.digest, 1, 8), 'hex') || ' ' || word || ': ' || concat_ws(' ',
            '"' || replace(nullif(asked.title, ''), '"', '''') || '"', nullif(asked.reason, '')));
END
$$;

-- Whether the session that asks is still open, and its user may be signed in now. A page must be as it was.
CREATE OR REPLACE FUNCTION auth_inner.is_still_asked(asked auth_inner.approval, at bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asker auth_inner.account;
    place text;
BEGIN
    SELECT a.* INTO asker FROM auth_inner.restricted_session AS s JOIN auth_inner.account AS a ON a.id = s.account
    WHERE s.id = asked.session AND s.login = asked.login AND s.seen > at - 86400
        AND CASE WHEN auth_inner.permits(a, s.state) THEN auth_inner.is_usable(s, a.record) ELSE false END;
    IF NOT FOUND THEN
        RETURN false;
    ELSIF asked.page IS NULL THEN
        RETURN true;
    END IF;
    place := auth_inner.page_of(asker, asked.page);
    RETURN coalesce(auth_inner.page_state(place) = asked.page_state, false);
END
$$;

-- Why an approver with the right password and code does not approve; the words for the audit log, if it is recorded, and for the
-- computer. NULL if nothing stands against it.
CREATE OR REPLACE FUNCTION auth_inner.objection(
    asked auth_inner.approval, approver auth_inner.account, at bigint, OUT recorded text, OUT told text
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rule record;
BEGIN
    SELECT r.* INTO rule FROM auth_inner.rule_of(asked.action) AS r;
    IF NOT auth_inner.is_still_asked(asked, at) THEN
        recorded := 'ended';
        told := 'ended';
    ELSIF rule.place IS NULL THEN
        recorded := 'not allowed';
        told := 'not_named';
    ELSIF rule.is_reason_required AND asked.reason = '' THEN
        recorded := 'not allowed';
        told := 'reason_missing';
    ELSIF asked.asker = approver.id AND NOT rule.is_same_allowed THEN
        recorded := 'same person';
        told := 'same_person';
    ELSIF NOT auth_inner.can_approve(rule.place, approver) THEN
        recorded := 'not allowed';
        told := 'not_allowed';
    END IF;
END
$$;

-- Approves what was asked, if the approver may, whose password is right, and the code if one was entered. No session begins, and the
-- earlier failures of the approver stay, who is told of them at the next sign-in.
CREATE OR REPLACE FUNCTION auth_inner.judge_approval(
    of auth_inner.guess, asked auth_inner.approval, second auth_inner.account
) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment bigint := auth_inner.now();
    who text := second.record ->> 'username';
    has_factor boolean := auth_inner.vault_entry(second.record, 'totp') IS NOT NULL;
    against record;
    valid_for bigint;
    verdict jsonb;
    reason text;
BEGIN
    IF asked.ticket IS NULL OR asked.good_until IS NOT NULL THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    IF asked.is_published THEN
        reason := 'published password';
        verdict := jsonb_build_object('word', 'published');
    ELSIF (second.record ->> 'pending')::boolean THEN
        reason := 'not approved';
        verdict := jsonb_build_object('word', 'pending');
    ELSIF auth_inner.has_ended(second) THEN
        reason := 'outdated';
        verdict := jsonb_build_object('word', 'outdated');
    ELSIF NOT auth_inner.is_open_at(second.record -> 'times', moment) THEN
        reason := 'outside access times';
        verdict := jsonb_build_object('word', 'not_now', 'times', second.record -> 'times');
    ELSIF has_factor AND of.after_ticket IS NULL THEN
        verdict := auth_inner.await_code(of, second);
    ELSIF second.record ->> 'must_change_password' = 'true' OR NOT has_factor
        AND auth_inner.includes(auth_inner.setting('two_step.required_for', ''), second.record -> 'roles')
    THEN
        reason := 'change required';
        verdict := jsonb_build_object('word', 'not_ready');
    ELSE
        against := auth_inner.objection(asked, second, moment);
        IF against.told IS NOT NULL THEN
            reason := against.recorded;
            verdict := jsonb_build_object('word', against.told);
        END IF;
    END IF;
    PERFORM auth_inner.undo(of, 'undone', moment);
    IF verdict IS NOT NULL THEN
        IF reason IS NOT NULL THEN
            -- So that a computer that knows a password does not fill the log. What is refused by this stays counted.
            PERFORM auth_inner.limit_records(asked.asker, 120);
            PERFORM auth_inner.record_approval(asked, who, second.id, false, reason);
        END IF;
        RETURN verdict;
    END IF;
    SELECT r.seconds INTO valid_for FROM auth_inner.rule_of(asked.action) AS r;
    UPDATE auth_inner.approval AS p
    SET approver = second.id, good_until = moment + valid_for,
        approver_state = auth_inner.fingerprint(second.id, second.name_key, second.record)
    WHERE p.ticket = asked.ticket;
    PERFORM auth_inner.limit_records(asked.asker, 1000);
    PERFORM auth_inner.record_approval(asked, who, second.id, true, 'approved');
    RETURN jsonb_build_object('word', 'approved', 'account', encode(second.id, 'hex'), 'username', who,
        'first_name', second.record ->> 'first_name', 'last_name', second.record ->> 'last_name');
END
$$;

-- Whether something was approved and could still be approved now, as `Grant::is_allowed_by`.
CREATE OR REPLACE FUNCTION auth_inner.is_approved(of auth_inner.approval, at bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    approver auth_inner.account;
    against record;
BEGIN
    IF of.good_until IS NULL OR of.good_until <= at OR of.is_spent THEN
        RETURN false;
    END IF;
    SELECT a.* INTO approver FROM auth_inner.account AS a WHERE a.id = of.approver;
    IF NOT auth_inner.permits(approver, of.approver_state) THEN
        RETURN false;
    ELSIF NOT auth_inner.is_open_at(approver.record -> 'times', at) THEN
        RETURN false;
    END IF;
    against := auth_inner.objection(of, approver, at);
    RETURN against.told IS NULL;
END
$$;

-- Returns the places of those of these tickets whose approvals hold in a session.
CREATE OR REPLACE FUNCTION auth.approvals(session bytea, tickets bytea[]) RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF tickets IS NULL OR cardinality(tickets) > 64 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own := auth_inner.own_account(session);
    RETURN ARRAY(
        SELECT t.number::integer - 1 FROM unnest(tickets) WITH ORDINALITY AS t (ticket, number)
        JOIN auth_inner.approval AS p ON p.ticket = sha256(t.ticket)
        WHERE p.session = sha256(approvals.session) AND p.asker = own.id AND auth_inner.is_approved(p, auth_inner.now())
        ORDER BY t.number);
END
$$;

-- Returns the rows of a page of which one of these tickets proves that it may be shown now. What was approved is not used up. One of
-- its items that was approved starts also once the time of the page is over.
CREATE OR REPLACE FUNCTION auth.approved_page(session bytea, id text, tickets bytea[]) RETURNS TABLE (path text, value text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    own auth_inner.account;
    place text;
    state bytea;
BEGIN
    PERFORM auth_inner.admit();
    IF tickets IS NULL OR cardinality(tickets) > 64 OR id IS NULL OR length(id) > 1024 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own := auth_inner.own_account_now(session);
    place := auth_inner.page_of(own, id);
    state := auth_inner.page_state(place);
    IF state IS NULL OR NOT EXISTS (
        SELECT FROM unnest(tickets) AS t (ticket) JOIN auth_inner.approval AS p ON p.ticket = sha256(t.ticket)
        WHERE p.session = sha256(approved_page.session) AND p.asker = own.id AND p.page = id AND p.page_state = state
            AND auth_inner.is_approved(p, auth_inner.now()) AND (p.kind = 'page' OR EXISTS (
                SELECT FROM auth_inner.approval AS earlier
                WHERE earlier.session = p.session AND earlier.kind = 'page' AND earlier.page = id
                    AND earlier.page_state = state AND earlier.good_until IS NOT NULL
            ))
    ) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT 'views'::text, '1'::text UNION ALL SELECT r.path, r.value FROM auth_inner.page_rows(
        place, 'views.0', own.name_key, ARRAY(SELECT json_array_elements_text(own.record -> 'roles')), true) AS r;
END
$$;

-- What has to be approved of an action with a user and is not, as it is told; NULL if nothing is. What was approved for it is used up.
CREATE OR REPLACE FUNCTION auth_inner.missing_approval(
    session bytea, tickets bytea[], action text, title text, details jsonb
) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    wanted constant bytea := auth_inner.users_digest(action, title, details);
    given auth_inner.approval;
BEGIN
    IF NOT auth_inner.needs_approval(action) THEN
        RETURN NULL;
    ELSIF cardinality(tickets) > 64 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    FOR given IN
        SELECT p.* FROM unnest(tickets) AS t (ticket) JOIN auth_inner.approval AS p ON p.ticket = sha256(t.ticket)
        WHERE p.session = sha256(missing_approval.session) AND p.login = session_user::text AND p.kind = 'users'
            AND p.action = missing_approval.action AND p.digest = wanted AND p.good_until IS NOT NULL
        FOR UPDATE OF p
    LOOP
        IF auth_inner.is_approved(given, auth_inner.now()) THEN
            UPDATE auth_inner.approval AS p SET is_spent = true WHERE p.ticket = given.ticket;
            RETURN NULL;
        END IF;
    END LOOP;
    RETURN jsonb_build_object('word', 'approval_required', 'action', action, 'title', title, 'details', details);
END
$$;

-- The name of a user, or else the username: `User::display_name`.
CREATE OR REPLACE FUNCTION auth_inner.display_name(record json) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(nullif(auth_inner.trimmed((record ->> 'first_name') || ' ' || (record ->> 'last_name')), ''),
        record ->> 'username')
$$;

-- The username and the name of a user, as the approver reads them.
CREATE OR REPLACE FUNCTION auth_inner.named_user(whom auth_inner.account) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN auth_inner.is_damaged(whom.record) THEN jsonb_build_array(whom.name_key, whom.name_key)
        ELSE jsonb_build_array(whom.record ->> 'username', auth_inner.display_name(whom.record)) END
$$;

-- What the approver reads of permissions that a user gets, and as what it is recorded; NULL if the roles permit no more than those
-- before. `email` is that of a new user.
CREATE OR REPLACE FUNCTION auth_inner.gain_of(
    id bytea, username text, email text, before text[], after text[], OUT title text, OUT details jsonb
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT auth_inner.permits_more(before, after) THEN
        RETURN;
    END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_array(username, role) ORDER BY number), '[]') INTO details
        FROM unnest(after) WITH ORDINALITY AS r (role, number) WHERE auth_inner.permits_more(before, ARRAY[role]);
    IF email IS NOT NULL THEN
        details := details || jsonb_build_array(jsonb_build_array(' email', email));
    END IF;
    title := coalesce(encode(id, 'hex'), 'new user') || ': ' || array_to_string(after, ', ');
END
$$;

-- What is missing to give permissions: `give_permissions` of `summaries.rs`.
CREATE OR REPLACE FUNCTION auth_inner.missing_for_gain(
    session bytea, tickets bytea[], id bytea, username text, email text, before text[], after text[]
) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gain record;
BEGIN
    IF NOT auth_inner.needs_approval('users.give_permissions') THEN
        RETURN NULL;
    END IF;
    gain := auth_inner.gain_of(id, username, email, before, after);
    IF gain.title IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN auth_inner.missing_approval(session, tickets, 'users.give_permissions', gain.title, gain.details);
END
$$;

-- Removes what can no longer be used.
CREATE OR REPLACE FUNCTION auth_inner.sweep_approvals() RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
    DELETE FROM auth_inner.approval WHERE ticket = ANY (ARRAY(
        SELECT p.ticket FROM auth_inner.approval AS p WHERE p.at < auth_inner.now() - 1800
            AND NOT EXISTS (
                SELECT FROM auth_inner.guess AS g WHERE g.for_approval AND coalesce(g.after_ticket, g.ticket) = p.ticket)
        LIMIT 1000 FOR UPDATE SKIP LOCKED))
$$;
