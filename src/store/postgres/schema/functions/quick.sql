-- PINs: `quick_unlock.rs` of the program, for restricted computers. A computer derives a proof from the PIN and its own secret, and
-- the server compares it: a dump of the database alone, or the computer alone, does not let PINs be tried without being counted.
--
-- A try is made as a token is presented, in transactions of their own: it is counted by `auth.try_pin`, looked at by the first call
-- of `auth.pin_verdict` after that, and the next one tells.
--
-- Order of locks: `head`, `account`, `pin_try`, `pin`, and then the others of `common.sql`.

-- The digest of what unlocks quickly as the account is now: `ended_credentials::quick_unlock_of`. NULL without a password.
CREATE OR REPLACE FUNCTION auth_inner.quick_unlock_of(account auth_inner.account) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN sha256(auth_inner.part(account.id) || auth_inner.part('quick unlock'::text) || auth_inner.part(
        auth_inner.fingerprint(account.id, account.name_key, account.record)
        || decode(CASE WHEN account.record ->> 'disabled' = 'true' THEN '01' ELSE '00' END, 'hex')
        || convert_to(coalesce(auth_inner.vault_entry(account.record, 'key'), ''), 'UTF8')));
END
$$;

-- A PIN is removed when its credential ends, on whichever computer, so that it does not come back when the user sets one with the
-- same credential on another computer.
CREATE OR REPLACE FUNCTION auth_inner.end_pins() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM auth_inner.pin AS p WHERE p.credential = NEW.credential;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER end_pins AFTER INSERT ON auth_inner.ended
    FOR EACH ROW EXECUTE FUNCTION auth_inner.end_pins();

-- Why users with these roles can have no PIN; NULL if they can.
CREATE OR REPLACE FUNCTION auth_inner.pins_refused(roles json) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN auth_inner.setting('quick.pin', 'false') <> 'true' THEN 'off'
        WHEN auth_inner.includes(auth_inner.setting('two_step.reauthenticate_for', ''), roles) THEN 'role'
    END
$$;

-- Why a PIN is not accepted now; NULL if it is. One that has ended does not come back.
CREATE OR REPLACE FUNCTION auth_inner.pin_refusal(kept auth_inner.pin, account auth_inner.account, boot bytea) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    hours constant bigint := least(auth_inner.setting('quick.hours', '12')::bigint, 24);
    max_hours constant bigint := nullif(auth_inner.setting('sessions.max_hours', ''), '')::bigint;
BEGIN
    IF kept.selector IS NULL THEN
        RETURN 'none';
    ELSIF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN 'ended';
    ELSIF (account.record ->> 'disabled')::boolean OR (account.record ->> 'pending')::boolean
        OR kept.credential IS DISTINCT FROM auth_inner.quick_unlock_of(account)
        -- Of an account as it was before an earlier version of the database was put back (R91).
        OR auth_inner.has_ended(account) OR EXISTS (SELECT FROM auth_inner.ended AS e WHERE e.credential = kept.credential)
    THEN
        RETURN 'ended';
    ELSIF auth_inner.has_more_to_do(account.record) OR moment >= kept.full_at + 3600 * max_hours THEN
        RETURN 'expired';
    ELSIF auth_inner.pins_refused(account.record -> 'roles') IS NOT NULL THEN
        RETURN auth_inner.pins_refused(account.record -> 'roles');
    ELSIF auth_inner.setting('quick.until_reboot', 'false') = 'true' AND (boot IS NULL OR boot IS DISTINCT FROM kept.boot) THEN
        RETURN 'restarted';
    ELSIF moment >= kept.full_at + 3600 * hours OR moment < greatest(kept.full_at, kept.seen_at) - 300 THEN
        RETURN 'expired';
    ELSIF kept.tries >= 5 THEN
        RETURN 'spent';
    END IF;
    RETURN NULL;
END
$$;

