-- Looks at an answer that was counted, and tells whether it was right.
--
-- There are three steps, in transactions of their own. The answer is counted by `auth.answer`. When that is on the disk, the
-- first call of `auth.verdict` looks at it, records what follows and tells nothing. The next call tells. So a computer that
-- rolls the second step back, and finds out from the work of the server what it would have been told, knows of one answer that
-- was counted; the answer itself is recorded all the same, by `auth_inner.sweep`.

-- Whether one of the credentials that a password opens has ended, as `ended_credentials.rs` of the program knows them.
CREATE OR REPLACE FUNCTION auth_inner.has_ended(of auth_inner.account) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM auth_inner.ended WHERE credential IN (
        sha256(auth_inner.part(of.id) || auth_inner.part('password'::text) || auth_inner.part(of.record ->> 'password')),
        sha256(auth_inner.part(of.id) || auth_inner.part('key'::text)
            || auth_inner.part(auth_inner.vault_entry(of.record, 'key')))))
$$;

-- The word for why the answer is wrong, as the audit log has it; NULL if it is right.
CREATE OR REPLACE FUNCTION auth_inner.mistake(of auth_inner.guess, account auth_inner.account) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL THEN
        RETURN 'unknown name';
    ELSIF of.answer IS NULL THEN
        RETURN 'wrong password in an outage';
    ELSIF auth_inner.is_damaged(account.record) THEN
        RETURN 'mistake in the entry';
    ELSIF (account.record ->> 'disabled')::boolean THEN
        RETURN 'disabled';
    ELSIF account.record ->> 'password' IS NULL THEN
        RETURN 'no password';
    ELSIF of.after_ticket IS NOT NULL THEN
        RETURN CASE WHEN auth_inner.step_of(of, auth_inner.secret_of(account)) IS NULL THEN 'wrong code' END;
    ELSIF sha256(convert_to(account.record ->> 'password', 'UTF8')) <> of.answer THEN
        RETURN 'wrong password';
    ELSIF of.for_kiosk AND NOT 'admin' = ANY (auth_inner.roles_of(account.record)) THEN
        RETURN 'not allowed';
    END IF;
    RETURN NULL;
END
$$;

