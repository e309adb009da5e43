-- The users who wait for approval, and the e-mail addresses that may register: `allowed_emails.rs` of the program.

-- Whether the owner of a session may manage users now.
CREATE OR REPLACE FUNCTION auth_inner.manages_users(token bytea) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    open_session constant auth_inner.restricted_session := auth_inner.session_of(token);
    own auth_inner.account;
BEGIN
    SELECT a.* INTO own FROM auth_inner.account AS a WHERE a.id = open_session.account;
    RETURN own.id IS NOT NULL AND auth_inner.is_usable(open_session, own.record)
        AND own.record ->> 'must_change_password' = 'false'
        AND (auth_inner.powers(auth_inner.roles_of(own.record)) -> 'program')::integer & 1 <> 0;
END
$$;

-- Returns how many users wait for approval, and what a page shows of the first ones.
CREATE OR REPLACE FUNCTION auth.waiting(session bytea, lim integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    looked constant bigint := auth_inner.now();
    asked record;
BEGIN
    PERFORM auth_inner.admit();
    PERFORM auth_inner.ensure_key();
    IF lim IS NULL OR lim NOT BETWEEN 0 AND 200 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    -- A window asks for the number by itself: that another user may not know it is no refusal to be recorded.
    IF lim = 0 AND NOT auth_inner.manages_users(session) THEN
        RETURN '{"word": "done", "total": 0, "rows": []}';
    END IF;
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    RETURN jsonb_build_object('word', 'done',
        'total', (SELECT count(*) FROM auth_inner.listed AS l WHERE l.state = 0),
        'rows', CASE WHEN lim = 0 THEN '[]' ELSE auth_inner.shown_users(
            ARRAY(SELECT l.position FROM auth_inner.listed AS l WHERE l.state = 0 ORDER BY l.position LIMIT lim),
            asked.own, looked) END);
END
$$;

-- Returns how many e-mail addresses may register, and the first ones.
CREATE OR REPLACE FUNCTION auth.allowed_emails(session bytea, lim integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
DECLARE
    asked record;
BEGIN
    PERFORM auth_inner.admit();
    IF lim IS NULL OR lim NOT BETWEEN 0 AND 1000 THEN
        PERFORM auth_inner.refuse('AU005');
    END IF;
    asked := auth_inner.administrator(session, 1, false);
    IF asked.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', asked.refusal);
    END IF;
    RETURN jsonb_build_object('word', 'done', 'total', (SELECT count(*) FROM auth_inner.email), 'emails', ARRAY(
        SELECT e.email FROM auth_inner.email AS e ORDER BY e.position LIMIT lim));
END
$$;

-- Records that an address may register, or no longer. It belongs to no account.
CREATE OR REPLACE FUNCTION auth_inner.record_email(caller auth_inner.account, email text, detail text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM auth_inner.record('people', caller.record ->> 'username', caller.id, email, NULL, true, detail);
END
$$;

-- Allows these addresses to register, all of them or none, and returns how many are new.
CREATE OR REPLACE FUNCTION auth.allow_emails(session bytea, emails text[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    address text;
    owner auth_inner.account;
    known text[];
    added text[] := '{}';
    number bigint;
BEGIN
    IF array_ndims(emails) IS DISTINCT FROM 1 OR cardinality(emails) > 100
        OR EXISTS (SELECT FROM unnest(emails) AS e WHERE e IS NULL OR length(e) > 254)
    THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, NULL);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    known := ARRAY(SELECT auth_inner.fold(e.email) FROM auth_inner.email AS e);
    FOREACH address IN ARRAY emails LOOP
        address := auth_inner.checked_email(to_jsonb(address));
        owner := auth_inner.find(auth_inner.fold(address));
        IF owner.id IS NOT NULL OR auth_inner.is_used(address, ''::bytea) THEN
            RETURN jsonb_build_object('word', 'email_taken', 'other', CASE
                WHEN owner.id IS NULL OR auth_inner.is_damaged(owner.record) THEN '' ELSE owner.record ->> 'username' END);
        END IF;
        IF auth_inner.fold(address) <> ALL (known) THEN
            known := known || auth_inner.fold(address);
            added := added || address;
        END IF;
    END LOOP;
    IF cardinality(added) > 0 THEN
        number := (begun.head).seq + 1;
        INSERT INTO auth_inner.email (email, position)
            SELECT new.email, last.position + new.number FROM unnest(added) WITH ORDINALITY AS new (email, number),
                (SELECT coalesce(max(e.position), 0) AS position FROM auth_inner.email AS e) AS last;
        PERFORM auth_inner.next_revision(number);
        UPDATE auth_inner.head SET emails_seq = number;
        PERFORM auth_inner.limit_bulk((begun.caller).id, cardinality(added));
        PERFORM auth_inner.record_email(begun.caller, e, 'invited') FROM unnest(added) AS e;
    END IF;
    RETURN jsonb_build_object('word', 'done', 'new', cardinality(added));
END
$$;

-- No longer allows this address to register.
CREATE OR REPLACE FUNCTION auth.disallow_email(session bytea, email text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET client_min_messages = error
AS $$
#variable_conflict use_variable
DECLARE
    begun record;
    removed text;
    number bigint;
BEGIN
    IF email IS NULL OR length(email) > 254 THEN
        PERFORM auth_inner.admit();
        PERFORM auth_inner.refuse('AU005');
    END IF;
    begun := auth_inner.begin_change(session, NULL);
    IF begun.refusal IS NOT NULL THEN
        RETURN jsonb_build_object('word', begun.refusal);
    END IF;
    -- Two that were written by hand can be the same.
    WITH gone AS (
        DELETE FROM auth_inner.email AS e WHERE auth_inner.fold(e.email) = auth_inner.fold(disallow_email.email) RETURNING e.email
    )
    SELECT min(gone.email) INTO removed FROM gone;
    IF removed IS NULL THEN
        RETURN jsonb_build_object('word', 'unknown');
    END IF;
    number := (begun.head).seq + 1;
    PERFORM auth_inner.next_revision(number);
    UPDATE auth_inner.head SET emails_seq = number;
    PERFORM auth_inner.limit_records((begun.caller).id, 1000, true);
    PERFORM auth_inner.record_email(begun.caller, removed, 'uninvited');
    RETURN jsonb_build_object('word', 'done');
END
$$;
