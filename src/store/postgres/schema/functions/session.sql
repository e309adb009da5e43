-- What the owner of an open session reads of the own account, what the window reports, and the end of the session.

-- What an account is notified of: under a digest of its id.
CREATE OR REPLACE FUNCTION auth_inner.notice_key(id bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$ SELECT sha256(convert_to('account', 'UTF8') || decode('00', 'hex') || id) $$;

-- Keeps a notice for the next sign-in of an account, and at most 50 of them.
CREATE OR REPLACE FUNCTION auth_inner.tell(id bytea, word text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    told constant bytea := auth_inner.notice_key(id);
BEGIN
    INSERT INTO auth_inner.notice (who, word, at) VALUES (told, tell.word, auth_inner.now());
    DELETE FROM auth_inner.notice AS n WHERE n.who = told AND n.number <= (
        SELECT kept.number FROM auth_inner.notice AS kept WHERE kept.who = told ORDER BY kept.number DESC OFFSET 50 LIMIT 1
    );
END
$$;

-- Returns the notices of the own account. They stay until `auth.forget_notices`, because this answer may be lost.
CREATE OR REPLACE FUNCTION auth.notices(session bytea) RETURNS TABLE (number bigint, word text, at bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    told bytea;
BEGIN
    PERFORM auth_inner.admit();
    told := auth_inner.notice_key((auth_inner.own_account_now(session)).id);
    RETURN QUERY SELECT n.number, n.word, n.at FROM auth_inner.notice AS n WHERE n.who = told ORDER BY n.number;
END
$$;

-- Forgets the notices of the own account up to this number, which the user was told. Those of recovery codes and the second factor
-- stay for a day: a computer whose program was replaced could have changed them, and not told the user.
CREATE OR REPLACE FUNCTION auth.forget_notices(session bytea, upto bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    told bytea;
BEGIN
    PERFORM auth_inner.admit();
    told := auth_inner.notice_key((auth_inner.own_account_now(session)).id);
    DELETE FROM auth_inner.notice AS n WHERE n.who = told AND n.number <= upto
        AND (n.word NOT IN ('codes_renewed', 'two_step_on', 'two_step_off') OR n.at <= auth_inner.now() - 86400);
END
$$;

-- Returns the latest events that the own account has made or that were about it, the latest first.
CREATE OR REPLACE FUNCTION auth.activity(session bytea, since bigint, of_kind text, lim integer)
RETURNS TABLE (
    number bigint, at bigint, kind text, who text, whom text, who_id bytea, whom_id bytea, is_done boolean, detail text,
    link bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
DECLARE
    own bytea;
    -- An account that was added again by hand can have the id of one that was removed.
    removed bigint;
BEGIN
    PERFORM auth_inner.admit();
    own := (auth_inner.own_account_now(session)).id;
    IF lim IS NULL OR lim NOT BETWEEN 0 AND 1000 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT coalesce(max(gone.number), 0) INTO removed FROM auth_inner.event AS gone
        WHERE gone.whom_id = own AND gone.kind = 'people' AND gone.detail = 'removed';
    -- Each by an index: an event is rarely both.
    RETURN QUERY
        SELECT e.number, e.at, e.kind, e.who, e.whom, e.who_id, e.whom_id, e.is_done, e.detail, e.link
        FROM auth_inner.event AS e
        WHERE e.number = ANY (ARRAY(
            (SELECT made.number FROM auth_inner.event AS made
             WHERE made.who_id = own AND made.number > removed AND (activity.since IS NULL OR made.at >= activity.since)
                 AND (of_kind IS NULL OR made.kind = of_kind)
             ORDER BY made.number DESC LIMIT lim)
            UNION
            (SELECT about.number FROM auth_inner.event AS about
             WHERE about.whom_id = own AND about.number > removed AND (activity.since IS NULL OR about.at >= activity.since)
                 AND (of_kind IS NULL OR about.kind = of_kind)
             ORDER BY about.number DESC LIMIT lim)
        ))
        ORDER BY e.number DESC LIMIT lim;
END
$$;

-- The kind of the record of what only the window knows; NULL if a window may not record it.
CREATE OR REPLACE FUNCTION auth_inner.kind_of_note(word text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN word IN ('locked', 'unlocked', 'unlocked in an outage', 'switched away', 'parked session ended', 'pin', 'badge') THEN 'lock'
    END
$$;

-- Counts a wrong PIN or an unknown badge among the failures of all names (R86).
CREATE OR REPLACE FUNCTION auth_inner.count_wrong_pin() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before constant auth_inner.attempts := auth_inner.locked_attempts(auth_inner.attempt_key('all names', ''::bytea));
    moment constant bigint := auth_inner.now();
    after auth_inner.attempts := auth_inner.expired(before, moment);
BEGIN
    after.failures := least(after.failures + 1, auth_inner.setting('lockout.all_names', '50')::bigint + 9);
    PERFORM auth_inner.write_attempts(before, after, moment);
END
$$;

-- Records what only the window knows. After a PIN or a badge has unlocked it, the password no longer counts as just entered. So that a computer
-- cannot fill the log, and push out what was recorded before, an account has 120 such records in an hour.
CREATE OR REPLACE FUNCTION auth.note(session bytea, word text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    kind constant text := auth_inner.kind_of_note(word);
    own_session auth_inner.restricted_session;
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own_session := auth_inner.session_of(session);
    own := auth_inner.own_account(session);
    IF kind IS NULL THEN
        PERFORM auth_inner.refuse('AU002');
    ELSIF word = 'unlocked' AND own_session.fresh_until <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF word IN ('pin', 'badge') THEN
        UPDATE auth_inner.restricted_session AS s SET fresh_until = 0 WHERE s.id = own_session.id;
    END IF;
    PERFORM auth_inner.limit_records(own.id, 120);
    PERFORM auth_inner.record(kind, own.record ->> 'username', own.id, '', NULL, true, word);
END
$$;

-- Frees the slot of a session that is parked, so that another user can have it.
CREATE OR REPLACE FUNCTION auth.free_slot(session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own_session auth_inner.restricted_session;
BEGIN
    PERFORM auth_inner.admit();
    own_session := auth_inner.session_of(session);
    DELETE FROM auth_inner.session_slot AS s WHERE s.id = substr(own_session.id, 1, 16);
END
$$;

-- Ends a session, and records how. One that is not there any more was ended before.
CREATE OR REPLACE FUNCTION auth.sign_out(session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    ended auth_inner.restricted_session;
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(session) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    DELETE FROM auth_inner.restricted_session AS s
        WHERE s.id = sha256(session) AND s.login = session_user::text RETURNING s.* INTO ended;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    PERFORM auth_inner.end_sessions(ARRAY[ended.id]);
    SELECT a.* INTO own FROM auth_inner.account AS a WHERE a.id = ended.account;
    IF FOUND AND NOT auth_inner.is_damaged(own.record) THEN
        PERFORM auth_inner.record('sign_out', own.record ->> 'username', own.id, '', NULL, true,
            CASE WHEN auth_inner.permits(own, ended.state) THEN '' ELSE 'ended' END);
    END IF;
END
$$;
