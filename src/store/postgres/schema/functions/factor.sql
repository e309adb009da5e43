-- Two-step sign-in and recovery codes, changed at restricted computers: `service/two_factor` and `AccountChange` of the program.
--
-- The computer makes the user key, the recovery codes and the secret of the authenticator app, and wraps and seals them as a trusted one does. The
-- server writes the key vault, and keeps the secret, with which it checks codes. Each change takes one right answer to the question
-- for the password that was given in the session, with a code where the settings ask for one: neither a PIN, nor a remembered
-- sign-in, nor the sign-in itself is enough.

-- Whether a text is the key vault after a change: a wrapped user key, eight recovery codes and, with `with_totp`, a sealed secret of
-- an authenticator app. Nothing of it was there before.
CREATE OR REPLACE FUNCTION auth_inner.is_renewed_vault(vault text, before json, with_totp boolean) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts constant text[] := string_to_array(vault, ' ');
    publics constant text[] := ARRAY(SELECT split_part(part, '.', 2) FROM unnest(parts[2:9]) AS part);
BEGIN
    RETURN length(vault) <= 8000 AND cardinality(parts) = CASE WHEN with_totp THEN 10 ELSE 9 END
        AND auth_inner.is_new_vault(array_to_string(parts[1:9], ' '))
        AND (NOT with_totp OR parts[10] ~ '^totp:[A-Za-z0-9_-]{80}$')
        AND (SELECT count(DISTINCT public) FROM unnest(publics) AS public) = 8
        AND NOT parts && string_to_array(before ->> 'key_vault', ' ')
        AND NOT publics && ARRAY(SELECT split_part(code, '.', 2) FROM unnest(auth_inner.vault_entries(before, 'code')) AS code);
END
$$;

