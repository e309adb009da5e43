-- Staying signed in over restarts: the token in the keyring of a restricted computer, and its row here.
--
-- A token is presented and looked at as an answer to the question for a password is, in transactions of their own: it is noted by
-- `auth.resume`, looked at by the first call of `auth.resumed` after that, and the next one tells. So a computer that has a copy of
-- a token does not find out whether it was replaced without raising the alarm (R39).
--
-- Order of locks: `presented`, `remembered`, and then those of `common.sql`.

-- For how many seconds a sign-in is remembered; 0 if the settings switch it off (R40).
CREATE OR REPLACE FUNCTION auth_inner.remember_seconds() RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT trunc(86400 * least(greatest(auth_inner.setting('cookie.expiry_days', '30')::numeric, 0), 30))::bigint
$$;

-- Whether a user has something to do that needs the password: `next_step_for` of the program, after the password and the code.
CREATE OR REPLACE FUNCTION auth_inner.has_more_to_do(record json) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (record ->> 'must_change_password')::boolean OR auth_inner.vault_entry(record, 'totp') IS NULL
        AND auth_inner.includes(auth_inner.setting('two_step.required_for', ''), record -> 'roles')
$$;

-- The digest of the remembered sign-ins of an account in this state: `ended_credentials::remembered_of`.
CREATE OR REPLACE FUNCTION auth_inner.remembered_of(account bytea, state bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(auth_inner.part(account) || auth_inner.part('remembered'::text) || auth_inner.part(state))
$$;

-- Remembers the sign-in of a session in which the password was just entered. `replaced` is the selector of the one before on
-- this computer. Of more than 16 of one login, those that were not used for longest are forgotten.
CREATE OR REPLACE FUNCTION auth.remember(session bytea, selector bytea, token bytea, replaced bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    own_session auth_inner.restricted_session;
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(selector) IS DISTINCT FROM 16 OR octet_length(token) IS DISTINCT FROM 32
        OR replaced IS NOT NULL AND octet_length(replaced) <> 16
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    own_session := auth_inner.session_of(session);
    own := auth_inner.own_account(session);
    IF own_session.fresh_until <= moment THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF auth_inner.remember_seconds() <= 0 OR auth_inner.has_more_to_do(own.record)
        OR NOT auth_inner.is_usable(own_session, own.record)
    THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF EXISTS (
        SELECT FROM auth_inner.remembered AS r WHERE r.selector = remember.selector AND r.login = session_user::text
            AND r.account = own.id AND r.token = remember.token
    ) THEN
        -- The same once more, because the first reply was lost.
        RETURN;
    END IF;
    DELETE FROM auth_inner.remembered AS r WHERE r.selector = replaced AND r.login = session_user::text;
    DELETE FROM auth_inner.remembered AS r WHERE r.selector = ANY (ARRAY(
        SELECT o.selector FROM auth_inner.remembered AS o WHERE o.login = session_user::text
        ORDER BY o.used_at DESC, o.selector OFFSET 15 FOR UPDATE SKIP LOCKED));
    -- The user has signed in to the account as it is, whatever it was before. What had ended does not come back with it.
    WITH back AS (
        DELETE FROM auth_inner.ended AS e WHERE e.credential = auth_inner.remembered_of(own.id, own_session.state) RETURNING 1
    )
    DELETE FROM auth_inner.remembered AS r WHERE r.account = own.id AND r.state = own_session.state AND EXISTS (SELECT FROM back);
    INSERT INTO auth_inner.remembered AS r (selector, login, account, state, token, created_at, used_at, expires_at)
        VALUES (remember.selector, session_user, own.id, own_session.state, remember.token, least(own_session.began, moment),
            moment, moment + auth_inner.remember_seconds())
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Marks a remembered sign-in for windows that are locked: while it is marked, the token alone does not sign in (R71). Every window
-- of the computer may set marks; to remove them needs a session of the user in which the password was just entered.
CREATE OR REPLACE FUNCTION auth.mark(session bytea, selector bytea, added bytea[], removed bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own_session auth_inner.restricted_session;
    kept auth_inner.remembered;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(selector) IS DISTINCT FROM 16 OR added IS NULL OR removed IS NULL
        OR cardinality(added) > 64 OR cardinality(removed) > 64
        OR EXISTS (SELECT FROM unnest(added || removed) AS m (mark) WHERE octet_length(m.mark) IS DISTINCT FROM 16)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF cardinality(removed) > 0 THEN
        own_session := auth_inner.session_of(session);
        IF own_session.fresh_until <= auth_inner.now() THEN
            PERFORM auth_inner.refuse('AU004');
        END IF;
    END IF;
    SELECT r.* INTO kept FROM auth_inner.remembered AS r
        WHERE r.selector = mark.selector AND r.login = session_user::text FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    ELSIF cardinality(removed) > 0 AND kept.account <> own_session.account THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    kept.locks := ARRAY(
        SELECT l.mark FROM unnest(kept.locks) WITH ORDINALITY AS l (mark, number)
        WHERE NOT l.mark = ANY (removed) AND NOT l.mark = ANY (added) ORDER BY l.number
    ) || ARRAY(
        -- In one dimension from 1 on, whatever was sent: otherwise the limit below could drop all of them.
        SELECT a.mark FROM unnest(added) AS a (mark)
    );
    UPDATE auth_inner.remembered AS r SET locks = kept.locks[greatest(cardinality(kept.locks) - 63, 1):]
        WHERE r.selector = kept.selector;
END
$$;

-- Ends a remembered sign-in of this login. One that is not there any more was ended before.
CREATE OR REPLACE FUNCTION auth.forget(selector bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
BEGIN
    PERFORM auth_inner.admit();
    DELETE FROM auth_inner.remembered AS r WHERE r.selector = forget.selector AND r.login = session_user::text;
END
$$;

-- Takes a token that is presented, and the digest of the one that replaces it. It does the same for every token. A login has at
-- most 100 that were not looked at, so that it cannot put off the alarm of one of them by many others.
CREATE OR REPLACE FUNCTION auth.resume(ticket bytea, selector bytea, token bytea, next bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    id constant bytea := sha256(ticket);
    holder text;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(selector) IS DISTINCT FROM 16
        OR octet_length(token) IS DISTINCT FROM 32 OR octet_length(next) IS DISTINCT FROM 32
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT p.login INTO holder FROM auth_inner.presented AS p WHERE p.ticket = id;
    IF FOUND AND holder = session_user::text THEN
        -- The same once more, because the first reply was lost. One ticket takes one token.
        RETURN;
    ELSIF (
        SELECT count(*) FROM (
            SELECT FROM auth_inner.presented AS p WHERE p.login = session_user::text AND p.verdict IS NULL LIMIT 100
        ) AS open
    ) = 100 THEN
        PERFORM auth_inner.refuse('AU008');
    END IF;
    INSERT INTO auth_inner.presented (ticket, login, xact, at, selector, token, next)
        VALUES (id, session_user, pg_current_xact_id(), auth_inner.now(), resume.selector, sha256(resume.token), resume.next)
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Ends all sessions and remembered sign-ins of an account whose token was copied (R39).
CREATE OR REPLACE FUNCTION auth_inner.end_copied(copied bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head auth_inner.head;
    before auth_inner.account;
    after auth_inner.account;
    epoch bigint;
BEGIN
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO before FROM auth_inner.account AS a WHERE a.id = copied FOR UPDATE;
    IF head.revision IS NULL OR before.id IS NULL OR auth_inner.is_damaged(before.record) THEN
        RETURN;
    END IF;
    epoch := ((before.record ->> 'session_epoch')::bigint + 1) % 1000000000;
    after := before;
    after.record := auth_inner.changed_record(before.id, before.record, jsonb_build_object('session_epoch', epoch));
    after.seq := head.seq + 1;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    -- No session is kept.
    PERFORM auth_inner.end_replaced(before, after, ''::bytea);
    PERFORM auth_inner.next_revision(after.seq);
    PERFORM auth_inner.record('account', after.record ->> 'username', after.id, '', NULL, true, 'token_reused');
    PERFORM auth_inner.tell(after.id, 'token_reused');
END
$$;

-- Returns the account of a remembered sign-in if the sign-in is still valid, whatever token is presented for it.
CREATE OR REPLACE FUNCTION auth_inner.account_of(kept auth_inner.remembered) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    hours constant bigint := nullif(auth_inner.setting('sessions.max_hours', ''), '')::bigint;
    account auth_inner.account;
BEGIN
    SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = kept.account;
    IF NOT FOUND OR NOT auth_inner.permits(account, kept.state)
        OR moment >= least(kept.expires_at, kept.created_at + auth_inner.remember_seconds(), kept.created_at + 3600 * hours)
        -- The clock was set back (R44).
        OR moment < greatest(kept.created_at, kept.used_at) - 300
        -- Of an account as it was before an earlier version of the database was put back (R91).
        OR auth_inner.has_ended(account)
        OR EXISTS (SELECT FROM auth_inner.ended WHERE credential = auth_inner.remembered_of(kept.account, kept.state))
    THEN
        RETURN NULL;
    END IF;
    RETURN account;
END
$$;

-- Looks at a token that was presented, does what follows from it, and returns the verdict. With `is_late`, no session begins.
CREATE OR REPLACE FUNCTION auth_inner.judge_token(of auth_inner.presented, is_late boolean) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    kept auth_inner.remembered;
    account auth_inner.account;
    who text;
    taken text;
BEGIN
    SELECT r.* INTO kept FROM auth_inner.remembered AS r WHERE r.selector = of.selector AND r.login = of.login FOR UPDATE;
    IF NOT FOUND THEN
        RETURN jsonb_build_object('word', 'none');
    END IF;
    account := auth_inner.account_of(kept);
    IF account.id IS NULL THEN
        DELETE FROM auth_inner.remembered AS r WHERE r.selector = kept.selector;
        RETURN jsonb_build_object('word', 'none');
    ELSIF kept.token <> of.token AND NOT of.token = ANY (kept.next) THEN
        -- A copy, presented after the token was replaced.
        DELETE FROM auth_inner.remembered AS r WHERE r.selector = kept.selector;
        PERFORM auth_inner.end_copied(account.id);
        RETURN jsonb_build_object('word', 'reused');
    ELSIF auth_inner.has_more_to_do(account.record) THEN
        DELETE FROM auth_inner.remembered AS r WHERE r.selector = kept.selector;
        RETURN jsonb_build_object('word', 'none');
    END IF;
    who := account.record ->> 'username';
    IF is_late THEN
        RETURN jsonb_build_object('word', 'none');
    ELSIF cardinality(kept.locks) > 0 THEN
        RETURN jsonb_build_object('word', 'locked', 'username', who);
    ELSIF NOT auth_inner.is_open_at(account.record -> 'times', moment) THEN
        PERFORM auth_inner.record_sign_in(account, false, 'outside access times');
        RETURN jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    END IF;
    taken := auth_inner.claim_slot(of.ticket, account.id);
    IF taken IS NOT NULL THEN
        PERFORM auth_inner.record_sign_in(account, false, 'session limit');
        RETURN jsonb_build_object('word', taken);
    END IF;
    -- Both are accepted until the computer has presented the new one (R38).
    kept.next := CASE WHEN kept.token = of.token THEN kept.next ELSE '{}'::bytea[] END || of.next;
    UPDATE auth_inner.remembered AS r SET token = of.token, next = kept.next[greatest(cardinality(kept.next) - 7, 1):],
        used_at = greatest(kept.used_at, moment)
        WHERE r.selector = kept.selector;
    -- The password was not entered, so that the session is not fresh.
    INSERT INTO auth_inner.restricted_session (id, login, account, state, began, seen, fresh_until)
        VALUES (of.ticket, of.login, account.id, kept.state, kept.created_at, moment, 0);
    PERFORM auth_inner.record_sign_in(account, true, 'token');
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'), 'began', kept.created_at);
END
$$;

-- Looks at tokens whose verdict was not asked for, and removes what is old. Where this would have to wait, it is left for the
-- next time.
CREATE OR REPLACE FUNCTION auth_inner.sweep_tokens() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    left_open auth_inner.presented;
    said jsonb;
BEGIN
    IF auth_inner.sweep_pins() OR auth_inner.sweep_badges() THEN
        RETURN;
    END IF;
    FOR left_open IN
        SELECT p.* FROM auth_inner.presented AS p WHERE p.verdict IS NULL AND p.at < moment - 120
        ORDER BY p.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        PERFORM FROM auth_inner.remembered AS r WHERE r.selector = left_open.selector FOR UPDATE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND AND EXISTS (SELECT FROM auth_inner.remembered AS r WHERE r.selector = left_open.selector);
        PERFORM FROM auth_inner.head FOR UPDATE SKIP LOCKED;
        EXIT WHEN NOT FOUND;
        said := auth_inner.judge_token(left_open, true);
        UPDATE auth_inner.presented AS p SET verdict = said, xact = pg_current_xact_id() WHERE p.ticket = left_open.ticket;
    END LOOP;
    DELETE FROM auth_inner.presented WHERE ticket = ANY (ARRAY(
        SELECT p.ticket FROM auth_inner.presented AS p WHERE p.verdict IS NOT NULL AND p.at < moment - 600
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    DELETE FROM auth_inner.remembered WHERE selector = ANY (ARRAY(
        SELECT r.selector FROM auth_inner.remembered AS r WHERE r.expires_at < moment LIMIT 1000 FOR UPDATE SKIP LOCKED));
END
$$;

-- Returns what came of a token that was presented, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.resumed(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked constant bytea := sha256(ticket);
    given auth_inner.presented;
    written pg_lsn;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT p.* INTO given FROM auth_inner.presented AS p WHERE p.ticket = asked AND p.login = session_user::text;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF given.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        -- What this transaction has written can still be rolled back.
        RETURN jsonb_build_object('wait', 0);
    END IF;
    IF given.verdict IS NULL THEN
        written := auth_inner.unsafe_up_to(given.sealed);
        IF written IS NOT NULL THEN
            UPDATE auth_inner.presented AS p SET sealed = written WHERE p.ticket = asked AND p.sealed IS NULL;
            RETURN jsonb_build_object('wait', 10);
        END IF;
        SELECT p.* INTO given FROM auth_inner.presented AS p WHERE p.ticket = asked AND p.verdict IS NULL FOR UPDATE;
        IF FOUND THEN
            said := auth_inner.judge_token(given, false);
            UPDATE auth_inner.presented AS p SET verdict = said, xact = pg_current_xact_id() WHERE p.ticket = asked;
        END IF;
        RETURN jsonb_build_object('wait', 0);
    END IF;
    PERFORM auth_inner.sweep();
    RETURN given.verdict;
END
$$;
