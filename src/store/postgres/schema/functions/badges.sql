-- Badges: `domain/badge.rs` and `quick_unlock/badges.rs` of the program, for restricted computers. A computer derives a proof from the
-- number and its own secret, and the server finds the badge by it: a dump of the database alone, or the computer alone, does not let
-- numbers be tried without being counted.
--
-- A badge is scanned in steps, in transactions of their own, as a PIN is tried: `auth.try_badge` counts the scan without looking for
-- the badge, the first call of `auth.badge_verdict` after that looks, and the next one tells. A number that is set or shown is one that
-- is tried as well, because the answer tells whether it is that of another user.
--
-- Order of locks: `head`, `account`, `badge_try`, `badge`, `hourly`, and then the others of `common.sql`.

-- After another password, other roles and so on, a badge only names its user, until its owner sets it again.
CREATE OR REPLACE FUNCTION auth_inner.end_badges() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE auth_inner.badge AS b SET own = NULL, full_at = NULL WHERE b.own = NEW.credential;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER end_badges AFTER INSERT ON auth_inner.ended
    FOR EACH ROW EXECUTE FUNCTION auth_inner.end_badges();

-- The badge of a removed account goes with it, on whichever computer it is removed.
CREATE OR REPLACE FUNCTION auth_inner.drop_badges() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM auth_inner.badge AS b WHERE b.account = OLD.id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER drop_badges AFTER DELETE ON auth_inner.account
    FOR EACH ROW EXECUTE FUNCTION auth_inner.drop_badges();

-- Whether a badge names its user: `User::can_sign_in`.
CREATE OR REPLACE FUNCTION auth_inner.can_be_named(account auth_inner.account) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL OR auth_inner.is_damaged(account.record) THEN
        RETURN false;
    END IF;
    RETURN account.record ->> 'disabled' = 'false' AND account.record ->> 'pending' = 'false';
END
$$;

-- The name of an account for the audit log.
CREATE OR REPLACE FUNCTION auth_inner.recorded_name(account auth_inner.account) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF account.id IS NULL THEN
        RETURN '';
    ELSIF auth_inner.is_damaged(account.record) THEN
        RETURN account.name_key;
    END IF;
    RETURN account.record ->> 'username';
END
$$;

-- Whether the owner of a badge has set it with other credentials than the account has now.
CREATE OR REPLACE FUNCTION auth_inner.is_own_of_before(kept auth_inner.badge, owner auth_inner.account) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF kept.own IS NULL THEN
        RETURN false;
    ELSIF owner.id IS NULL OR auth_inner.is_damaged(owner.record) THEN
        RETURN true;
    END IF;
    RETURN kept.own IS DISTINCT FROM auth_inner.quick_unlock_of(owner);
END
$$;

-- Whether a badge alone unlocks now: `BadgeRecord::unlocks`, and nothing is left to do that needs the password.
CREATE OR REPLACE FUNCTION auth_inner.badge_opens(kept auth_inner.badge, account auth_inner.account, boot bytea) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    minutes constant bigint := least(auth_inner.setting('quick.badge_minutes', '60')::bigint,
        60 * least(auth_inner.setting('quick.hours', '12')::bigint, 24));
    max_hours constant bigint := nullif(auth_inner.setting('sessions.max_hours', ''), '')::bigint;
BEGIN
    IF NOT auth_inner.can_be_named(account) OR kept.own IS NULL OR kept.full_at IS NULL THEN
        RETURN false;
    ELSIF auth_inner.setting('quick.badge', 'off') <> 'enough' OR kept.own IS DISTINCT FROM auth_inner.quick_unlock_of(account)
        -- Of an account as it was before an earlier version of the database was put back (R91).
        OR auth_inner.has_ended(account) OR EXISTS (SELECT FROM auth_inner.ended AS e WHERE e.credential = kept.own)
        OR auth_inner.has_more_to_do(account.record)
        OR auth_inner.includes(auth_inner.setting('two_step.reauthenticate_for', ''), account.record -> 'roles')
        OR auth_inner.setting('quick.until_reboot', 'false') = 'true' AND (boot IS NULL OR boot IS DISTINCT FROM kept.boot)
    THEN
        RETURN false;
    END IF;
    RETURN moment < kept.full_at + 60 * minutes AND (max_hours IS NULL OR moment < kept.full_at + 3600 * max_hours)
        AND moment >= greatest(kept.full_at, kept.seen_at) - 300;
