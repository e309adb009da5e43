-- What a code does at restricted computers: a new password, a forgotten username, or the second step of a sign-in, as
-- `service/recovery` and `service/sign_in` of the program decide it.

-- The key vault after a new password was set with a recovery code, which is used up, or with the code of an administrator.
CREATE OR REPLACE FUNCTION auth_inner.recovered_vault(record json, used text, key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    totp constant text := auth_inner.vault_entry(record, 'totp');
    codes text[] := auth_inner.vault_entries(record, 'code');
BEGIN
    IF used IS NULL THEN
        key := NULL;
        codes := CASE WHEN totp IS NULL THEN '{}'::text[] ELSE codes END;
    ELSE
        codes := array_remove(codes, used);
    END IF;
    IF totp IS NULL AND (key IS NULL OR cardinality(codes) = 0) THEN
        RETURN '';
    END IF;
    RETURN concat_ws(' ', 'key:' || key, 'code:' || nullif(array_to_string(codes, ' code:'), ''), 'totp:' || totp,
        CASE WHEN used IS NOT NULL AND totp IS NOT NULL THEN 'recovered:yes' END);
END
$$;

-- What is recorded after an event with the code of an administrator: the number of the record of its creation.
CREATE OR REPLACE FUNCTION auth_inner.with_code(id bytea, created_at bigint) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce((
        SELECT ', code of record ' || e.number FROM auth_inner.event AS e
        WHERE e.whom_id = with_code.id AND e.kind = 'people' AND e.detail IN ('reset_started', 'added', 'imported')
            AND e.at BETWEEN created_at AND created_at + 600
        ORDER BY e.number LIMIT 1
    ), '')
$$;

-- A record without a recovery code that was used (R33).
CREATE OR REPLACE FUNCTION auth_inner.without_code(record json, used text) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT auth_inner.record_with(record, jsonb_build_object('key_vault',
        array_to_string(array_remove(string_to_array(record ->> 'key_vault', ' '), 'code:' || used), ' ')))
$$;

-- Writes a user without a recovery code that was used. Sessions go on, and no table is locked that another call could hold: `head` and
-- the account are locked.
CREATE OR REPLACE FUNCTION auth_inner.use_up(head auth_inner.head, before auth_inner.account, used text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    after auth_inner.account := before;
BEGIN
    after.record := auth_inner.without_code(before.record, used);
    after.seq := head.seq + 1;
    UPDATE auth_inner.account AS a SET seq = after.seq, record = after.record WHERE a.id = before.id;
    INSERT INTO auth_inner.ended (credential)
        SELECT unnest(auth_inner.credentials(before)) EXCEPT SELECT unnest(auth_inner.credentials(after))
        ON CONFLICT (credential) DO NOTHING;
    PERFORM auth_inner.next_revision(after.seq);
END
$$;

-- Uses up a recovery code by which a username was found, and returns the verdict.
CREATE OR REPLACE FUNCTION auth_inner.tell_username(of auth_inner.code_try) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head auth_inner.head;
    named auth_inner.account;
    proof record;
    who text;
BEGIN
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = of.account FOR UPDATE;
    proof := auth_inner.proof_of(of, named);
    IF proof.used IS NULL THEN
        PERFORM auth_inner.record_wrong_code(of, named);
        RETURN jsonb_build_object('word', 'wrong');
    END IF;
    PERFORM auth_inner.undo_code(of, 'undone');
    who := named.record ->> 'username';
    PERFORM auth_inner.use_up(head, named, proof.used);
    PERFORM auth_inner.record('recovery', who, named.id, '', NULL, true, 'code_used');
    PERFORM auth_inner.tell(named.id, 'code_used');
    RETURN jsonb_build_object('word', 'found', 'username', who);
END
$$;

-- Signs a user in with a recovery code as the second factor, which is used up, and returns the verdict: as `auth_inner.judge`.
CREATE OR REPLACE FUNCTION auth_inner.judge_second_factor(of auth_inner.code_try) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    head auth_inner.head;
    named auth_inner.account;
    proof record;
    answer auth_inner.guess;
    said jsonb;
BEGIN
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = of.account FOR UPDATE;
    PERFORM FROM auth_inner.guess AS g WHERE g.ticket = of.after_ticket FOR UPDATE;
    answer := auth_inner.awaiting(of.after_ticket);
    IF of.counted = 0 THEN
        -- With the password alone, no code can be tried while the name is locked.
        RETURN jsonb_build_object('word', 'locked', 'seconds', (
            SELECT nullif((auth_inner.seen(t, auth_inner.now())).locked_for, 0) FROM auth_inner.attempts AS t WHERE t.name = of.typed
        ));
    END IF;
    proof := auth_inner.proof_of(of, named);
    IF proof.used IS NULL THEN
        PERFORM auth_inner.record_wrong_code(of, named);
        RETURN jsonb_build_object('word', 'wrong_code');
    END IF;
    answer.after_ticket := answer.ticket;
    answer.ticket := of.ticket;
    answer.counted := of.counted;
    answer.is_raised := of.is_raised;
    said := auth_inner.sign_in(answer, named);
    IF said ->> 'word' = 'right' THEN
        -- The password counts for one session. The state of the session does not depend on codes.
        UPDATE auth_inner.guess AS g SET awaits = NULL WHERE g.ticket = of.after_ticket;
        PERFORM auth_inner.use_up(head, named, proof.used);
        PERFORM auth_inner.record('account', named.record ->> 'username', named.id, '', NULL, true, 'code_used');
        PERFORM auth_inner.tell(named.id, 'code_used');
    END IF;
    RETURN said;
END
$$;

-- Looks at a code that was counted, and returns the verdict: for the right one also what a new password must not contain, and of a
-- recovery code its stored form, which opens the user key for those who know the code.
CREATE OR REPLACE FUNCTION auth_inner.judge_code(of auth_inner.code_try) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    named auth_inner.account;
    proof record;
BEGIN
    IF of.purpose = 'sign_in' THEN
        RETURN auth_inner.judge_second_factor(of);
    END IF;
    SELECT a.* INTO named FROM auth_inner.account AS a WHERE a.id = of.account;
    -- The same work for an unknown name.
    proof := auth_inner.proof_of(of, CASE WHEN named.id IS NULL THEN auth_inner.model_of(of.account) ELSE named END);
    IF named.id IS NULL OR proof.used IS NULL AND proof.created_at IS NULL THEN
        PERFORM auth_inner.record_wrong_code(of, named);
        RETURN jsonb_build_object('word', 'wrong');
    ELSIF of.purpose = 'username' THEN
        RETURN auth_inner.tell_username(of);
    END IF;
    PERFORM auth_inner.undo_code(of, 'undone');
    UPDATE auth_inner.code_try AS t SET state = sha256(convert_to(named.record::text, 'UTF8')) WHERE t.ticket = of.ticket;
    RETURN jsonb_build_object('word', 'right', 'username', named.record -> 'username', 'email', named.record -> 'email',
        'first_name', named.record -> 'first_name', 'last_name', named.record -> 'last_name',
        'two_step', auth_inner.vault_entry(named.record, 'totp') IS NOT NULL, 'code', proof.used);
END
$$;

-- Sets a new password with the code of this ticket, which was right in the last ten minutes and is used up. `key` is the user key,
-- wrapped with the new password; without it, the other recovery codes end. No session begins (R36).
CREATE OR REPLACE FUNCTION auth.recover(ticket bytea, hash text, key text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    proven auth_inner.code_try;
    head auth_inner.head;
    before auth_inner.account;
    after auth_inner.account;
    proof record;
    event text;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF octet_length(ticket) IS DISTINCT FROM 32 OR auth_inner.is_new_hash(hash) IS NOT TRUE
        OR key IS NOT NULL AND NOT auth_inner.is_wrapped_key(key)
    THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    SELECT t.* INTO proven FROM auth_inner.code_try AS t
        WHERE t.ticket = sha256(recover.ticket) AND t.login = session_user::text FOR UPDATE;
    IF proven.ticket IS NULL THEN
        PERFORM auth_inner.refuse('AU005');
    ELSIF proven.verdict ->> 'word' = 'set' THEN
        -- The same once more, because the first reply was lost.
        RETURN;
    ELSIF proven.state IS NULL OR proven.at < auth_inner.now() - 600
        OR proven.xact IS NOT DISTINCT FROM pg_current_xact_id_if_assigned()
    THEN
        PERFORM auth_inner.refuse('AU001');
    END IF;
    SELECT h.* INTO head FROM auth_inner.head AS h FOR UPDATE;
    SELECT a.* INTO before FROM auth_inner.account AS a WHERE a.id = proven.account FOR UPDATE;
    proof := auth_inner.proof_of(proven, before);
    IF proof.used IS NULL AND proof.created_at IS NULL
        OR sha256(convert_to(before.record::text, 'UTF8')) IS DISTINCT FROM proven.state
    THEN
        PERFORM auth_inner.refuse('AU001');
    ELSIF auth_inner.beginning(hash) = auth_inner.beginning(before.record ->> 'password')
        OR recover.key = auth_inner.vault_entry(before.record, 'key')
        OR proof.used IS NOT NULL AND recover.key IS NULL AND auth_inner.vault_entry(before.record, 'totp') IS NOT NULL
    THEN
        -- By the salt, which is known, and not by the hash: otherwise this would tell the present password. What opens the second
        -- factor is not given up.
        PERFORM auth_inner.refuse('AU005');
    END IF;
    PERFORM auth_inner.undo_code(proven, 'unlocked');
    PERFORM auth_inner.write_changed(head, before, auth_inner.record_with(before.record, jsonb_build_object(
        'password', hash, 'must_change_password', false,
        'key_vault', auth_inner.recovered_vault(before.record, proof.used, recover.key)
    )));
    SELECT a.* INTO after FROM auth_inner.account AS a WHERE a.id = before.id;
    FOREACH event IN ARRAY array_remove(ARRAY[
        'password_recovered', CASE WHEN auth_inner.are_codes_lost(before.record, after.record) THEN 'codes_ended' END
    ], NULL) LOOP
        PERFORM auth_inner.record('recovery', after.record ->> 'username', after.id, '', NULL, true,
            event || CASE WHEN proof.created_at IS NULL THEN '' ELSE auth_inner.with_code(after.id, proof.created_at) END);
        PERFORM auth_inner.tell(after.id, event);
    END LOOP;
    UPDATE auth_inner.code_try AS t SET state = NULL, verdict = jsonb_build_object('word', 'set') WHERE t.ticket = proven.ticket;
END
$$;