-- The account of a session in which the password was just entered, when that was, and when its user last signed in fully. The
-- password is all that a user without a second factor has.
CREATE OR REPLACE FUNCTION auth_inner.just_entered(
    session bytea, OUT own auth_inner.account, OUT password_at bigint, OUT full_at bigint
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own_session auth_inner.restricted_session := auth_inner.session_of(session);
BEGIN
    own := auth_inner.own_account_now(session);
    IF own_session.fresh_until <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF auth_inner.has_more_to_do(own.record) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    password_at := own_session.fresh_until - 300;
    full_at := CASE WHEN auth_inner.vault_entry(own.record, 'totp') IS NULL THEN password_at
        ELSE least(own_session.began, password_at) END;
END
$$;

-- Records that the owner of an account has ended a credential. After 120 records in an hour it is ended all the same, and no longer
-- recorded: no one else can keep a user from it.
CREATE OR REPLACE FUNCTION auth_inner.record_end(own auth_inner.account, word text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.limit_records(own.id, 120);
    PERFORM auth_inner.record('account', own.record ->> 'username', own.id, '', NULL, true, word);
EXCEPTION WHEN SQLSTATE 'AU008' THEN
    NULL;
END
$$;

-- Sets the PIN of the user of a session on this computer. Of more than 256 of one login, those whose users signed in first end.
CREATE OR REPLACE FUNCTION auth.set_pin(session bytea, selector bytea, proof bytea, boot bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    entered record;
    own auth_inner.account;
    digest bytea;
    word text := 'pin_set';
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(selector) IS DISTINCT FROM 16 OR octet_length(proof) IS DISTINCT FROM 32
        OR boot IS NOT NULL AND octet_length(boot) <> 32
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    entered := auth_inner.just_entered(session);
    own := entered.own;
    IF auth_inner.pins_refused(own.record -> 'roles') IS NOT NULL THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    digest := auth_inner.quick_unlock_of(own);
    IF EXISTS (
        SELECT FROM auth_inner.pin AS p WHERE p.selector = set_pin.selector AND p.login = session_user::text
            AND p.account = own.id
    ) THEN
        -- The same once more, because the first reply was lost: each time, a computer chooses another selector. The proof is not
        -- compared, which would tell whether it is right.
        RETURN;
    END IF;
    DELETE FROM auth_inner.pin AS p WHERE p.login = session_user::text AND p.account = own.id;
    IF FOUND THEN
        word := 'pin_changed';
    END IF;
    DELETE FROM auth_inner.pin AS p WHERE p.selector = ANY (ARRAY(
        SELECT o.selector FROM auth_inner.pin AS o WHERE o.login = session_user::text
        ORDER BY o.full_at DESC, o.selector OFFSET 255 FOR UPDATE SKIP LOCKED));
    -- The user has signed in to the account as it is, whatever it was before.
    DELETE FROM auth_inner.ended AS e WHERE e.credential = digest;
    INSERT INTO auth_inner.pin AS p (selector, login, account, credential, proof, boot, full_at, password_at, seen_at)
        VALUES (set_pin.selector, session_user, own.id, digest, sha256(set_pin.proof), set_pin.boot, entered.full_at,
            entered.password_at, auth_inner.now())
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    PERFORM auth_inner.limit_records(own.id, 120);
    PERFORM auth_inner.record('account', own.record ->> 'username', own.id, '', NULL, true, word);
    PERFORM auth_inner.tell(own.id, word);
END
$$;

-- Removes the PIN of the user of a session on this computer. Returns whether there was one.
CREATE OR REPLACE FUNCTION auth.remove_pin(session bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own := (auth_inner.just_entered(session)).own;
    DELETE FROM auth_inner.pin AS p WHERE p.login = session_user::text AND p.account = own.id;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM auth_inner.record_end(own, 'pin_removed');
    PERFORM auth_inner.tell(own.id, 'pin_removed');
    RETURN true;
END
$$;

-- Takes in that the user of a session has just entered the password: the PIN is accepted again after wrong ones, once for each time
-- that the password was entered, and its hours begin with the last full sign-in. Returns whether there is a PIN on this computer.
CREATE OR REPLACE FUNCTION auth.renew_pin(session bytea, boot bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    entered record;
    own auth_inner.account;
    kept auth_inner.pin;
    moment constant bigint := auth_inner.now();
BEGIN
    PERFORM auth_inner.admit();
    IF boot IS NOT NULL AND octet_length(boot) <> 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    entered := auth_inner.just_entered(session);
    own := entered.own;
    SELECT p.* INTO kept FROM auth_inner.pin AS p WHERE p.login = session_user::text AND p.account = own.id FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    ELSIF auth_inner.pin_refusal(kept, own, renew_pin.boot) = 'ended' THEN
        DELETE FROM auth_inner.pin AS p WHERE p.selector = kept.selector;
        PERFORM auth_inner.record('account', own.record ->> 'username', own.id, '', NULL, true, 'pin ended');
        RETURN false;
    END IF;
    IF kept.password_at < entered.password_at THEN
        kept.tries := 0;
        kept.password_at := entered.password_at;
    END IF;
    IF kept.full_at < entered.full_at THEN
        kept.full_at := entered.full_at;
        kept.seen_at := moment;
        kept.boot := renew_pin.boot;
    END IF;
    UPDATE auth_inner.pin AS p
        SET (tries, password_at, full_at, seen_at, boot)
            = (kept.tries, kept.password_at, kept.full_at, kept.seen_at, kept.boot)
        WHERE p.selector = kept.selector;
    RETURN true;
END
$$;

-- Whether a ticket is that of a session or its slot: no other session can begin with it.
CREATE OR REPLACE FUNCTION auth_inner.is_session(id bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM auth_inner.restricted_session AS s WHERE s.id = is_session.id)
        OR EXISTS (SELECT FROM auth_inner.session_slot AS s WHERE s.id = substr(is_session.id, 1, 16))
$$;

-- Takes a try of a PIN, and counts it: to sign in, or to unlock the window of a session. A login has at most 100 that were not
-- looked at.
CREATE OR REPLACE FUNCTION auth.try_pin(ticket bytea, selector bytea, proof bytea, boot bytea, session bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    id constant bytea := sha256(ticket);
    moment constant bigint := auth_inner.now();
    holder text;
    unlocked auth_inner.restricted_session;
    kept auth_inner.pin;
    account auth_inner.account;
    all_names auth_inner.attempts;
    refusal text;
    late bigint := 0;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(selector) IS DISTINCT FROM 16
        OR octet_length(proof) IS DISTINCT FROM 32 OR boot IS NOT NULL AND octet_length(boot) <> 32
        OR auth_inner.is_session(id)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.login INTO holder FROM auth_inner.pin_try AS t WHERE t.ticket = id;
    IF FOUND AND holder = session_user::text THEN
        -- The same once more, because the first reply was lost. One ticket takes one try.
        RETURN;
    ELSIF (
        SELECT count(*) FROM (
            SELECT FROM auth_inner.pin_try AS t WHERE t.login = session_user::text AND t.verdict IS NULL LIMIT 100
        ) AS open
    ) = 100 THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    IF session IS NOT NULL THEN
        unlocked := auth_inner.session_of(session);
    ELSE
        SELECT a.* INTO all_names FROM auth_inner.attempts AS a WHERE a.name = auth_inner.attempt_key('all names', ''::bytea);
        late := coalesce(auth_inner.delay((auth_inner.expired(all_names, moment)).failures), 0);
    END IF;
    SELECT p.* INTO kept FROM auth_inner.pin AS p
        WHERE p.selector = try_pin.selector AND p.login = session_user::text
            AND (session IS NULL OR p.account = unlocked.account) FOR UPDATE;
    SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = kept.account;
    refusal := auth_inner.pin_refusal(kept, account, try_pin.boot);
    IF refusal IS NULL THEN
        kept.tries := kept.tries + 1;
        UPDATE auth_inner.pin AS p SET tries = kept.tries, seen_at = greatest(p.seen_at, moment) WHERE p.selector = kept.selector;
    END IF;
    INSERT INTO auth_inner.pin_try
        (ticket, login, xact, at, not_before, selector, proof, boot, for_session, counted, refusal)
    -- Whole seconds, and never less than the delay.
    VALUES (id, session_user, pg_current_xact_id(), moment, moment + CASE WHEN late > 0 THEN (late + 1999) / 1000 ELSE 0 END,
        try_pin.selector, sha256(try_pin.proof), try_pin.boot, unlocked.id, coalesce(kept.tries, 0), refusal)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
END
$$;

-- Begins the session of a user whose PIN or badge is right, unless something else stands against it, and returns the verdict. Its time
-- is that of the last full sign-in.
CREATE OR REPLACE FUNCTION auth_inner.begin_quickly(
    ticket bytea, login text, account auth_inner.account, full_at bigint, word text
) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    taken text;
BEGIN
    IF NOT auth_inner.is_open_at(account.record -> 'times', moment) THEN
        PERFORM auth_inner.record_sign_in(account, false, 'outside access times');
        RETURN jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    ELSIF auth_inner.is_session(ticket) THEN
        -- Another session has begun with the ticket since.
        PERFORM auth_inner.record_sign_in(account, false, 'ended');
        RETURN jsonb_build_object('word', 'none');
    END IF;
    taken := auth_inner.claim_slot(ticket, account.id);
    IF taken IS NOT NULL THEN
        PERFORM auth_inner.record_sign_in(account, false, 'session limit');
        RETURN jsonb_build_object('word', taken);
    END IF;
    -- The password was not entered, so that the session is not fresh.
    INSERT INTO auth_inner.restricted_session (id, login, account, state, began, seen, fresh_until)
        VALUES (ticket, login, account.id, auth_inner.fingerprint(account.id, account.name_key, account.record), full_at, moment, 0);
    PERFORM auth_inner.record_sign_in(account, true, word);
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'), 'began', full_at);
END
$$;

-- Looks at a try that was counted, records what follows from it, and returns the verdict. With `is_late`, the right PIN opens
-- nothing.
CREATE OR REPLACE FUNCTION auth_inner.judge_pin(of auth_inner.pin_try, is_late boolean) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept auth_inner.pin;
    account auth_inner.account;
    refusal text := of.refusal;
BEGIN
    SELECT p.* INTO kept FROM auth_inner.pin AS p WHERE p.selector = of.selector AND p.login = of.login FOR UPDATE;
    SELECT a.* INTO account FROM auth_inner.account AS a WHERE a.id = kept.account;
    IF refusal IS NULL THEN
        -- Others may have been counted since.
        kept.tries := of.counted - 1;
        refusal := auth_inner.pin_refusal(kept, account, of.boot);
    END IF;
    IF refusal = 'ended' AND kept.selector IS NOT NULL THEN
        DELETE FROM auth_inner.pin AS p WHERE p.selector = kept.selector;
        IF account.id IS NOT NULL AND NOT auth_inner.is_damaged(account.record) THEN
            PERFORM auth_inner.record('account', account.record ->> 'username', account.id, '', NULL, true, 'pin ended');
        END IF;
    END IF;
    IF refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', CASE WHEN refusal = 'ended' THEN 'none' ELSE refusal END);
    ELSIF kept.proof <> of.proof THEN
        PERFORM auth_inner.count_wrong_pin();
        PERFORM auth_inner.record('account', account.record ->> 'username', account.id, '', NULL, false,
            CASE WHEN of.counted >= 5 THEN 'pin spent' ELSE 'wrong pin' END);
        IF of.counted >= 5 THEN
            PERFORM auth_inner.tell(account.id, 'pin_spent');
        END IF;
        RETURN jsonb_build_object('word', 'wrong', 'left', 5 - of.counted);
    ELSIF is_late THEN
        -- It stays counted.
        PERFORM auth_inner.record('sign_in', account.record ->> 'username', account.id, '', NULL, false, 'ended');
        RETURN jsonb_build_object('word', 'none');
    END IF;
    UPDATE auth_inner.pin AS p SET tries = 0 WHERE p.selector = kept.selector;
    IF of.for_session IS NULL THEN
        RETURN auth_inner.begin_quickly(of.ticket, of.login, account, kept.full_at, 'pin');
    END IF;
    -- The password no longer counts as just entered. The window records that it was unlocked.
    UPDATE auth_inner.restricted_session AS s SET fresh_until = 0 WHERE s.id = of.for_session;
    RETURN jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'), 'began', kept.full_at);
END
$$;

-- Looks at tries whose verdict was not asked for, and removes what is old. What another call has locked is left for the next time.
-- Returns whether there were any: what is locked before the audit log must not be locked after that.
CREATE OR REPLACE FUNCTION auth_inner.sweep_pins() RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    all_names constant bytea := auth_inner.attempt_key('all names', ''::bytea);
    locked bytea[];
    left_open auth_inner.pin_try;
    said jsonb;
    has_any boolean := false;
BEGIN
    DELETE FROM auth_inner.pin_try WHERE ticket = ANY (ARRAY(
        SELECT t.ticket FROM auth_inner.pin_try AS t WHERE t.verdict IS NOT NULL AND t.at < moment - 600
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    IF NOT EXISTS (SELECT FROM auth_inner.pin_try AS t WHERE t.verdict IS NULL AND t.at < moment - 120) THEN
        RETURN false;
    END IF;
    locked := ARRAY(
        SELECT p.selector FROM auth_inner.pin AS p
        WHERE EXISTS (
            SELECT FROM auth_inner.pin_try AS t
            WHERE t.selector = p.selector AND t.verdict IS NULL AND t.at < moment - 120
        ) LIMIT 100 FOR UPDATE SKIP LOCKED);
    PERFORM FROM auth_inner.attempts AS a WHERE a.name = all_names FOR UPDATE SKIP LOCKED;
    IF NOT FOUND AND EXISTS (SELECT FROM auth_inner.attempts AS a WHERE a.name = all_names) THEN
        RETURN false;
    END IF;
    FOR left_open IN
        SELECT t.* FROM auth_inner.pin_try AS t
        WHERE t.verdict IS NULL AND t.at < moment - 120 AND (
            t.selector = ANY (locked) OR NOT EXISTS (SELECT FROM auth_inner.pin AS p WHERE p.selector = t.selector)
        ) ORDER BY t.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        has_any := true;
        said := auth_inner.judge_pin(left_open, true);
        UPDATE auth_inner.pin_try AS t SET verdict = said, xact = pg_current_xact_id() WHERE t.ticket = left_open.ticket;
    END LOOP;
    RETURN has_any;
END
$$;

-- Returns what came of a try, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.pin_verdict(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked constant bytea := sha256(ticket);
    given auth_inner.pin_try;
    written pg_lsn;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT t.* INTO given FROM auth_inner.pin_try AS t WHERE t.ticket = asked AND t.login = session_user::text;
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
        UPDATE auth_inner.pin_try AS t SET sealed = written WHERE t.ticket = asked AND t.sealed IS NULL;
        RETURN jsonb_build_object('wait', 10);
    END IF;
    SELECT t.* INTO given FROM auth_inner.pin_try AS t WHERE t.ticket = asked AND t.verdict IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        -- Another connection has looked at it meanwhile.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.for_session IS NOT NULL AND NOT EXISTS (
        SELECT FROM auth_inner.restricted_session AS s JOIN auth_inner.account AS a ON a.id = s.account
        WHERE s.id = given.for_session AND auth_inner.permits(a, s.state)
    ) THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    said := auth_inner.judge_pin(given, false);
    UPDATE auth_inner.pin_try AS t SET verdict = said, xact = pg_current_xact_id() WHERE t.ticket = asked;
    RETURN jsonb_build_object('wait', 0);
END
$$;
