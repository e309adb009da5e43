-- Counts an answer, or a code, as a failure before anything looks at it. It does the same work and writes the same rows for
-- every name and every answer. Without one, it counts a wrong password that was entered in an outage, also if the name is locked by
-- now: `LockoutRule::failed` of the program.
CREATE OR REPLACE FUNCTION auth_inner.count_answer(
    id bytea, account bytea, typed bytea, answer bytea, for_session bytea, after_ticket bytea
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before auth_inner.attempts := auth_inner.locked_attempts(typed);
    all_before auth_inner.attempts := auth_inner.locked_attempts(auth_inner.attempt_key('all names', ''::bytea));
    -- After the locks: the same time is counted once.
    at bigint := auth_inner.now();
    after auth_inner.attempts := auth_inner.seen(before, at);
    all_expired auth_inner.attempts := auth_inner.expired(all_before, at);
    all_after auth_inner.attempts := all_expired;
    counted bigint := 0;
    locked_for bigint := 0;
    late bigint := 0;
BEGIN
    -- Once more after the locks, for which other answers of this login may have waited.
    PERFORM auth_inner.limit_answers();
    IF answer IS NOT NULL AND after.failures >= auth_inner.setting('lockout.stop_after', '100')::bigint THEN
        locked_for := 0;
    ELSIF answer IS NOT NULL AND after.locked_for > 0 THEN
        locked_for := after.locked_for;
    ELSE
        counted := after.failures + 1;
        after.failures := counted;
        after.locked_for := greatest(after.locked_for, auth_inner.lock_after(counted));
        late := auth_inner.delay(all_expired.failures);
        all_after.failures := least(all_expired.failures + 1,
            auth_inner.setting('lockout.all_names', '50')::bigint + 9);
    END IF;
    PERFORM auth_inner.write_attempts(before, after, at);
    PERFORM auth_inner.write_attempts(all_before, all_after, at);
    PERFORM auth_inner.forget_names(at);
    INSERT INTO auth_inner.guess (ticket, login, xact, at, not_before, account, typed, counted, locked_for,
        is_raised, is_delaying, is_first_delay, answer, for_session, after_ticket)
    VALUES (id, session_user, pg_current_xact_id(), at,
        -- Whole seconds, and never less than the delay.
        at + CASE WHEN late > 0 THEN (late + 1999) / 1000 ELSE 0 END,
        count_answer.account, count_answer.typed, counted, locked_for,
        all_after.failures > all_expired.failures,
        auth_inner.delay(all_after.failures) > 0,
        auth_inner.delay(all_after.failures) > 0 AND auth_inner.delay(all_expired.failures) = 0,
        count_answer.answer, count_answer.for_session, count_answer.after_ticket)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        -- Another connection has answered with this ticket at this moment.
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Whether this login has answered with this ticket already: a ticket takes one answer, which may come again because the first
-- reply was lost.
CREATE OR REPLACE FUNCTION auth_inner.is_answered(id bytea) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    holder text;
BEGIN
    SELECT g.login INTO holder FROM auth_inner.guess AS g WHERE g.ticket = id;
    IF holder <> session_user::text THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN holder IS NOT NULL;
END
$$;

-- Refuses another answer of a login of which 20 were not looked at, one for each of its connections: otherwise it would not wait for
-- the delay, and fill the table and the audit log.
CREATE OR REPLACE FUNCTION auth_inner.limit_answers() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (
        SELECT count(*) FROM (
            SELECT FROM auth_inner.guess AS g WHERE g.login = session_user::text AND g.verdict IS NULL LIMIT 20
        ) AS open
    ) = 20 THEN
        PERFORM auth_inner.refuse('AU008');
    END IF;
END
$$;

-- Takes the answer of a computer to the question for a password, and counts it. Without a hash, it is a wrong password with which a
-- user has tried to unlock the window of this session while the server was away.
--
-- Nothing tells whether an answer is right before the transaction that counts it has ended, and is on the disk: a computer that
-- rolls it back, or stops it with a time limit, has learned nothing.
CREATE OR REPLACE FUNCTION auth.answer(ticket bytea, login text, hash text, session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    id bytea := sha256(ticket);
    open_session auth_inner.restricted_session;
    found_account bytea;
    no_account bytea;
    typed bytea;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(hash) > 1024
        OR session IS NULL AND (hash IS NULL OR login IS NULL OR octet_length(login) > 1024)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF auth_inner.is_answered(id) THEN
        RETURN;
    END IF;
    PERFORM auth_inner.limit_answers();
    IF session IS NULL THEN
        found_account := (auth_inner.find(login)).id;
    ELSE
        open_session := auth_inner.session_of(session);
        found_account := open_session.account;
    END IF;
    typed := auth_inner.attempt_key(
        CASE WHEN found_account IS NULL THEN 'attempt' ELSE 'account' END,
        coalesce(found_account, convert_to(login, 'UTF8')));
    no_account := substr(auth_inner.keyed(typed), 1, 16);
    PERFORM auth_inner.count_answer(
        id, coalesce(found_account, no_account), typed, sha256(convert_to(hash, 'UTF8')), open_session.id, NULL);
END
$$;