-- The step of the code of an app that is set up; NULL if it is none of this secret.
CREATE OR REPLACE FUNCTION auth_inner.step_of_app(secret bytea, code text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    typed auth_inner.guess;
BEGIN
    typed.answer := sha256(convert_to(auth_inner.without_spaces(code), 'UTF8'));
    RETURN auth_inner.step_of(typed, secret);
END
$$;

-- Uses up the step of an app that is set up, as `TwoFactor::confirm`. Of another phone, the code may be of the half minute whose code
-- was used last.
CREATE OR REPLACE FUNCTION auth_inner.confirms(account auth_inner.account, step bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN auth_inner.use_step(account.id, step) OR auth_inner.vault_entry(account.record, 'totp') IS NOT NULL;
END
$$;

-- Refuses a change before it waits for other changes or holds them up: of an account that has made 120 records in the last hour, and
-- an eleventh one of its second factor or recovery codes in an hour.
CREATE OR REPLACE FUNCTION auth_inner.limit_factors(account bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    all_events bigint;
    changes bigint;
BEGIN
    SELECT count(*), count(*) FILTER (WHERE last.kind = 'account'
        AND last.detail IN ('codes_renewed', 'two_step_on', 'two_step_off')) INTO all_events, changes
    FROM (
        SELECT e.at, e.kind, e.detail FROM auth_inner.event AS e WHERE e.who_id = limit_factors.account
        ORDER BY e.number DESC LIMIT 120
    ) AS last WHERE last.at > auth_inner.now() - 3600;
    IF all_events >= 120 THEN
        PERFORM auth_inner.refuse('AU002');
    ELSIF changes >= 10 THEN
        PERFORM auth_inner.refuse('AU008');
    END IF;
END
$$;

-- Whether a right answer, or the one before a right code, is the password that the account has now.
CREATE OR REPLACE FUNCTION auth_inner.is_present_password(proven auth_inner.guess, record json) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(sha256(convert_to(record ->> 'password', 'UTF8')) = CASE WHEN proven.after_ticket IS NULL THEN proven.answer
        ELSE (SELECT g.answer FROM auth_inner.guess AS g WHERE g.ticket = proven.after_ticket) END, false)
$$;

-- Begins a change in a session whose user has given the right answer with this ticket: locks the users and settings, the account and
-- the answer. `for_seconds` is for how long the answer counts, unless a PIN has unlocked the window since. One answer makes one
-- change; `is_used` says that it has made one. What a second factor protects is changed only after it was proven in the session.
CREATE OR REPLACE FUNCTION auth_inner.begin_factor(
    session bytea, proof bytea, for_seconds bigint,
    OUT own auth_inner.restricted_session, OUT head auth_inner.head, OUT before auth_inner.account, OUT is_used boolean
)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    proven auth_inner.guess;
BEGIN
    PERFORM auth_inner.admit();
    IF octet_length(proof) IS DISTINCT FROM 32 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- A computer without such a session neither waits for other changes nor holds them up.
    own := auth_inner.session_of(session);
    IF own.fresh_until - 300 + for_seconds <= auth_inner.now() THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
    PERFORM auth_inner.limit_factors(own.account);
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    own := auth_inner.session_of(session);
    SELECT a.* INTO before FROM auth_inner.account AS a WHERE a.id = own.account FOR UPDATE;
    IF before.id IS NULL OR head.revision IS NULL THEN
        PERFORM auth_inner.refuse('AU001');
    ELSIF NOT auth_inner.is_usable(own, before.record) THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
    SELECT g.* INTO proven FROM auth_inner.guess AS g
    WHERE g.ticket = sha256(proof) AND g.login = session_user::text AND g.for_session = own.id
        AND g.verdict ->> 'word' = 'right' AND g.at > auth_inner.now() - 600
        AND g.xact IS DISTINCT FROM pg_current_xact_id_if_assigned()
    FOR UPDATE;
    IF proven.ticket IS NULL OR own.fresh_until - 300 + for_seconds <= auth_inner.now()
        OR NOT auth_inner.is_present_password(proven, before.record)
    THEN
        PERFORM auth_inner.refuse('AU004');
    END IF;
    is_used := proven.has_signed;
    -- Who has to choose another password does so first.
    IF NOT is_used AND (before.record ->> 'must_change_password' = 'true'
        OR auth_inner.vault_entry(before.record, 'totp') IS NOT NULL AND NOT own.with_code)
    THEN
        PERFORM auth_inner.refuse('AU002');
    END IF;
END
$$;

-- Writes an account with another key vault, and ends what it replaces: also other sessions, if the second factor is another one.
CREATE OR REPLACE FUNCTION auth_inner.write_factor(
    head auth_inner.head, before auth_inner.account, changes jsonb, kept bytea
) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    after auth_inner.account := before;
BEGIN
    after.record := auth_inner.record_with(before.record, changes);
    after.seq := head.seq + 1;
    IF auth_inner.is_damaged(after.record) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    PERFORM auth_inner.end_replaced(before, after, kept);
    PERFORM auth_inner.next_revision(after.seq);
    RETURN after;
END
$$;

-- Records a change, of which the owner is notified. An account that has made 120 records in the last hour makes no further change.
CREATE OR REPLACE FUNCTION auth_inner.record_factor(account auth_inner.account, event text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.limit_records(account.id, 120);
    PERFORM auth_inner.record('account', account.record ->> 'username', account.id, '', NULL, true, event);
    PERFORM auth_inner.tell(account.id, event);
END
$$;

-- Makes a change that was begun: writes it, records it, and uses up the answer with this ticket.
CREATE OR REPLACE FUNCTION auth_inner.make_factor(
    own auth_inner.restricted_session, head auth_inner.head, before auth_inner.account, proof bytea, changes jsonb, event text
) RETURNS auth_inner.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    after auth_inner.account;
BEGIN
    after := auth_inner.write_factor(head, before, changes, own.id);
    UPDATE auth_inner.guess AS g SET has_signed = true WHERE g.ticket = sha256(proof);
    PERFORM auth_inner.record_factor(after, event);
    RETURN after;
END
$$;

-- Sets up two-step sign-in of the own account, or moves it to another app: the key vault, the secret of the app, and a code that the
-- app shows. The password was entered for it in the last ten minutes.
CREATE OR REPLACE FUNCTION auth.set_two_step(session bytea, proof bytea, vault text, secret bytea, code text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    step bigint;
    begun record;
    after auth_inner.account;
BEGIN
    IF octet_length(secret) IS DISTINCT FROM 20 OR code IS NULL OR octet_length(code) > 64 OR vault IS NULL OR length(vault) > 8000
    THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    PERFORM auth_inner.admit();
    PERFORM auth_inner.session_of(session);
    step := auth_inner.step_of_app(secret, code);
    IF step IS NULL THEN
        RETURN jsonb_build_object('word', 'wrong_code');
    END IF;
    begun := auth_inner.begin_factor(session, proof, 600);
    IF begun.is_used AND (begun.before).record ->> 'key_vault' = vault THEN
        -- The same once more, because the first reply was lost.
        RETURN jsonb_build_object('word', 'done');
    ELSIF begun.is_used THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF auth_inner.is_renewed_vault(vault, (begun.before).record, true) IS NOT TRUE THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF NOT auth_inner.confirms(begun.before, step) THEN
        RETURN jsonb_build_object('word', 'wrong_code');
    END IF;
    after := auth_inner.make_factor(
        begun.own, begun.head, begun.before, proof, jsonb_build_object('key_vault', vault), 'two_step_on');
    PERFORM auth_inner.keep_second_factor(after.id, auth_inner.vault_entry(after.record, 'totp'), secret);
    UPDATE auth_inner.restricted_session AS s SET with_code = true WHERE s.id = (begun.own).id;
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Replaces the recovery codes of the own account. `vault` has the user key, wrapped anew, and the codes; the secret of the app stays
-- as it is, sealed with the same user key.
CREATE OR REPLACE FUNCTION auth.renew_codes(session bytea, proof bytea, vault text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    totp text;
    renewed text;
BEGIN
    IF vault IS NULL OR length(vault) > 8000 THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_factor(session, proof, 300);
    totp := auth_inner.vault_entry((begun.before).record, 'totp');
    renewed := concat_ws(' ', vault, 'totp:' || totp);
    IF begun.is_used AND (begun.before).record ->> 'key_vault' = renewed THEN
        RETURN jsonb_build_object('word', 'done');
    ELSIF begun.is_used THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF auth_inner.is_renewed_vault(vault, (begun.before).record, false) IS NOT TRUE THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF totp IS NOT NULL AND auth_inner.vault_entry((begun.before).record, 'key') IS NULL THEN
        -- What opens the second factor is not given up.
        PERFORM auth_inner.refuse('AU002');
    END IF;
    PERFORM auth_inner.make_factor(
        begun.own, begun.head, begun.before, proof, jsonb_build_object('key_vault', renewed), 'codes_renewed');
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Switches two-step sign-in of the own account off, if no role of the user requires it. With `must_change`, the password is too short
-- without it.
CREATE OR REPLACE FUNCTION auth.two_step_off(session bytea, proof bytea, must_change boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    record json;
BEGIN
    IF must_change IS NULL THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_factor(session, proof, 300);
    record := (begun.before).record;
    IF auth_inner.vault_entry(record, 'totp') IS NULL THEN
        RETURN jsonb_build_object('word', CASE WHEN begun.is_used THEN 'done' ELSE 'required' END);
    ELSIF begun.is_used THEN
        PERFORM auth_inner.refuse('AU004');
    ELSIF auth_inner.includes(auth_inner.setting('two_step.required_for', ''), record -> 'roles') THEN
        RETURN jsonb_build_object('word', 'required');
    END IF;
    PERFORM auth_inner.make_factor(begun.own, begun.head, begun.before, proof, jsonb_build_object(
        'key_vault', auth_inner.vault_text(record, auth_inner.vault_entry(record, 'reset'), false),
        'must_change_password', must_change OR record ->> 'must_change_password' = 'true'
    ), 'two_step_off');
    DELETE FROM auth_inner.second_factor AS f WHERE f.account = (begun.before).id;
    RETURN jsonb_build_object('word', 'done');
END
$$;

-- Notes that the password of an answer was right and that two-step sign-in has to be set up, as long as the record of the user stays
-- as it is.
CREATE OR REPLACE FUNCTION auth_inner.await_set_up(of auth_inner.guess, account auth_inner.account) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE auth_inner.guess AS g SET awaits = sha256(convert_to(account.record::text, 'UTF8')) WHERE g.ticket = of.ticket;
    RETURN jsonb_build_object('word', 'set_up_second_factor', 'username', account.record -> 'username');
END
$$;

-- The answer with the right password after which two-step sign-in is set up, for ten minutes and as long as the record of the user
-- stays as it is.
CREATE OR REPLACE FUNCTION auth_inner.awaiting_set_up(id bytea) RETURNS auth_inner.guess
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    answered auth_inner.guess;
BEGIN
    SELECT g.* INTO answered FROM auth_inner.guess AS g JOIN auth_inner.account AS a ON a.id = g.account
    WHERE g.ticket = awaiting_set_up.id AND g.login = session_user::text AND g.verdict ->> 'word' = 'set_up_second_factor'
        AND g.at > auth_inner.now() - 600 AND g.awaits = sha256(convert_to(a.record::text, 'UTF8'));
    IF NOT FOUND OR answered.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned() THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    RETURN answered;
END
$$;

-- What was told of a set-up with the ticket of this attempt; NULL if it has not succeeded, or may still be rolled back.
CREATE OR REPLACE FUNCTION auth_inner.told_of_set_up(ticket bytea, id bytea) RETURNS jsonb
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT made.verdict FROM auth_inner.guess AS made JOIN auth_inner.guess AS first ON first.ticket = made.after_ticket
    WHERE made.ticket = told_of_set_up.id AND made.login = session_user::text AND made.after_ticket = sha256(told_of_set_up.ticket)
        AND made.xact IS DISTINCT FROM pg_current_xact_id_if_assigned()
        AND first.verdict ->> 'word' = 'set_up_second_factor'
$$;

-- Signs a user in who sets up two-step sign-in, unless something else stands against it, and returns the verdict. The attempt was
-- taken back when the password was found right.
CREATE OR REPLACE FUNCTION auth_inner.sign_in_after_set_up(
    answered auth_inner.guess, id bytea, account auth_inner.account
) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    moment constant bigint := auth_inner.now();
    failures constant bigint := (auth_inner.seen(auth_inner.locked_attempts(answered.typed), moment)).failures;
    said jsonb;
BEGIN
    -- The sessions that end, by the order of locks.
    PERFORM FROM auth_inner.session_slot AS s WHERE s.account = (sign_in_after_set_up.account).id FOR UPDATE;
    PERFORM FROM auth_inner.restricted_session AS s WHERE s.account = (sign_in_after_set_up.account).id FOR UPDATE;
    answered.after_ticket := answered.ticket;
    answered.ticket := id;
    answered.is_raised := false;
    said := auth_inner.sign_in(answered, account);
    IF said ->> 'word' <> 'right' THEN
        RETURN said;
    END IF;
    said := jsonb_set(said, '{before,failures}', to_jsonb(failures));
    -- The password counts for one session. The verdict is kept in case that the reply is lost.
    UPDATE auth_inner.guess AS g SET awaits = NULL WHERE g.ticket = answered.after_ticket;
    INSERT INTO auth_inner.guess (ticket, login, xact, at, not_before, account, typed, counted, locked_for, is_raised, is_delaying,
        is_first_delay, answer, after_ticket, verdict)
    VALUES (id, session_user, pg_current_xact_id(), moment, moment, answered.account, answered.typed, 1, 0, false, false, false,
        id, answered.after_ticket, said)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    RETURN said;
END
$$;

-- Sets up two-step sign-in after the answer with this ticket, whose verdict was that it has to be set up, and signs the user in: both
-- or nothing. The ticket of the attempt becomes the token of the session.
CREATE OR REPLACE FUNCTION auth.set_up_two_step(ticket bytea, attempt bytea, vault text, secret bytea, code text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    id constant bytea := sha256(attempt);
    answered auth_inner.guess;
    head auth_inner.head;
    before auth_inner.account;
    after auth_inner.account;
    step bigint;
    said jsonb;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR octet_length(attempt) IS DISTINCT FROM 32 OR ticket = attempt
        OR octet_length(secret) IS DISTINCT FROM 20 OR code IS NULL OR octet_length(code) > 64
        OR vault IS NULL OR length(vault) > 8000
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    said := auth_inner.told_of_set_up(ticket, id);
    IF said IS NOT NULL THEN
        -- The same once more, because the first reply was lost.
        RETURN said;
    ELSIF auth_inner.is_session(id) OR EXISTS (SELECT FROM auth_inner.guess AS g WHERE g.ticket = id) THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- A computer without such an answer neither waits for other changes nor holds them up.
    answered := auth_inner.awaiting_set_up(sha256(ticket));
    step := auth_inner.step_of_app(secret, code);
    IF step IS NULL THEN
        RETURN jsonb_build_object('word', 'wrong_code');
    END IF;
    PERFORM auth_inner.limit_factors(answered.account);
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO before FROM auth_inner.account AS a WHERE a.id = answered.account FOR UPDATE;
    PERFORM FROM auth_inner.guess AS g WHERE g.ticket = answered.ticket FOR UPDATE;
    said := auth_inner.told_of_set_up(ticket, id);
    IF said IS NOT NULL THEN
        -- The first call has ended while this one waited.
        RETURN said;
    END IF;
    answered := auth_inner.awaiting_set_up(sha256(ticket));
    IF auth_inner.is_renewed_vault(vault, before.record, true) IS NOT TRUE THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF NOT auth_inner.confirms(before, step) THEN
        RETURN jsonb_build_object('word', 'wrong_code');
    END IF;
    after := before;
    after.record := auth_inner.record_with(before.record, jsonb_build_object('key_vault', vault));
    said := auth_inner.sign_in_after_set_up(answered, id, after);
    IF said ->> 'word' = 'right' THEN
        after := auth_inner.write_factor(head, before, jsonb_build_object('key_vault', vault), id);
        PERFORM auth_inner.keep_second_factor(after.id, auth_inner.vault_entry(after.record, 'totp'), secret);
        PERFORM auth_inner.record_factor(after, 'two_step_on');
    END IF;
    RETURN said;
END
$$;
