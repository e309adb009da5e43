-- Recovery codes, and codes of administrators, that are tried at restricted computers.
--
-- A code is tried in steps, in transactions of their own, as a password is: `auth.code_challenge` gives a number that the code is
-- shown to be known with, `auth.try_code` counts the try before anything is compared, the first call of `auth.code_verdict` after that
-- looks at it, and the next one tells. The server learns the public half of the key pair of a recovery code and the digest of the code
-- of an administrator, and a computer no more of them than it knows. A code has 128 random bits. Tries are counted like wrong
-- passwords, but a lockout keeps no user out of recovery (R21).
--
-- Order of locks: `code_try`, `hourly`, and then those of `common.sql`.

-- Counts what this login does at most so many times in an hour.
CREATE OR REPLACE FUNCTION auth_inner.count_hourly(what text, most bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment bigint;
    counted auth_inner.hourly;
BEGIN
    -- Locks the row, also one that is new.
    INSERT INTO auth_inner.hourly AS h (login, what, began, count) VALUES (session_user, count_hourly.what, 0, 0)
        ON CONFLICT ON CONSTRAINT hourly_pkey DO UPDATE SET what = excluded.what
        RETURNING h.* INTO counted;
    -- After the lock: an hour does not begin again for a call that has waited.
    moment := auth_inner.now();
    UPDATE auth_inner.hourly AS h SET
        began = CASE WHEN moment - h.began BETWEEN 0 AND 3599 THEN h.began ELSE moment END,
        count = CASE WHEN moment - h.began BETWEEN 0 AND 3599 THEN h.count + 1 ELSE 1 END
        WHERE h.login = counted.login AND h.what = counted.what
        RETURNING h.* INTO counted;
    IF counted.count > most THEN
        PERFORM auth_inner.refuse('AU008');
    END IF;
END
$$;

-- The recovery code of an account with this public key, as it is stored; NULL without one, or if it has ended.
CREATE OR REPLACE FUNCTION auth_inner.recovery_code(account auth_inner.account, key bytea) RETURNS text
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT code FROM unnest(auth_inner.vault_entries(account.record, 'code')) AS code
    WHERE starts_with(code, 'x1.') AND split_part(code, '.', 2) = auth_inner.base64url(key) AND NOT EXISTS (
        SELECT FROM auth_inner.ended AS e WHERE e.credential IN (
            sha256(auth_inner.part(account.id) || auth_inner.part('recovery code'::text) || auth_inner.part(code)),
            sha256(auth_inner.part(account.id) || auth_inner.part('key'::text)
                || auth_inner.part(auth_inner.vault_entry(account.record, 'key')))
        )
    ) LIMIT 1
$$;

-- When the code of an administrator was created, if its stored form has this digest, it has not expired or ended, and the account is
-- as it was.
CREATE OR REPLACE FUNCTION auth_inner.reset_created_at(account auth_inner.account, digest bytea) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    code constant text := auth_inner.vault_entry(account.record, 'reset');
    parts constant text[] := regexp_match(code, '^([0-9]{1,15})(?:/([0-9]{1,5}))?[.]([A-Za-z0-9_-]{43})$');
    expires_at constant bigint := parts[1];
    lifetime constant bigint := coalesce(parts[2], '900');
    moment constant bigint := auth_inner.now();
BEGIN
    IF parts[3] = auth_inner.base64url(digest) AND moment < expires_at AND moment >= expires_at - lifetime
        AND lifetime <= 86400 AND NOT EXISTS (
            SELECT FROM auth_inner.ended AS e WHERE e.credential =
                sha256(auth_inner.part(account.id) || auth_inner.part('reset code'::text) || auth_inner.part(code))
        )
    THEN
        RETURN expires_at - lifetime;
    END IF;
    RETURN NULL;
END
$$;

-- Whether a user may set a new password with a code, or is told the username: `User::can_sign_in`.
CREATE OR REPLACE FUNCTION auth_inner.may_recover(account auth_inner.account, purpose text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN false;
    END IF;
    RETURN account.record ->> 'disabled' = 'false' AND account.record ->> 'pending' = 'false'
        AND (purpose = 'username' OR account.record ->> 'password' IS NOT NULL);
END
$$;

-- The code that was tried, if it is one of the account that may be used for this: a recovery code as it is stored, or when the code of
-- an administrator was created. Once an administrator has started a reset, recovery codes set no password (R79). After one has set the
-- password, none is a second factor until the user has signed in (R80).
CREATE OR REPLACE FUNCTION auth_inner.proof_of(
    of auth_inner.code_try, account auth_inner.account, OUT used text, OUT created_at bigint
)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT auth_inner.may_recover(account, of.purpose) THEN
        RETURN;
    END IF;
    used := auth_inner.recovery_code(account, of.key);
    IF of.purpose <> 'username' AND auth_inner.vault_entry(account.record, 'key') IS NULL
        OR of.purpose = 'password' AND auth_inner.vault_entry(account.record, 'reset') IS NOT NULL
        OR of.purpose = 'sign_in' AND auth_inner.vault_entry(account.record, 'recovered') IS NOT NULL
    THEN
        used := NULL;
    END IF;
    -- A code of an administrator is for the account as it was.
    IF of.purpose = 'password' AND used IS NULL AND auth_inner.state_of(account) = of.tried_state THEN
        created_at := auth_inner.reset_created_at(account, of.reset);
    END IF;
END
$$;

-- Counts a try under its name and among those of all names, whatever comes of it. It does the same work for every name.
CREATE OR REPLACE FUNCTION auth_inner.count_code(INOUT of auth_inner.code_try)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before constant auth_inner.attempts := auth_inner.locked_attempts(of.typed);
    all_before constant auth_inner.attempts := auth_inner.locked_attempts(auth_inner.attempt_key('all names', ''::bytea));
    -- After the locks: the same time is counted once.
    moment constant bigint := auth_inner.now();
    after auth_inner.attempts := auth_inner.seen(before, moment);
    all_expired constant auth_inner.attempts := auth_inner.expired(all_before, moment);
    all_after auth_inner.attempts := all_expired;
    late constant bigint := auth_inner.delay(all_expired.failures);
BEGIN
    IF after.locked_for = 0 AND after.failures < auth_inner.setting('lockout.stop_after', '100')::bigint THEN
        of.counted := after.failures + 1;
        after.failures := of.counted;
        after.locked_for := auth_inner.lock_after(of.counted);
    END IF;
    all_after.failures := least(all_expired.failures + 1, auth_inner.setting('lockout.all_names', '50')::bigint + 9);
    of.is_raised := all_after.failures > all_expired.failures;
    of.is_first_delay := auth_inner.delay(all_after.failures) > 0 AND late = 0;
    of.not_before := moment + CASE WHEN late > 0 THEN (late + 1999) / 1000 ELSE 0 END;
    PERFORM auth_inner.write_attempts(before, after, moment);
    PERFORM auth_inner.write_attempts(all_before, all_after, moment);
    PERFORM auth_inner.forget_names(moment);
END
$$;

-- Takes a try back that was right, or with it all failures of the name.
CREATE OR REPLACE FUNCTION auth_inner.undo_code(of auth_inner.code_try, outcome text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    counted auth_inner.guess;
BEGIN
    IF outcome = 'undone' AND of.counted = 0 THEN
        RETURN;
    END IF;
    counted.typed := of.typed;
    counted.counted := of.counted;
    counted.is_raised := of.is_raised AND outcome = 'undone';
    PERFORM auth_inner.undo(counted, outcome, auth_inner.now());
END
$$;

-- Records a code that was wrong, or of another name.
CREATE OR REPLACE FUNCTION auth_inner.record_wrong_code(of auth_inner.code_try, named auth_inner.account) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.record(CASE of.purpose WHEN 'sign_in' THEN 'sign_in' ELSE 'recovery' END,
        CASE WHEN named.id IS NULL THEN
                CASE WHEN of.typed = auth_inner.attempt_key('attempt', ''::bytea) THEN '' ELSE repeat(chr(8226), 3) END
            WHEN auth_inner.is_damaged(named.record) THEN named.name_key
            ELSE named.record ->> 'username' END,
        named.id, '', NULL, false,
        CASE WHEN of.purpose <> 'sign_in' THEN 'wrong code or name'
            WHEN auth_inner.lock_after(of.counted) > 0 THEN 'wrong code, locked'
            ELSE 'wrong code' END);
    IF of.is_first_delay THEN
        PERFORM auth_inner.record('sign_in', '', NULL, '', NULL, false, 'many failures');
    END IF;
END
$$;

-- An account that stands for one that is not there, so that there is as much to do for it.
CREATE OR REPLACE FUNCTION auth_inner.model_of(no_account bytea) RETURNS auth_inner.account
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    model auth_inner.account;
BEGIN
    SELECT a.* INTO model FROM auth_inner.account AS a WHERE a.id >= no_account ORDER BY a.id LIMIT 1;
    IF NOT FOUND THEN
        SELECT a.* INTO model FROM auth_inner.account AS a ORDER BY a.id LIMIT 1;
    END IF;
    RETURN model;
END
$$;

-- The digest of an account as it is; NULL if it cannot be read for certain, or has no password.
CREATE OR REPLACE FUNCTION auth_inner.state_of(account auth_inner.account) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN NULL;
    END IF;
    RETURN auth_inner.fingerprint(account.id, account.name_key, account.record);
END
$$;

-- Returns a number for the try with this ticket. A login begins at most 120 of them in an hour, so that it neither fills the log nor
-- keeps the server busy.
CREATE OR REPLACE FUNCTION auth.code_challenge(ticket bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    id constant bytea := sha256(ticket);
    begun auth_inner.code_try;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.* INTO begun FROM auth_inner.code_try AS t WHERE t.ticket = id;
    IF begun.ticket IS NULL THEN
        PERFORM auth_inner.count_hourly('codes', 120);
        begun.secret := auth_inner.random_bytes();
        -- Kept, because computing it takes long, and the same may be asked for once more.
        begun.challenge := auth_inner.x25519(auth_inner.keyed(begun.secret), decode('09' || repeat('00', 31), 'hex'));
        INSERT INTO auth_inner.code_try (ticket, login, xact, at, secret, challenge)
            VALUES (id, session_user, pg_current_xact_id(), auth_inner.now(), begun.secret, begun.challenge)
            ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            PERFORM auth_inner.refuse('AU005');
        END IF;
    ELSIF begun.login <> session_user::text OR begun.secret IS NULL THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN begun.challenge;
END
$$;

-- Takes a code that is tried for a name, and counts it. `key` is the public half of the key pair that the code would have as a
-- recovery code, `proof` shows that the computer knows the other half, and `digest` is of the code as one of an administrator. A
-- second factor belongs to the answer with the ticket `password`, whose verdict was that a code is needed.
CREATE OR REPLACE FUNCTION auth.try_code(
    ticket bytea, login text, purpose text, key bytea, proof bytea, digest bytea, password bytea
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    tried auth_inner.code_try;
    named auth_inner.account;
    model auth_inner.account;
    answered auth_inner.guess;
    shared bytea;
    no_account bytea;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(key) IS DISTINCT FROM 32 OR octet_length(proof) IS DISTINCT FROM 32
        OR octet_length(digest) IS DISTINCT FROM 32 OR coalesce(purpose NOT IN ('password', 'username', 'sign_in'), true)
        OR login IS NULL OR octet_length(login) > 1024
        OR (purpose = 'sign_in') <> coalesce(octet_length(password) = 32 AND password <> ticket, false)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.* INTO tried FROM auth_inner.code_try AS t
        WHERE t.ticket = sha256(ticket) AND t.login = session_user::text FOR UPDATE;
    IF tried.ticket IS NULL OR tried.at < auth_inner.now() - 120 THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF tried.secret IS NULL THEN
        -- The same once more, because the first reply was lost. One ticket takes one code.
        RETURN;
    END IF;
    shared := auth_inner.x25519(auth_inner.keyed(tried.secret), key);
    tried.key := CASE WHEN shared <> decode(repeat('00', 32), 'hex')
        AND proof = sha256(convert_to('authenticator/1/recovery proof', 'UTF8') || decode('00', 'hex') || shared || key) THEN key END;
    IF purpose = 'sign_in' THEN
        answered := auth_inner.awaiting(sha256(password));
        -- A password that approves something, or leaves a kiosk, begins no session.
        IF answered.for_approval OR answered.for_kiosk THEN
            PERFORM auth_inner.refuse('AU001');
        END IF;
        IF answered.for_session IS NOT NULL THEN
            -- A session begins only with a password that was entered to sign in.
            PERFORM auth_inner.refuse('AU001');
        END IF;
        tried.after_ticket := answered.ticket;
        SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = answered.account;
    ELSE
        named := auth_inner.find(login);
    END IF;
    tried.typed := auth_inner.attempt_key(
        CASE WHEN named.id IS NULL THEN 'attempt' ELSE 'account' END, coalesce(named.id, convert_to(login, 'UTF8')));
    no_account := substr(auth_inner.keyed(tried.typed), 1, 16);
    model := auth_inner.model_of(no_account);
    tried.account := CASE WHEN purpose <> 'username' OR auth_inner.email_key(coalesce(named.record, model.record)) = login
        THEN coalesce(named.id, no_account) ELSE no_account END;
    tried.tried_state := coalesce(
        CASE WHEN named.id IS NULL THEN auth_inner.state_of(model) ELSE auth_inner.state_of(named) END, sha256(no_account));
    tried.reset := sha256(digest || tried.tried_state);
    tried := auth_inner.count_code(tried);
    UPDATE auth_inner.code_try AS t SET xact = pg_current_xact_id(), secret = NULL, purpose = purpose,
        not_before = tried.not_before, account = tried.account, typed = tried.typed, counted = tried.counted,
        is_raised = tried.is_raised, is_first_delay = tried.is_first_delay, key = tried.key, reset = tried.reset, tried_state = tried.tried_state,
        after_ticket = tried.after_ticket
        WHERE t.ticket = tried.ticket;
END
$$;

-- Returns what came of a code that was tried, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.code_verdict(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked constant bytea := sha256(ticket);
    given auth_inner.code_try;
    written pg_lsn;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT t.* INTO given FROM auth_inner.code_try AS t WHERE t.ticket = asked AND t.login = session_user::text;
    IF NOT FOUND OR given.purpose IS NULL THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF given.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        -- What this transaction has written can still be rolled back.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.verdict IS NOT NULL THEN
        PERFORM auth_inner.sweep();
        RETURN given.verdict;
    ELSIF given.at < auth_inner.now() - 600 THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF auth_inner.now() < given.not_before THEN
        RETURN jsonb_build_object('wait', (given.not_before - auth_inner.now()) * 1000);
    END IF;
    written := auth_inner.unsafe_up_to(given.sealed);
    IF written IS NOT NULL THEN
        UPDATE auth_inner.code_try AS t SET sealed = written WHERE t.ticket = asked AND t.sealed IS NULL;
        RETURN jsonb_build_object('wait', 10);
    END IF;
    SELECT t.* INTO given FROM auth_inner.code_try AS t WHERE t.ticket = asked AND t.verdict IS NULL FOR UPDATE;
    IF FOUND THEN
        said := auth_inner.judge_code(given);
        UPDATE auth_inner.code_try AS t SET verdict = said, xact = pg_current_xact_id() WHERE t.ticket = asked;
    END IF;
    RETURN jsonb_build_object('wait', 0);
END
$$;

-- Records codes whose verdict was not asked for, and removes what is old. It locks nothing that another call could wait for, except the
-- ends of the audit log.
CREATE OR REPLACE FUNCTION auth_inner.sweep_codes() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    left_open auth_inner.code_try;
    named auth_inner.account;
    proof record;
BEGIN
    FOR left_open IN
        SELECT t.* FROM auth_inner.code_try AS t WHERE t.verdict IS NULL AND t.purpose IS NOT NULL AND t.at < moment - 300
        ORDER BY t.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = left_open.account;
        proof := auth_inner.proof_of(left_open, named);
        -- One that is right was not used, and stays counted.
        IF proof.used IS NULL AND proof.created_at IS NULL THEN
            PERFORM auth_inner.record_wrong_code(left_open, named);
        END IF;
        UPDATE auth_inner.code_try AS t SET verdict = jsonb_build_object('word', 'wrong'), xact = pg_current_xact_id()
            WHERE t.ticket = left_open.ticket;
    END LOOP;
    DELETE FROM auth_inner.code_try WHERE ticket = ANY (ARRAY(
        SELECT t.ticket FROM auth_inner.code_try AS t WHERE t.at < moment - 600 AND (t.verdict IS NOT NULL OR t.purpose IS NULL)
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    DELETE FROM auth_inner.hourly AS h WHERE ctid = ANY (ARRAY(
        SELECT old.ctid FROM auth_inner.hourly AS old WHERE old.began < moment - 86400 LIMIT 100 FOR UPDATE SKIP LOCKED));
END
$$;