-- Records that an answer was wrong, for this reason, as `SignIn::verify` and `Reauthentication` of the program do it.
CREATE OR REPLACE FUNCTION auth_inner.record_mistake(
    of auth_inner.guess, account auth_inner.account, reason text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_blank boolean := of.typed = auth_inner.attempt_key('attempt', ''::bytea);
    asked auth_inner.approval;
    -- The account may have been removed since the answer.
    who text := CASE WHEN account.id IS NULL THEN CASE WHEN is_blank THEN '' ELSE repeat(chr(8226), 3) END
        WHEN auth_inner.is_damaged(account.record) THEN account.name_key
        ELSE account.record ->> 'username' END;
    locking text := CASE WHEN auth_inner.lock_after(of.counted) > 0 THEN ', locked' ELSE '' END;
BEGIN
    IF of.for_approval THEN
        asked := auth_inner.approved_by(of);
    END IF;
    IF asked.ticket IS NOT NULL THEN
        PERFORM auth_inner.record_approval(asked, who, account.id, false, reason || locking);
    ELSIF of.for_session IS NOT NULL THEN
        PERFORM auth_inner.record('account', CASE WHEN account.id IS NULL THEN '' ELSE who END, account.id, '', NULL, false, reason);
    ELSE
        PERFORM auth_inner.record(
            CASE WHEN of.for_kiosk OR EXISTS (
                SELECT FROM auth_inner.guess AS g WHERE g.ticket = of.after_ticket AND g.for_kiosk
            ) THEN 'kiosk' ELSE 'sign_in' END,
            who, account.id, '', NULL, false, reason || locking);
    END IF;
    IF of.is_first_delay THEN
        PERFORM auth_inner.record('sign_in', '', NULL, '', NULL, false, 'many failures');
    END IF;
END
$$;

-- Claims the slot of a session, as the program does it on computers with the tables. Returns why the limits leave none.
CREATE OR REPLACE FUNCTION auth_inner.claim_slot(session bytea, account bytea) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at bigint := auth_inner.now();
    is_single boolean := auth_inner.setting('sessions.single', 'false')::boolean;
    most bigint := nullif(auth_inner.setting('sessions.max_users', ''), '')::bigint;
    is_in boolean;
    users bigint;
BEGIN
    IF is_single OR most IS NOT NULL THEN
        -- No other computer can come between counting and claiming.
        LOCK TABLE auth_inner.session_slot IN SHARE ROW EXCLUSIVE MODE;
        SELECT coalesce(bool_or(s.account = claim_slot.account), false), count(DISTINCT s.account) INTO is_in, users
        FROM auth_inner.session_slot AS s WHERE abs(at - s.seen) <= 90;
        IF is_single AND is_in THEN
            RETURN 'already_in';
        ELSIF NOT is_in AND users >= most THEN
            RETURN 'full';
        END IF;
    END IF;
    -- Those of programs that were killed.
    DELETE FROM auth_inner.session_slot WHERE id = ANY (ARRAY(
        SELECT s.id FROM auth_inner.session_slot AS s WHERE abs(at - s.seen) > 90 FOR UPDATE SKIP LOCKED));
    INSERT INTO auth_inner.session_slot (id, account, seen) VALUES (substr(session, 1, 16), claim_slot.account, at);
    RETURN NULL;
END
$$;

-- Records a sign-in of a user whose password or token is right, or what stands against it. So that a computer which knows a password
-- cannot fill the log, an account makes at most 1000 records in an hour; then it cannot sign in.
CREATE OR REPLACE FUNCTION auth_inner.record_sign_in(account auth_inner.account, is_done boolean, detail text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.limit_records(account.id, 1000);
    PERFORM auth_inner.record('sign_in', account.record ->> 'username', account.id, '', NULL, is_done, detail);
END
$$;

-- Signs a user in whose password is right, and the code if one is needed, unless something else stands against it, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.sign_in(of auth_inner.guess, account auth_inner.account) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at bigint := auth_inner.now();
    has_factor boolean := auth_inner.vault_entry(account.record, 'totp') IS NOT NULL;
    before auth_inner.attempts;
    verdict jsonb;
    reason text;
    taken text;
BEGIN
    IF (account.record ->> 'pending')::boolean THEN
        reason := 'not approved';
        verdict := jsonb_build_object('word', 'pending');
    ELSIF auth_inner.has_ended(account) THEN
        reason := 'outdated';
        verdict := jsonb_build_object('word', 'outdated');
    ELSIF NOT auth_inner.is_open_at(account.record -> 'times', at) THEN
        reason := 'outside access times';
        verdict := jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    ELSIF has_factor AND of.after_ticket IS NULL THEN
        verdict := auth_inner.await_code(of, account);
    ELSIF NOT has_factor AND auth_inner.includes(auth_inner.setting('two_step.required_for', ''), account.record -> 'roles') THEN
        verdict := auth_inner.await_set_up(of, account);
    END IF;
    IF verdict IS NULL THEN
        -- Before the slot, by the order of locks.
        PERFORM auth_inner.locked_attempts(of.typed);
        taken := auth_inner.claim_slot(of.ticket, account.id);
    END IF;
    IF taken IS NOT NULL THEN
        reason := 'session limit';
        verdict := jsonb_build_object('word', taken);
    END IF;
    -- An attempt that is refused now is neither a failure nor a sign-in.
    before := auth_inner.undo(of, CASE WHEN verdict IS NULL THEN 'signed in' ELSE 'undone' END, at);
    IF reason IS NOT NULL THEN
        PERFORM auth_inner.record_sign_in(account, false, reason);
    END IF;
    IF verdict IS NOT NULL THEN
        RETURN verdict;
    END IF;
    INSERT INTO auth_inner.restricted_session (id, login, account, state, began, seen, fresh_until, with_code)
    VALUES (of.ticket, of.login, account.id,
        auth_inner.fingerprint(account.id, account.name_key, account.record), at, at, at + 300, has_factor);
    PERFORM auth_inner.record_sign_in(account, true,
        CASE WHEN has_factor THEN 'password and second factor' ELSE 'password' END);
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'), 'before',
        jsonb_build_object('failures', greatest(before.failures - 1, 0), 'last_sign_in', before.last_sign_in));
END
$$;

-- Notes that the user of an open session has entered the right password again, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.confirm(of auth_inner.guess, account auth_inner.account) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at bigint := auth_inner.now();
    who text := account.record ->> 'username';
    without_code boolean := of.after_ticket IS NULL AND auth_inner.vault_entry(account.record, 'totp') IS NOT NULL;
BEGIN
    IF without_code AND auth_inner.includes(auth_inner.setting('two_step.reauthenticate_for', ''), account.record -> 'roles') THEN
        PERFORM auth_inner.undo(of, 'undone', at);
        RETURN auth_inner.await_code(of, account);
    END IF;
    -- Wrong codes are forgotten only with a right one: otherwise the password alone would give unlimited tries of a code.
    PERFORM auth_inner.undo(of, CASE WHEN without_code THEN 'undone' ELSE 'unlocked' END, at);
    IF NOT auth_inner.is_open_at(account.record -> 'times', at) THEN
        PERFORM auth_inner.limit_records(account.id, 1000);
        PERFORM auth_inner.record('account', coalesce(who, ''), account.id, '', NULL, false, 'outside access times');
        RETURN jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    END IF;
    -- The time of the session begins anew.
    UPDATE auth_inner.restricted_session
        SET began = at, fresh_until = at + 300, seen = at, with_code = with_code OR of.after_ticket IS NOT NULL
        WHERE id = of.for_session;
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'));
END
$$;

-- Looks at an answer that was counted, records what follows from it, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.judge(of auth_inner.guess) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    account auth_inner.account;
    reason text;
BEGIN
    IF of.counted = 0 THEN
        RETURN jsonb_build_object('word', 'locked', 'seconds', nullif(of.locked_for, 0));
    END IF;
    IF of.after_ticket IS NOT NULL THEN
        -- The code is for what the password was for.
        of.for_kiosk := (auth_inner.awaiting(of.after_ticket)).for_kiosk;
    END IF;
    SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = of.account;
    reason := auth_inner.mistake(of, account);
    IF reason IS NULL AND of.after_ticket IS NOT NULL THEN
        IF auth_inner.use_step(account.id, auth_inner.step_of(of, auth_inner.secret_of(account))) THEN
            -- The password counts for one session.
            UPDATE auth_inner.guess AS g SET awaits = NULL WHERE g.ticket = of.after_ticket;
        ELSE
            reason := 'wrong code';
        END IF;
    END IF;
    IF reason IS NOT NULL THEN
        PERFORM auth_inner.record_mistake(of, account, reason);
        RETURN jsonb_build_object('word', CASE
            WHEN of.after_ticket IS NOT NULL THEN 'wrong_code'
            WHEN of.is_delaying THEN 'delaying'
            ELSE 'wrong' END);
    ELSIF of.for_approval THEN
        -- Never a session.
        RETURN auth_inner.judge_approval(of, auth_inner.approved_by(of), account);
    ELSIF of.for_kiosk THEN
        RETURN auth_inner.leave_kiosk(of, account);
    ELSIF of.for_session IS NULL THEN
        RETURN auth_inner.sign_in(of, account);
    END IF;
    RETURN auth_inner.confirm(of, account);
END
$$;

-- Records the answers whose verdict was not asked for, as far as they were counted, and removes what is old. It locks
-- nothing that another call could wait for, except the ends of the audit log. It has to be the last thing of a transaction.
CREATE OR REPLACE FUNCTION auth_inner.sweep() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment bigint := auth_inner.now();
    left_open auth_inner.guess;
    account auth_inner.account;
    reason text;
BEGIN
    PERFORM auth_inner.sweep_tokens();
    PERFORM auth_inner.sweep_codes();
    PERFORM auth_inner.sweep_registrations();
    FOR left_open IN
        SELECT g.* FROM auth_inner.guess AS g WHERE g.verdict IS NULL AND g.at < moment - 120
        ORDER BY g.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        IF left_open.counted > 0 THEN
            SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = left_open.account;
            reason := auth_inner.mistake(left_open, account);
            -- One that is right stays a failure, and is recorded as a sign-in that was not completed.
            PERFORM auth_inner.record_mistake(left_open, account, coalesce(reason, 'ended'));
        END IF;
        UPDATE auth_inner.guess AS g SET verdict = jsonb_build_object('word', 'wrong'), xact = pg_current_xact_id()
        WHERE g.ticket = left_open.ticket;
    END LOOP;
    DELETE FROM auth_inner.guess WHERE ticket = ANY (ARRAY(
        SELECT g.ticket FROM auth_inner.guess AS g WHERE g.verdict IS NOT NULL AND g.at < moment - 600
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    PERFORM auth_inner.sweep_approvals();
    DELETE FROM auth_inner.restricted_session WHERE id = ANY (ARRAY(
        SELECT s.id FROM auth_inner.restricted_session AS s WHERE s.seen < moment - 86400
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
END
$$;

-- Returns the verdict of an answer, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.verdict(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked bytea := sha256(ticket);
    given auth_inner.guess;
    written pg_lsn;
    result jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT g.* INTO given FROM auth_inner.guess AS g WHERE g.ticket = asked AND g.login = session_user::text;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF given.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        -- What this transaction has written can still be rolled back.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.verdict IS NOT NULL THEN
        PERFORM auth_inner.sweep();
        RETURN given.verdict;
    ELSIF auth_inner.now() < given.not_before THEN
        RETURN jsonb_build_object('wait', (given.not_before - auth_inner.now()) * 1000);
    END IF;
    written := auth_inner.unsafe_up_to(given.sealed);
    IF written IS NOT NULL THEN
        UPDATE auth_inner.guess AS g SET sealed = written WHERE g.ticket = asked AND g.sealed IS NULL;
        RETURN jsonb_build_object('wait', 10);
    END IF;
    SELECT g.* INTO given FROM auth_inner.guess AS g WHERE g.ticket = asked AND g.verdict IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        -- Another connection has looked at it meanwhile.
        RETURN jsonb_build_object('wait', 0);
    END IF;
    IF given.for_session IS NOT NULL AND NOT EXISTS (
        SELECT FROM auth_inner.restricted_session AS s JOIN auth_inner.account AS a ON a.id = s.account
        WHERE s.id = given.for_session AND auth_inner.has_hash(a.record)
            AND s.state = auth_inner.fingerprint(a.id, a.name_key, a.record)
    ) THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    result := auth_inner.judge(given);
    UPDATE auth_inner.guess AS g SET verdict = result, xact = pg_current_xact_id() WHERE g.ticket = asked;
    RETURN jsonb_build_object('wait', 0);
END
$$;
