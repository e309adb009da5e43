-- Counting attempts, as `throttle.rs`, `delay.rs` and the store of attempts of the program do it.

-- The seconds of the lockout after this number of failures in a row.
CREATE OR REPLACE FUNCTION auth_inner.lock_after(failures bigint) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    doublings bigint := failures - auth_inner.setting('lockout.after', '5')::bigint;
    first bigint := auth_inner.setting('lockout.seconds', '30')::bigint;
    longest bigint := greatest(auth_inner.setting('lockout.max_seconds', '900')::bigint, first);
BEGIN
    RETURN CASE WHEN doublings < 0 THEN 0 ELSE least(first * (1::bigint << least(doublings, 32)::integer), longest) END;
END
$$;

-- Attempts after the time since their last change. A lockout lasts as long by the clock of the server as by that of the
-- computer that wrote it. If the clock of that computer is ahead, the time is that of the server: otherwise it would start over.
CREATE OR REPLACE FUNCTION auth_inner.seen(attempts auth_inner.attempts, at bigint) RETURNS auth_inner.attempts
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    passed bigint := at - attempts.seen_at;
BEGIN
    IF attempts.locked_for > 0 THEN
        passed := CASE WHEN passed < 0 THEN at - attempts.written_at
            ELSE least(passed, greatest(at - attempts.written_at, 0)) END;
    END IF;
    attempts.locked_for := greatest(attempts.locked_for - greatest(passed, 0), 0);
    attempts.seen_at := at;
    RETURN attempts;
END
$$;

-- The attempts of a name, which no other transaction can change until the end of this one.
CREATE OR REPLACE FUNCTION auth_inner.locked_attempts(of bytea) RETURNS auth_inner.attempts
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    found_attempts auth_inner.attempts;
BEGIN
    INSERT INTO auth_inner.attempts AS a (name, failures, locked_for, seen_at) VALUES (of, 0, 0, 0)
    ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING a.* INTO found_attempts;
    RETURN found_attempts;
END
$$;

-- Writes attempts.
CREATE OR REPLACE FUNCTION auth_inner.write_attempts(
    before auth_inner.attempts, after auth_inner.attempts, at bigint
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The clock of another computer may be a little ahead: failures do not expire twice.
    IF after.locked_for = 0 AND before.seen_at - after.seen_at BETWEEN 1 AND 300 THEN
        after.seen_at := before.seen_at;
    END IF;
    UPDATE auth_inner.attempts AS a
    SET failures = after.failures, locked_for = after.locked_for, seen_at = after.seen_at,
        last_sign_in = after.last_sign_in, written_at = at
    WHERE a.name = after.name;
END
$$;

-- Forgets names that are old or beyond the limits of `attempt_limits.rs`. All that a transaction has locked must be written
-- before: a new row looks like an old one. What was written a short time ago by the clock of the server is not old, whatever the clock
-- of the computer showed that wrote it; the indexes still find the rows by the time of that clock.
CREATE OR REPLACE FUNCTION auth_inner.forget_names(at bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    most bigint := 10000;
    oldest bigint := at - 90 * 86400;
    -- Invented names do not flush what delays them.
    all_names bytea := auth_inner.attempt_key('all names', ''::bytea);
BEGIN
    -- What is locked is in use: another computer forgets it, and none waits for another.
    WITH first_kept AS MATERIALIZED (SELECT
        (SELECT seen_at FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for = 0
            ORDER BY seen_at DESC LIMIT 1 OFFSET most - 1) AS never_locked,
        (SELECT seen_at + locked_for FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for > 0
            ORDER BY seen_at + locked_for DESC LIMIT 1 OFFSET most - 1) AS locked),
    never_locked AS (
        SELECT name FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for = 0 AND name <> all_names
        AND seen_at < greatest(oldest, (SELECT k.never_locked FROM first_kept AS k))
        AND (written_at < oldest OR seen_at < (SELECT k.never_locked FROM first_kept AS k))
        FOR UPDATE SKIP LOCKED),
    locked AS (
        SELECT name FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for > 0
        AND seen_at + locked_for <= at AND written_at + locked_for <= at
        AND seen_at + locked_for < greatest(oldest, (SELECT k.locked FROM first_kept AS k))
        AND (written_at + locked_for < oldest OR seen_at + locked_for < (SELECT k.locked FROM first_kept AS k))
        FOR UPDATE SKIP LOCKED)
    DELETE FROM auth_inner.attempts
    WHERE name = ANY (ARRAY(TABLE never_locked UNION ALL TABLE locked));
END
$$;

-- Failures of all names without those that have expired. `seen_at` is the time up to which they have.
CREATE OR REPLACE FUNCTION auth_inner.expired(all_names auth_inner.attempts, at bigint) RETURNS auth_inner.attempts
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    rate bigint := greatest(auth_inner.setting('lockout.all_names', '50')::bigint, 1);
    since bigint := least(all_names.seen_at, at);
    -- In ten minutes as many expire as cause no delay.
    gone bigint := (at - since) * rate / 600;
BEGIN
    IF all_names.failures <= gone THEN
        all_names.failures := 0;
        all_names.seen_at := at;
    ELSE
        all_names.failures := all_names.failures - gone;
        -- A part of a failure expires later.
        all_names.seen_at := since + gone * 600 / rate;
    END IF;
    RETURN all_names;
END
$$;

-- The milliseconds by which an attempt is delayed after these failures of all names, which have expired.
CREATE OR REPLACE FUNCTION auth_inner.delay(failures bigint) RETURNS bigint
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 500 * least(greatest(failures + 1 - auth_inner.setting('lockout.all_names', '50')::bigint, 0), 10)
$$;

-- Takes back a failure that was counted with these values, of a name and of all names, because the password was right. With
-- `outcome`, all failures of the name are reset: after a complete sign-in, which is noted, or because it is `unlocked`.
-- Returns the attempts before.
CREATE OR REPLACE FUNCTION auth_inner.undo(of auth_inner.guess, outcome text, at bigint) RETURNS auth_inner.attempts
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before auth_inner.attempts := auth_inner.locked_attempts(of.typed);
    -- After the lock: the same time is counted once.
    moment bigint := auth_inner.now();
    after auth_inner.attempts := auth_inner.seen(before, moment);
    all_before auth_inner.attempts;
    all_after auth_inner.attempts;
BEGIN
    IF outcome = 'undone' THEN
        IF after.failures = of.counted THEN
            after.locked_for := 0;
        END IF;
        after.failures := greatest(after.failures - 1, 0);
    ELSE
        after.failures := 0;
        after.locked_for := 0;
        IF outcome = 'signed in' THEN
            after.last_sign_in := at;
        END IF;
    END IF;
    PERFORM auth_inner.write_attempts(before, after, moment);
    IF of.is_raised THEN
        all_before := auth_inner.locked_attempts(auth_inner.attempt_key('all names', ''::bytea));
        moment := auth_inner.now();
        all_after := auth_inner.expired(all_before, moment);
        all_after.failures := greatest(all_after.failures - 1, 0);
        PERFORM auth_inner.write_attempts(all_before, all_after, moment);
    END IF;
    PERFORM auth_inner.forget_names(moment);
    RETURN before;
END
$$;
