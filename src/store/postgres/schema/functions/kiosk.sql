-- Leaving a kiosk: an administrator enters name, password and code, as `Approvals::leave_kiosk` of the program. The attempt counts
-- as one to sign in does, and no session begins.

-- Takes the answer of a computer to the question for the password of an administrator, and counts it. A code is taken by
-- `auth.code`, and the verdict is told by `auth.verdict`.
CREATE OR REPLACE FUNCTION auth.leave_kiosk(ticket bytea, login text, hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
BEGIN
    PERFORM auth.answer(leave_kiosk.ticket, leave_kiosk.login, leave_kiosk.hash, NULL);
    UPDATE auth_inner.guess AS g SET for_kiosk = true
        WHERE g.ticket = sha256(leave_kiosk.ticket) AND g.login = session_user::text AND g.verdict IS NULL AND NOT g.for_kiosk
            AND g.for_session IS NULL AND g.after_ticket IS NULL AND NOT g.for_approval;
END
$$;

-- Says for an administrator whose password is right, and the code if there is one, whether the kiosk is left.
CREATE OR REPLACE FUNCTION auth_inner.leave_kiosk(of auth_inner.guess, account auth_inner.account) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    at constant bigint := auth_inner.now();
    verdict jsonb := jsonb_build_object('word', 'right', 'account', encode(account.id, 'hex'));
    reason text;
BEGIN
    -- Earlier failures stay, so that the user is told of them at the next sign-in.
    PERFORM auth_inner.undo(of, 'undone', at);
    IF (account.record ->> 'pending')::boolean THEN
        reason := 'not approved';
        verdict := jsonb_build_object('word', 'pending');
    ELSIF auth_inner.has_ended(account) THEN
        reason := 'outdated';
        verdict := jsonb_build_object('word', 'outdated');
    ELSIF NOT auth_inner.is_open_at(account.record -> 'times', at) THEN
        reason := 'outside access times';
        verdict := jsonb_build_object('word', 'not_now', 'times', account.record -> 'times');
    ELSIF auth_inner.vault_entry(account.record, 'totp') IS NOT NULL AND of.after_ticket IS NULL THEN
        RETURN auth_inner.await_code(of, account);
    ELSIF auth_inner.has_more_to_do(account.record) THEN
        reason := 'change_required';
        verdict := jsonb_build_object('word', 'set_up_second_factor');
    END IF;
    PERFORM auth_inner.record('kiosk', account.record ->> 'username', account.id, '', NULL, reason IS NULL, coalesce(reason, ''));
    RETURN verdict;
END
$$;