END
$$;

-- Whether the user of a session has a badge on this computer.
CREATE OR REPLACE FUNCTION auth.has_badge(session bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own bytea;
BEGIN
    PERFORM auth_inner.admit();
    own := (auth_inner.own_account_now(session)).id;
    RETURN EXISTS (SELECT FROM auth_inner.badge AS b WHERE b.login = session_user::text AND b.account = own);
END
$$;

-- Removes the badge of the user of a session on this computer. Returns whether there was one.
CREATE OR REPLACE FUNCTION auth.remove_badge(session bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    own auth_inner.account;
BEGIN
    PERFORM auth_inner.admit();
    own := (auth_inner.just_entered(session)).own;
    DELETE FROM auth_inner.badge AS b WHERE b.login = session_user::text AND b.account = own.id;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM auth_inner.record_end(own, 'badge_removed');
    PERFORM auth_inner.tell(own.id, 'badge_removed');
    RETURN true;
END
$$;

-- The accounts with a badge on this computer, for those who manage users. It tells no number.
CREATE OR REPLACE FUNCTION auth.badge_users(session bytea) RETURNS TABLE (account bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_column
BEGIN
    PERFORM auth_inner.admit();
    IF (auth_inner.administrator(session, 1, false)).refusal IS NOT NULL THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT b.account FROM auth_inner.badge AS b WHERE b.login = session_user::text ORDER BY b.account;
END
$$;

-- Removes the badge of another user on this computer.
CREATE OR REPLACE FUNCTION auth.take_badge(session bytea, account bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
BEGIN
    IF account IS NULL THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, account);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    DELETE FROM auth_inner.badge AS b WHERE b.login = session_user::text AND b.account = account;
    IF NOT FOUND THEN
        RETURN jsonb_build_object('word', 'nothing_to_do');
    END IF;
    PERFORM auth_inner.record_users(begun.caller, begun.whom, true, 'badge_removed');
    PERFORM auth_inner.tell(account, 'badge_removed');
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Takes in that the user of a session has just entered the password: the minutes of the badge begin with the last full sign-in.
-- Returns whether there is a badge on this computer.
CREATE OR REPLACE FUNCTION auth.renew_badge(session bytea, boot bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    entered record;
    own auth_inner.account;
    kept auth_inner.badge;
BEGIN
    PERFORM auth_inner.admit();
    IF boot IS NOT NULL AND octet_length(boot) <> 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    entered := auth_inner.just_entered(session);
    own := entered.own;
    SELECT b.* INTO kept FROM auth_inner.badge AS b WHERE b.login = session_user::text AND b.account = own.id FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    ELSIF kept.own = auth_inner.quick_unlock_of(own) AND entered.password_at > coalesce(kept.shown_at, 0)
        AND entered.full_at > coalesce(kept.full_at, 0)
    THEN
        UPDATE auth_inner.badge AS b SET full_at = entered.full_at, seen_at = auth_inner.now(), boot = renew_badge.boot
            WHERE b.login = kept.login AND b.proof = kept.proof;
    END IF;
    RETURN true;
END
$$;

-- Takes a badge that was scanned, and counts it, without looking whose it is: to sign in, to unlock the window of a session, to note that
-- a window has kept it out of its fields, or to set it, for the user of the session or for another one. A login makes at most 600 scans
-- in an hour, and 60 that set or note a number; after 30 unknown badges none is looked at.
CREATE OR REPLACE FUNCTION auth.try_badge(ticket bytea, purpose text, proof bytea, boot bytea, session bytea, whom bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    id constant bytea := sha256(ticket);
    moment constant bigint := auth_inner.now();
    holder text;
    of_session auth_inner.restricted_session;
    setter bytea;
    all_names auth_inner.attempts;
    late bigint := 0;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(proof) IS DISTINCT FROM 32
        OR boot IS NOT NULL AND octet_length(boot) <> 32
        OR coalesce(purpose NOT IN ('sign_in', 'unlock', 'note', 'set', 'give'), true)
        OR session IS NULL AND purpose IN ('unlock', 'set', 'give') OR session IS NOT NULL AND purpose = 'sign_in'
        OR CASE purpose WHEN 'give' THEN octet_length(whom) IS DISTINCT FROM 16 ELSE whom IS NOT NULL END
        OR auth_inner.is_session(id)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.login INTO holder FROM auth_inner.badge_try AS t WHERE t.ticket = id;
    IF FOUND AND holder = session_user::text THEN
        -- The same once more, because the first reply was lost. One ticket takes one scan.
        RETURN;
    END IF;
    IF purpose = 'set' THEN
        setter := ((auth_inner.just_entered(session)).own).id;
    ELSIF purpose = 'give' THEN
        setter := ((auth_inner.administrator(session, 1, true)).caller).id;
    END IF;
    IF session IS NOT NULL THEN
        of_session := auth_inner.session_of(session);
    END IF;
    PERFORM auth_inner.count_hourly('scans', 600);
    IF purpose NOT IN ('sign_in', 'unlock') THEN
        PERFORM auth_inner.count_hourly('badges', 60);
    ELSE
        PERFORM auth_inner.count_hourly('unknown badges', 30);
        SELECT a.* INTO all_names FROM auth_inner.attempts AS a WHERE a.name = auth_inner.attempt_key('all names', ''::bytea);
        late := coalesce(auth_inner.delay((auth_inner.expired(all_names, moment)).failures), 0);
    END IF;
    INSERT INTO auth_inner.badge_try (ticket, login, xact, at, not_before, purpose, proof, boot, for_session, whom)
    -- Whole seconds, and never less than the delay.
    VALUES (id, session_user, pg_current_xact_id(), moment, moment + CASE WHEN late > 0 THEN (late + 1999) / 1000 ELSE 0 END,
        purpose, sha256(proof), boot, of_session.id, whom)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    IF setter IS NOT NULL THEN
        PERFORM auth_inner.limit_records(setter, 120);
    END IF;
END
$$;

-- Takes in that a number was shown to be the badge of another user. It unlocks nothing by itself until its owner, who is told, enters
-- the password.
CREATE OR REPLACE FUNCTION auth_inner.expose_badge(kept auth_inner.badge, owner auth_inner.account, shown_to auth_inner.account)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    whose constant text := auth_inner.recorded_name(owner);
BEGIN
    UPDATE auth_inner.badge AS b SET full_at = NULL, shown_at = auth_inner.now()
        WHERE b.login = kept.login AND b.proof = kept.proof;
    PERFORM auth_inner.count_wrong_pin();
    IF owner.id IS NOT NULL AND kept.full_at IS NOT NULL AND auth_inner.setting('quick.badge', 'off') = 'enough' THEN
        PERFORM auth_inner.tell(owner.id, 'badge_shown');
    END IF;
    IF shown_to.id IS NULL THEN
        PERFORM auth_inner.record('sign_in', whose, owner.id, '', NULL, false, 'badge elsewhere');
    ELSE
        PERFORM auth_inner.record('sign_in', auth_inner.recorded_name(shown_to), shown_to.id, whose, owner.id, false,
            'badge elsewhere');
    END IF;
END
$$;

-- Takes back that a badge of this scan was counted as unknown, in the same hour.
CREATE OR REPLACE FUNCTION auth_inner.undo_badge(of auth_inner.badge_try) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE auth_inner.hourly AS h SET count = greatest(h.count - 1, 0)
        WHERE h.login = of.login AND h.what = 'unknown badges' AND h.began <= of.at
$$;

-- Sets a badge, and returns the verdict. One that another user has is not set. Of more than 256 of one login, those that were set
-- first end. One that another user has set only names its user.
CREATE OR REPLACE FUNCTION auth_inner.put_badge(
    of auth_inner.badge_try, caller auth_inner.account, whom auth_inner.account, password_at bigint, began bigint
) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    is_own constant boolean := caller.id = whom.id AND of.purpose = 'set';
    digest constant bytea := CASE WHEN is_own THEN auth_inner.quick_unlock_of(whom) END;
    pushed_out auth_inner.account;
BEGIN
    DELETE FROM auth_inner.badge AS b WHERE b.login = of.login AND b.account = whom.id;
    IF is_own THEN
        -- The user has signed in to the account as it is, whatever it was before.
        DELETE FROM auth_inner.ended AS e WHERE e.credential = digest;
    END IF;
    INSERT INTO auth_inner.badge AS b (login, proof, account, own, boot, full_at, seen_at, set_at)
        VALUES (of.login, of.proof, whom.id, digest, of.boot, CASE
            WHEN NOT is_own THEN NULL
            WHEN auth_inner.vault_entry(whom.record, 'totp') IS NULL THEN password_at
            ELSE least(began, password_at)
        END, moment, moment)
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN jsonb_build_object('word', 'taken');
    END IF;
    FOR pushed_out IN
        WITH gone AS (
            DELETE FROM auth_inner.badge AS b WHERE b.login = of.login AND b.proof = ANY (ARRAY(
                SELECT o.proof FROM auth_inner.badge AS o WHERE o.login = of.login
                ORDER BY o.set_at DESC, (o.proof = of.proof) DESC, o.proof OFFSET 256 FOR UPDATE SKIP LOCKED))
            RETURNING b.account
        )
        SELECT a.* FROM auth_inner.account AS a JOIN gone ON gone.account = a.id
    LOOP
        PERFORM auth_inner.record('people', caller.record ->> 'username', caller.id, pushed_out.name_key, pushed_out.id, true,
            'badge_removed');
        PERFORM auth_inner.tell(pushed_out.id, 'badge_removed');
    END LOOP;
    IF is_own THEN
        PERFORM auth_inner.record('account', whom.record ->> 'username', whom.id, '', NULL, true, 'badge_set');
    ELSE
        PERFORM auth_inner.record('people', caller.record ->> 'username', caller.id, whom.record ->> 'username', whom.id, true,
            'badge_set');
    END IF;
    PERFORM auth_inner.tell(whom.id, 'badge_set');
    RETURN jsonb_build_object('word', 'set');
END
$$;

-- Looks at a number that is to be set, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.judge_new_badge(
    of auth_inner.badge_try, kept auth_inner.badge, owner auth_inner.account, is_late boolean
) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    by_session auth_inner.restricted_session;
    caller auth_inner.account;
    whom auth_inner.account;
BEGIN
    SELECT s.* INTO by_session FROM auth_inner.restricted_session AS s WHERE s.id = of.for_session;
    SELECT a.* INTO caller FROM auth_inner.account AS a WHERE a.id = by_session.account;
    SELECT a.* INTO whom FROM auth_inner.account AS a
        WHERE a.id = CASE of.purpose WHEN 'give' THEN of.whom ELSE caller.id END;
    IF kept.account <> whom.id OR kept.account IS NOT NULL AND whom.id IS NULL THEN
        PERFORM auth_inner.expose_badge(kept, owner, caller);
        RETURN jsonb_build_object('word', 'taken');
    ELSIF is_late OR NOT auth_inner.permits(caller, by_session.state)
        -- The password no longer counts as just entered.
        OR by_session.fresh_until <= of.at
    THEN
        RETURN jsonb_build_object('word', 'ended');
    ELSIF whom.id IS NULL THEN
        RETURN jsonb_build_object('word', 'no_user');
    ELSIF auth_inner.is_damaged(whom.record) THEN
        RETURN jsonb_build_object('word', 'entry_mistake');
    ELSIF of.purpose = 'give' AND NOT auth_inner.may_give_badge(caller, whom) THEN
        RETURN jsonb_build_object('word', 'not_allowed');
    END IF;
    RETURN auth_inner.put_badge(of, caller, whom, by_session.fresh_until - 300, by_session.began);
END
$$;

-- Whether the roles of a user permit to change another one now.
CREATE OR REPLACE FUNCTION auth_inner.may_give_badge(caller auth_inner.account, whom auth_inner.account) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own constant jsonb := auth_inner.powers(auth_inner.roles_of(caller.record));
BEGIN
    RETURN (own -> 'program')::integer & 1 = 1 AND caller.record ->> 'must_change_password' = 'false'
        AND auth_inner.covers(own, auth_inner.powers(auth_inner.roles_of(whom.record)));
END
$$;

-- Looks at a badge that was counted, records what follows from it, and returns the verdict. With `is_late`, it opens and sets nothing.
CREATE OR REPLACE FUNCTION auth_inner.judge_badge(of auth_inner.badge_try, is_late boolean) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept auth_inner.badge;
    owner auth_inner.account;
    by_session auth_inner.restricted_session;
    reader auth_inner.account;
    who text;
BEGIN
    IF auth_inner.setting('quick.badge', 'off') = 'off' THEN
        RETURN jsonb_build_object('word', 'off');
    END IF;
    SELECT b.* INTO kept FROM auth_inner.badge AS b WHERE b.login = of.login AND b.proof = of.proof FOR UPDATE;
    SELECT a.* INTO owner FROM auth_inner.account AS a WHERE a.id = kept.account;
    IF auth_inner.is_own_of_before(kept, owner) THEN
        -- The account was changed by hand. It does not unlock again once the account is as it was.
        UPDATE auth_inner.badge AS b SET own = NULL, full_at = NULL WHERE b.login = kept.login AND b.proof = kept.proof;
        kept.own := NULL;
        kept.full_at := NULL;
    END IF;
    IF of.purpose IN ('set', 'give') THEN
        RETURN auth_inner.judge_new_badge(of, kept, owner, is_late);
    END IF;
    SELECT s.* INTO by_session FROM auth_inner.restricted_session AS s WHERE s.id = of.for_session;
    SELECT a.* INTO reader FROM auth_inner.account AS a WHERE a.id = by_session.account;
    IF of.purpose = 'note' THEN
        IF kept.account IS NULL THEN
            PERFORM auth_inner.count_wrong_pin();
            RETURN jsonb_build_object('word', 'unknown');
        ELSIF kept.account = reader.id THEN
            RETURN jsonb_build_object('word', 'own');
        END IF;
        PERFORM auth_inner.expose_badge(kept, owner, reader);
        RETURN jsonb_build_object('word', 'other');
    END IF;
    who := auth_inner.recorded_name(owner);
    IF NOT auth_inner.can_be_named(owner) THEN
        PERFORM auth_inner.count_wrong_pin();
        PERFORM auth_inner.record('sign_in', who, owner.id, '', NULL, false, 'unknown badge');
        RETURN jsonb_build_object('word', 'unknown');
    ELSIF is_late THEN
        -- It stays counted.
        PERFORM auth_inner.record('sign_in', who, owner.id, '', NULL, false, 'ended');
        RETURN jsonb_build_object('word', 'unknown');
    END IF;
    PERFORM auth_inner.undo_badge(of);
    IF of.purpose = 'unlock' AND (owner.id IS DISTINCT FROM reader.id OR NOT auth_inner.is_usable(by_session, owner.record))
        OR NOT auth_inner.badge_opens(kept, owner, of.boot)
    THEN
        RETURN jsonb_build_object('word', 'names', 'username', who);
    END IF;
    UPDATE auth_inner.badge AS b SET seen_at = greatest(b.seen_at, auth_inner.now())
        WHERE b.login = kept.login AND b.proof = kept.proof;
    IF of.purpose = 'sign_in' THEN
        RETURN auth_inner.begin_quickly(of.ticket, of.login, owner, kept.full_at, 'badge');
    END IF;
    -- The password no longer counts as just entered. The window records that it was unlocked.
    UPDATE auth_inner.restricted_session AS s SET fresh_until = 0 WHERE s.id = of.for_session;
    RETURN jsonb_build_object('word', 'right', 'account', encode(owner.id, 'hex'), 'began', kept.full_at);
END
$$;

-- Looks at scans whose verdict was not asked for, and removes what is old. What another call has locked is left for the next time.
-- Returns whether there were any: what is locked before the audit log must not be locked after that.
CREATE OR REPLACE FUNCTION auth_inner.sweep_badges() RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    all_names constant bytea := auth_inner.attempt_key('all names', ''::bytea);
    left_open auth_inner.badge_try;
    said jsonb;
    has_any boolean := false;
BEGIN
    DELETE FROM auth_inner.badge_try WHERE ticket = ANY (ARRAY(
        SELECT t.ticket FROM auth_inner.badge_try AS t WHERE t.verdict IS NOT NULL AND t.at < moment - 600
        LIMIT 1000 FOR UPDATE SKIP LOCKED));
    IF NOT EXISTS (SELECT FROM auth_inner.badge_try AS t WHERE t.verdict IS NULL AND t.at < moment - 120) THEN
        RETURN false;
    END IF;
    PERFORM FROM auth_inner.attempts AS a WHERE a.name = all_names FOR UPDATE SKIP LOCKED;
    IF NOT FOUND AND EXISTS (SELECT FROM auth_inner.attempts AS a WHERE a.name = all_names) THEN
        RETURN false;
    END IF;
    FOR left_open IN
        SELECT t.* FROM auth_inner.badge_try AS t WHERE t.verdict IS NULL AND t.at < moment - 120
        ORDER BY t.at LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        PERFORM FROM auth_inner.badge AS b WHERE b.login = left_open.login AND b.proof = left_open.proof FOR UPDATE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND AND EXISTS (
            SELECT FROM auth_inner.badge AS b WHERE b.login = left_open.login AND b.proof = left_open.proof
        );
        has_any := true;
        said := auth_inner.judge_badge(left_open, true);
        UPDATE auth_inner.badge_try AS t SET verdict = said, xact = pg_current_xact_id() WHERE t.ticket = left_open.ticket;
    END LOOP;
    RETURN has_any;
END
$$;

-- Returns what came of a scan, or for how many milliseconds to wait before asking again.
CREATE OR REPLACE FUNCTION auth.badge_verdict(ticket bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked constant bytea := sha256(ticket);
    given auth_inner.badge_try;
    written pg_lsn;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    -- Without a lock, which would be written to the log of the server after what has to be on the disk.
    SELECT t.* INTO given FROM auth_inner.badge_try AS t WHERE t.ticket = asked AND t.login = session_user::text;
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
        UPDATE auth_inner.badge_try AS t SET sealed = written WHERE t.ticket = asked AND t.sealed IS NULL;
        RETURN jsonb_build_object('wait', 10);
    END IF;
    SELECT t.* INTO given FROM auth_inner.badge_try AS t WHERE t.ticket = asked AND t.verdict IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        -- Another connection has looked at it meanwhile.
        RETURN jsonb_build_object('wait', 0);
    ELSIF given.for_session IS NOT NULL AND NOT EXISTS (
        SELECT FROM auth_inner.restricted_session AS s JOIN auth_inner.account AS a ON a.id = s.account
        WHERE s.id = given.for_session AND auth_inner.permits(a, s.state)
    ) THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    said := auth_inner.judge_badge(given, given.at < auth_inner.now() - 120);
    UPDATE auth_inner.badge_try AS t SET verdict = said, xact = pg_current_xact_id() WHERE t.ticket = asked;
    RETURN jsonb_build_object('wait', 0);
END
$$;
